/**
 * What is to become of a record, and why. Spelt as one string (`delete:erase:gdpr/17-1-a`,
 * `mask:retain:de/ao-147/buchungsbeleg:2029-12-31`), so that records under one verdict can be counted and compared.
 */
export interface Verdict {
  action: 'delete' | 'mask' | 'release' | 'none';
  /** `erase`; `retain` by law until a date; `necessary` still; `keep` by the map's reason; `held` by other people. */
  because: 'erase' | 'retain' | 'necessary' | 'keep' | 'held';
  /** Name of a ground in `laws/grounds.yaml`. */
  ground: string;
  /** Last legal day on which the record is kept, for `retain`. */
  until?: string;
}

export function spell(verdict: Verdict): string {
  return [verdict.action, verdict.because, verdict.ground, verdict.until].filter(Boolean).join(':');
}

/** @throws when the text was not spelt by `spell`. */
export function readVerdict(text: string): Verdict {
  const [action, because, ground, until] = text.split(':');
  if (!action || !because || !ground) throw new Error('This is no verdict.');
  return {
    action: action as Verdict['action'],
    because: because as Verdict['because'],
    ground,
    ...(until ? { until } : {}),
  };
}

/** The word for a record's outcome once it is shown (practice 13: what is masked is called masked). */
export function outcomeWord(verdict: Verdict): 'erased' | 'masked' | 'retained' | 'necessary' | 'kept' | 'held' {
  // Those that others hold are counted apart, as detached.
  if (verdict.action === 'release') return 'erased';
  if (verdict.because === 'retain') return 'retained';
  if (verdict.because === 'necessary') return 'necessary';
  if (verdict.because === 'held') return 'held';
  if (verdict.because === 'keep' || verdict.action === 'none') return 'kept';
  return verdict.action === 'mask' ? 'masked' : 'erased';
}
