import type { Dialect } from '../ground/simulator.js';
import { refuse } from '../ground/vendor-error.js';

interface Said {
  message: string;
  errorCode: string;
  fields?: string[];
}

/** Always a list: https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm */
export const fail = (status: number, errorCode: string, message: string, fields?: string[]): never =>
  refuse(status, [{ message, errorCode, ...(fields ? { fields } : {}) } satisfies Said]);

export const notFound = (): never => fail(404, 'NOT_FOUND', 'The requested resource does not exist');

const list = (errorCode: string, message: string): object => [{ message, errorCode }];

export const dialect: Dialect = {
  notFound: () => ({ status: 404, body: list('NOT_FOUND', 'The requested resource does not exist') }),
  unreadable: () => ({
    status: 400,
    body: list(
      'JSON_PARSER_ERROR',
      'The HTTP entity body is required, but this request has no entity body or is not JSON.',
    ),
  }),
  invalid: (faults) => ({
    status: 400,
    body: faults.map(({ field, at, message }) => ({
      message: `${field ?? at.slice(1)} ${message}`,
      errorCode: 'JSON_PARSER_ERROR',
    })),
  }),
  // The day's calls are used up; there is no Retry-After.
  throttled: () => ({ status: 403, body: list('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.') }),
  failed: (status) => ({ status, body: list('UNKNOWN_EXCEPTION', 'An unexpected error occurred.') }),
  quotaHeaders(verdicts): Record<string, string> {
    const [day] = verdicts;
    return day ? { 'sforce-limit-info': `api-usage=${day.quota.limit - day.remaining}/${day.quota.limit}` } : {};
  },
};
