import createClient, { type Client, type Middleware } from 'openapi-fetch';
import { problemIn, UnreachableError } from './problem.js';
import type { paths } from './schema.js';

export type Api = Client<paths>;

/**
 * The typed client. Every answer that is no success is thrown as a ProblemError, and silence as an UnreachableError, so
 * that `data` of what comes back is there. Pass `signal` to give up.
 *
 * @param bearer the case's token for the person's pages. The desk passes none: its session is a cookie.
 */
export function apiClient(bearer?: () => string | null): Api {
  const client = createClient<paths>({ baseUrl: location.origin, fetch: reaching, credentials: 'same-origin' });
  client.use(throwing);
  if (bearer) {
    client.use({
      onRequest({ request }) {
        const token = bearer();
        if (token !== null) request.headers.set('authorization', `Bearer ${token}`);
        return request;
      },
    });
  }
  return client;
}

/** A key of its own for each intention: sent again after a lost answer, it does nothing twice. */
export const idempotencyKey = (): string => crypto.randomUUID();

/** The data of an answer whose failures have been thrown already. */
export async function dataOf<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T;
}

const throwing: Middleware = {
  async onResponse({ response }) {
    if (!response.ok) throw await problemIn(response);
    return response;
  },
};

/** `fetch` tells abortion, refusal by the CSP and silence apart by name only. */
export async function reaching(input: Request | string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(input, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new UnreachableError('No answer', { cause: error });
  }
}
