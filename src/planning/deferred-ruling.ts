import type { LocatedRecord } from '../connectors/kit/contract.js';
import type { ReasonCode } from '../ledger/reasons.js';
import type { DeferredContent } from '../work/deferred/deferred-content.js';
import type { EffectGroup } from '../work/effect-set.js';
import { readVerdict } from '../work/verdict.js';
import { nameOf, Recognition } from './recognition.js';

/** What is to become of one deferred erasure on its day. */
export type Ruling =
  /** These records go (none, when all of them are gone already). */
  | { kind: 'ready'; names: ReadonlySet<string> }
  /** Kept by law until a later day than was thought. */
  | { kind: 'prolonged'; until: string }
  | { kind: 'necessary' }
  /** Nobody must touch it before a person has looked. */
  | { kind: 'finding'; code: ReasonCode };

/** What is known of its system on that day. */
export interface Scene {
  /** Everything that was found by her identifiers. */
  records: readonly LocatedRecord[];
  /** The judgement of the records by the law of today. */
  groups: readonly EffectGroup[];
  /** Names of the sealed records that are there, whoever they are about now. */
  existing: ReadonlySet<string>;
}

/** A deferred erasure goes as a whole or waits as a whole, so that what is left of it is never forgotten. */
export function rulingOf(collection: string, content: DeferredContent, scene: Scene): Ruling {
  const recognition = new Recognition(content, scene.records);
  const located = new Map(scene.records.map((record) => [nameOf(record), record]));
  const verdicts = new Map(
    scene.groups.flatMap((group) =>
      group.rows.map((row) => [nameOf({ collection: group.collection, key: row.key }), readVerdict(group.verdict)]),
    ),
  );
  const names = new Set<string>();
  let until: string | null = null;
  let necessary = false;
  for (const row of content.rows) {
    const name = nameOf({ collection, key: row.key });
    if (!scene.existing.has(name)) continue;
    const record = located.get(name);
    const verdict = verdicts.get(name);
    // There, but not to be reached by anything of hers: the key is somebody else's now, or nobody can say whose.
    if (!record || !verdict || !recognition.isHers(record)) return { kind: 'finding', code: 'somebody-else' };
    if (verdict.because === 'retain' && verdict.until) until = later(until, verdict.until);
    else if (verdict.action === 'none') necessary = true;
    else names.add(name);
  }
  if (until !== null) return { kind: 'prolonged', until };
  return necessary ? { kind: 'necessary' } : { kind: 'ready', names };
}

function later(a: string | null, b: string): string {
  return a !== null && a > b ? a : b;
}
