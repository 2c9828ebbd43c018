import type { Signal } from './signals.js';

/**
 * The one table of the product: the states of a request, where each may lead, and the signal its entry raises. Which of
 * these states a right passes, in which order, is its *road* in the law's file; this table says what is possible at all.
 *
 * Waiting, failing and held are facts of tasks, errands and holds, never states.
 */
export const journey = {
  received: { to: ['proving', 'planning', 'working', 'refused', 'withdrawn', 'forwarded'], raises: 'identity.begin' },
  proving: { to: ['planning', 'working', 'refused', 'withdrawn', 'forwarded'], raises: null },
  planning: { to: ['deciding', 'working', 'refused', 'withdrawn', 'forwarded'], raises: 'planning.begin' },
  deciding: { to: ['planning', 'working', 'refused', 'withdrawn'], raises: 'planning.gate' },
  working: {
    to: ['planning', 'checking', 'preparing', 'answering', 'withdrawn', 'refused'],
    raises: 'planning.execute',
  },
  // `closed` at once where nobody is answered: a deferred erasure, whose person was answered years ago.
  checking: { to: ['planning', 'working', 'answering', 'closed'], raises: 'planning.check' },
  preparing: {
    to: ['reviewing', 'answering', 'planning', 'working', 'withdrawn', 'refused'],
    raises: 'delivery.prepare',
  },
  reviewing: { to: ['preparing', 'planning', 'answering', 'withdrawn', 'refused'], raises: null },
  answering: { to: ['closed', 'checking', 'preparing', 'reopened'], raises: 'delivery.answer' },
  closed: { to: ['reopened', 'forgotten'], raises: 'retention.close' },
  refused: { to: ['reopened', 'forgotten'], raises: 'retention.close' },
  withdrawn: { to: ['reopened', 'forgotten'], raises: 'retention.close' },
  forwarded: { to: ['reopened', 'forgotten'], raises: 'retention.close' },
  reopened: { to: ['proving', 'planning', 'working', 'answering', 'refused', 'withdrawn'], raises: 'identity.begin' },
  forgotten: { to: [], raises: null },
} as const satisfies Record<string, { to: readonly string[]; raises: Signal | null }>;

export type State = keyof typeof journey;

export const STATES = Object.keys(journey) as State[];

/** States after which nothing more happens by itself. */
export const ENDED: readonly State[] = ['closed', 'refused', 'withdrawn', 'forwarded', 'forgotten'];

export function mayMove(from: State, to: State): boolean {
  return (journey[from].to as readonly string[]).includes(to);
}

/** The state that follows on a road, or null at its end. */
export function nextOn(road: readonly State[], state: State): State | null {
  const here = road.indexOf(state);
  return here < 0 ? null : (road[here + 1] ?? null);
}

/** Complaints about a road: it must begin with `received`, end with `closed`, and make only possible moves. */
export function roadComplaints(road: readonly State[]): string[] {
  const complaints: string[] = [];
  if (road[0] !== 'received') complaints.push('a road begins with received');
  if (road.at(-1) !== 'closed') complaints.push('a road ends with closed');
  road.slice(1).forEach((state, index) => {
    const from = road[index]!;
    if (!journey[from] || !mayMove(from, state)) complaints.push(`no move leads from ${from} to ${state}`);
  });
  return complaints;
}
