import { Temporal } from 'temporal-polyfill';
import type { SystemMap } from '../datamap/language.js';

/**
 * What is kept about an erased person beside her case, why, and until when: nothing else is. She is told in the letter
 * that answers her (`letters/texts`, `kept`), the office sees it on the case (practice 18).
 *
 * The legal basis is how this house sees it and has not been confirmed by counsel: a controller who must erase (Art. 17(1)
 * GDPR) and be able to show it (Art. 5(2), 24(1)) must also notice that erased data are back.
 */
export const KEPT_OF_ERASED = [
  {
    kind: 'identifiers',
    /** By what she was found, and the keys of her records; sealed under a key of this erasure, which then dies. */
    what: 'sealed identifiers and row keys',
    why: ['looks', 'replay'],
    until: 'horizon',
    basis: 'Art. 6(1)(c), 17(1), 5(2) GDPR',
    confirmed: false,
  },
  {
    kind: 'tombstone',
    /** One keyed tag for each identifier, its kind and the day. Nobody can read the identifier from it. */
    what: 'keyed tag, kind of identifier, day',
    why: ['imports', 'mailings', 'events'],
    until: 'lifted',
    basis: 'Art. 6(1)(c), 17(1), 5(2) GDPR',
    confirmed: false,
  },
  {
    kind: 'marketing-block',
    /** Only if she had objected or withdrawn: an erasure never removes it (practice 15). */
    what: 'keyed tag, kind of identifier, day, reason',
    why: ['marketing'],
    until: 'new-consent',
    basis: 'Art. 21(3), 6(1)(c) GDPR',
    confirmed: false,
  },
] as const;

/** A look whose system is down is asked again for so long after the last of the days that PROBE_DAYS names. */
const PATIENCE = Temporal.Duration.from('P14D');

/**
 * The moment at which the sealed identifiers of an erasure die: when neither the longest back-up of its systems can be
 * restored any more nor a look is outstanding, whichever is later.
 *
 * @param days on which systems are asked again
 */
export function horizonOf(
  from: Temporal.PlainDate,
  maps: readonly Pick<SystemMap, 'copies'>[],
  days: readonly number[],
): Temporal.PlainDate {
  const ends = [
    from.add({ days: Math.max(0, ...days) }).add(PATIENCE),
    ...maps.flatMap(({ copies }) => Object.values(copies).map((copy) => from.add(Temporal.Duration.from(copy.kept)))),
  ];
  return ends.sort((a, b) => Temporal.PlainDate.compare(b, a))[0]!;
}
