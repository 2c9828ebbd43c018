import type { LegalController } from '../../requests/legal-controller.entity.js';
import type { HookSource } from '../sources/hook-source.entity.js';

/** Where something was told: the source, whose controller it is for, and the place whose tickets and records are meant. */
export interface Teller {
  source: HookSource;
  controller: LegalController;
  /** The registered system, or the source itself: two sources of one system speak of the same tickets and records. */
  place: string;
}

/** How an event ends. `again`: nothing was done, and it is to be looked at once more. */
export type Ending =
  | { state: 'done' | 'ignored'; code: string | null }
  | { state: 'failed'; code: string }
  | { state: 'again'; code: string; afterMilliseconds: number };

export const DONE: Ending = { state: 'done', code: null };
