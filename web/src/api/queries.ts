import { QueryClient } from '@tanstack/react-query';
import { isPassing, ProblemError } from './problem.js';

const TRIES = 3;

/** Reading is repeated while there is hope; writing is repeated only where its route takes an idempotency key. */
export function queryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (count, error) => count < TRIES && isPassing(error),
        retryDelay: (count, error) =>
          error instanceof ProblemError && error.retryAfter !== null
            ? error.retryAfter * 1_000
            : Math.min(500 * 2 ** count, 8_000),
      },
      mutations: { retry: false },
    },
  });
}
