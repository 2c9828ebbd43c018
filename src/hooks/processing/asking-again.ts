import { NotAsked } from './people-asked.js';

/** How often a system is asked whom a record stands for, before the event goes on without knowing: about four minutes. */
const MOST_ASKINGS = 7;

/**
 * What asking gives; `later` when it is to be asked again. Once it has been asked often enough, nothing: a clock that
 * runs must not wait for a helpdesk that is down.
 */
export async function askedOrLater<T>(ask: () => Promise<T>, attempts: number, otherwise: T): Promise<T | 'later'> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof NotAsked)) throw error;
    return attempts + 1 >= MOST_ASKINGS ? otherwise : 'later';
  }
}

export function later(attempts: number): { state: 'again'; code: string; afterMilliseconds: number } {
  return { state: 'again', code: 'system-away', afterMilliseconds: 2_000 * 2 ** attempts };
}
