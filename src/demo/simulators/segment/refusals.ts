import type { Dialect } from '../ground/simulator.js';
import { refuse } from '../ground/vendor-error.js';

/** https://docs.segmentapis.com/tag/Error-Handling */
const errors = (type: string, message: string, field?: string): object => ({
  errors: [{ type, message, ...(field ? { field } : {}) }],
});

/** https://segment.com/docs/unify/profile-api/#errors */
export const profileError = (code: string, message: string): object => ({ error: { code, message } });

export const notFound = (what: string): never => refuse(404, errors('not-found', `${what} was not found`));
export const invalid = (message: string, field?: string): never => refuse(400, errors('bad-request', message, field));
export const unauthenticated = (): never => refuse(401, errors('unauthorized', 'The token is not valid'));

export const dialect: Dialect = {
  notFound: () => ({ status: 404, body: errors('not-found', 'The resource was not found') }),
  unreadable: () => ({ status: 400, body: errors('bad-request', 'The body is not valid JSON') }),
  invalid: (faults) => ({
    status: 400,
    body: {
      errors: faults.map(({ at, field, message }) => ({ type: 'bad-request', message, field: field ?? at.slice(1) })),
    },
  }),
  throttled: ({ retryAfter }) => ({
    status: 429,
    body: errors('rate-limit', 'Too many requests'),
    headers: { 'x-ratelimit-reset': String(retryAfter) },
  }),
  failed: (status) => ({ status, body: errors('internal', 'Something went wrong') }),
  quotaHeaders(verdicts): Record<string, string> {
    const call = verdicts.find(({ quota }) => quota.name === 'requests');
    if (!call) return {};
    return {
      'x-ratelimit-limit': String(call.quota.limit),
      'x-ratelimit-remaining': String(call.remaining),
      'x-ratelimit-reset': String(call.retryAfter),
    };
  },
};
