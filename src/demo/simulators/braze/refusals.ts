import type { Dialect } from '../ground/simulator.js';
import { refuse } from '../ground/vendor-error.js';

/** https://www.braze.com/docs/api/errors/ */
export const invalid = (message: string): never => refuse(400, { message });

export const dialect: Dialect = {
  notFound: () => ({ status: 404, body: { message: 'Not Found' } }),
  unreadable: () => ({ status: 400, body: { message: 'Invalid JSON' } }),
  invalid: (faults) => ({
    status: 400,
    body: { message: faults.map(({ at, field, message }) => `${field ?? at.slice(1)} ${message}`).join(', ') },
  }),
  throttled: ({ resetAt }) => ({
    status: 429,
    body: { message: 'Rate limit exceeded' },
    ...(resetAt ? { headers: { 'x-ratelimit-reset': String(Math.floor(resetAt.getTime() / 1000)) } } : {}),
  }),
  failed: (status) => ({ status, body: { message: 'Internal Server Error' } }),
  /** https://www.braze.com/docs/api/api_limits/ */
  quotaHeaders(verdicts): Record<string, string> {
    const [verdict] = verdicts;
    if (!verdict) return {};
    return {
      'x-ratelimit-limit': String(verdict.quota.limit),
      'x-ratelimit-remaining': String(verdict.remaining),
      'x-ratelimit-reset': String(Math.floor(verdict.resetAt.getTime() / 1000)),
    };
  },
};
