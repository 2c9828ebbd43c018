import type { LocatedRecord } from '../connectors/kit/contract.js';
import type { SystemMap } from '../datamap/language.js';
import type { EffectGroup } from './effect-set.js';

/** Says what is to become of one person's located records in a system. Equal input, equal groups in equal order. */
export type Judgement = (map: SystemMap, records: readonly LocatedRecord[]) => EffectGroup[];

/** Planning is the judge; the engine asks it again before it destroys. */
export abstract class Judge {
  /** @param law pinned law version of the requests. */
  abstract under(controllerId: string, law: string): Promise<Judgement>;
}
