/** What in a text names or reaches somebody. */
export const SPAN_KINDS = ['name', 'email', 'phone', 'number', 'address', 'iban', 'birth'] as const;
export type SpanKind = (typeof SPAN_KINDS)[number];

/** Why it was taken for that. */
export const SPAN_REASONS = [
  'own-identifier',
  'own-name',
  'own-address-spelling',
  'own-birth',
  'email',
  'phone',
  'labelled-number',
  'iban',
  'labelled-birth',
  'addressed-name',
] as const;
export type SpanReason = (typeof SPAN_REASONS)[number];

/** UTF-16 offsets in the text as it is stored, end exclusive; never within a character. */
export interface TextSpan {
  start: number;
  end: number;
  kind: SpanKind;
  /** Of the person asked about; the others name somebody else, or nobody knows whom. */
  ofPerson: boolean;
  why: SpanReason;
}

/** In order and without overlap: what is the person's own goes before what is not, and the longer before the shorter. */
export function settled(found: readonly TextSpan[]): TextSpan[] {
  const kept: TextSpan[] = [];
  const taken = new Uint8Array(found.reduce((most, { end }) => Math.max(most, end), 0));
  const rank = (one: TextSpan): number => (one.ofPerson ? 0 : 1);
  const length = (one: TextSpan): number => one.end - one.start;
  for (const one of [...found].sort((a, b) => rank(a) - rank(b) || length(b) - length(a) || a.start - b.start)) {
    if (one.end <= one.start || taken.subarray(one.start, one.end).includes(1)) continue;
    taken.fill(1, one.start, one.end);
    kept.push(one);
  }
  return kept.sort((a, b) => a.start - b.start);
}
