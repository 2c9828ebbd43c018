export interface Span {
  start: number;
  end: number;
}

/**
 * Where an offset in a text area lies in the text itself: text areas show `\r\n` as one character, the service counts
 * UTF-16 units of the text as it is stored.
 */
export function storedOffset(text: string, shown: number): number {
  let at = 0;
  for (let seen = 0; seen < shown && at < text.length; seen += 1) at += text.startsWith('\r\n', at) ? 2 : 1;
  return at;
}

/** The spans with another one: in order, those that touch or overlap joined, blanks at the edges left out. */
export function withSpan(spans: readonly Span[], text: string, added: Span): Span[] {
  let { start, end } = added;
  while (start < end && /\s/.test(text[start]!)) start += 1;
  while (end > start && /\s/.test(text[end - 1]!)) end -= 1;
  if (start >= end) return [...spans];
  const joined: Span[] = [];
  for (const span of [...spans, { start, end }].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else joined.push({ ...span });
  }
  return joined;
}

export interface Piece {
  text: string;
  start: number;
  withheld: boolean;
}

/** The text in pieces, each with where it begins and whether it is withheld. */
export function pieces(text: string, spans: readonly Span[]): Piece[] {
  const all: Piece[] = [];
  let at = 0;
  const add = (end: number, withheld: boolean): void => {
    if (end > at) all.push({ text: text.slice(at, end), start: at, withheld });
    at = end;
  };
  for (const { start, end } of spans) {
    add(start, false);
    add(end, true);
  }
  add(text.length, false);
  return all;
}
