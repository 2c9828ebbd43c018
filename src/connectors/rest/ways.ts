import type { Scalar, Strategy } from '../../datamap/language.js';
import type { ErasePerson, Key } from '../kit/contract.js';
import type { Redactor } from '../kit/masking/redaction.js';
import type { RestRecord } from './record.js';
import type { Resolved, RestContext } from './resolved.js';

/** One effect on one record of one person. */
export interface Effect {
  resolved: Resolved;
  key: Key;
  controller: string;
  person: ErasePerson;
  /** Digest that names it, the same on every retry. */
  name: string;
  signal?: AbortSignal;
}

export interface MaskEffect extends Effect {
  record: RestRecord;
  mask: Readonly<Record<string, Strategy>>;
  set: Readonly<Record<string, Scalar>>;
  /** Finds what names the person in free text (`redaction`); null where nothing is known, or nothing is to be redacted. */
  redactor: Redactor | null;
}

/**
 * What a vendor's own code does in place of the calls of its definition. Each may be called again at any time with the
 * same effect, throws only errors of the kit, and `StillWorking` where the system answers later.
 */
export interface Ways {
  mask?: (context: RestContext, effect: MaskEffect) => Promise<void>;
  delete?: (context: RestContext, effect: Effect) => Promise<void>;
  /** Before the calls of the definition. @throws Refused */
  beforeDelete?: (context: RestContext, effect: Effect) => Promise<void>;
}
