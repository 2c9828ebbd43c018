import type { Dialect } from '../ground/simulator.js';
import { refuse } from '../ground/vendor-error.js';

/** Errors as in https://developers.freshdesk.com/api/#error ; what is not found has no body. */
export const notFound = (): never => refuse(404);

export function invalid(field: string, message: string, code = 'invalid_value'): never {
  refuse(400, { description: 'Validation failed', errors: [{ field, message, code }] });
}

export function duplicate(field: string, userId: number): never {
  const error = {
    field,
    additional_info: { user_id: userId },
    message: 'It should be a unique value',
    code: 'duplicate_value',
  };
  refuse(409, { description: 'Validation failed', errors: [error] });
}

export const wrongMethod = (): never => refuse(405, { message: 'This method is not allowed here.' });

export const dialect: Dialect = {
  notFound: () => ({ status: 404 }),
  unreadable: () => ({ status: 400, body: { code: 'invalid_json', message: 'Request body has invalid json format' } }),
  invalid: (faults) => ({
    status: 400,
    body: {
      description: 'Validation failed',
      errors: faults.map(({ keyword, field, at, message }) => {
        const where = field ?? at.slice(1).replaceAll('/', '.');
        if (keyword === 'required') return { field: where, message: 'It should be present', code: 'missing_field' };
        if (keyword === 'additionalProperties')
          return { field: where, message: 'Unexpected/invalid field in request', code: 'invalid_field' };
        return {
          field: where,
          message: `It ${message}`,
          code: keyword === 'type' ? 'datatype_mismatch' : 'invalid_value',
        };
      }),
    },
  }),
  throttled: ({ retryAfter }) => ({
    status: 429,
    body: { message: 'You have exceeded the limit of requests per minute' },
    headers: { 'retry-after': String(retryAfter) },
  }),
  failed: (status) => ({ status, body: { code: 'internal_error', message: 'Something went wrong' } }),
  /** https://developers.freshdesk.com/api/#ratelimit */
  quotaHeaders(verdicts): Record<string, string> {
    const [account] = verdicts;
    if (!account) return {};
    return {
      'x-ratelimit-total': String(account.quota.limit),
      'x-ratelimit-remaining': String(account.remaining),
      'x-ratelimit-used-currentrequest': '1',
    };
  },
};
