import { Retryable } from './errors.js';

/** Nothing came back in time. Whatever was asked may have happened; the connection is not worth asking again. */
export class Silent extends Retryable {}

/** Waits no longer than this for an answer: a server that has gone silent must not hold a worker for ever. */
export async function withDeadline<T>(answer: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Silent('The system did not answer in time.')), milliseconds);
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
  }
}
