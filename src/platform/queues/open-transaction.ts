import { AsyncLocalStorage } from 'node:async_hooks';

/** Only where it is watched: following every asynchronous step costs time that production does not need to spend. */
let watched: AsyncLocalStorage<true> | null = null;

/** From now on this process knows when it is inside of a transaction. For tests. @returns ends it. */
export function watchTransactions(): () => void {
  watched = new AsyncLocalStorage();
  return () => {
    watched = null;
  };
}

export const transactionsAreWatched = (): boolean => watched !== null;

/** Does the work, known to be inside of a transaction. */
export function inside<T>(work: () => Promise<T>): Promise<T> {
  return watched ? watched.run(true, work) : work();
}

/** @throws when a transaction of ours is open here: it would stay open for as long as somebody else takes to answer. */
export function assertOutside(what: string): void {
  if (watched?.getStore()) throw new Error(`${what} was called inside of a transaction.`);
}
