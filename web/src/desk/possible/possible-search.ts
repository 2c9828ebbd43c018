import { POSSIBLE_STATES, type PossibleState } from './possible-data.js';

/** What stands in the list's address: which are shown, if not those that wait. */
export interface PossibleSearch {
  state?: Exclude<PossibleState, 'open'>;
}

export function possibleSearch(search: Record<string, unknown>): PossibleSearch {
  const state = POSSIBLE_STATES.find((one) => one === search['state']);
  return state === undefined || state === 'open' ? {} : { state };
}
