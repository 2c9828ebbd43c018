import type { Dialect } from '../ground/simulator.js';
import { refuse } from '../ground/vendor-error.js';

/** Errors as in https://developer.zendesk.com/api-reference/introduction/requests/#error-responses. */
export const notFound = (): never => refuse(404, { error: 'RecordNotFound', description: 'Not found' });

/** A record that breaks a rule, e.g. `Status closed prevents ticket update` (github.com/Speedygeek/ZendeskApi_v2/issues/59). */
export function invalidRecord(field: string, description: string, error?: string): never {
  refuse(422, {
    error: 'RecordInvalid',
    description: 'Record validation errors',
    details: { [field]: [{ description, ...(error ? { error } : {}) }] },
  });
}

export function invalidAttribute(message: string): never {
  refuse(400, { error: { title: 'Invalid attribute', message } });
}

export const unprocessable = (description: string): never =>
  refuse(422, { error: 'Unprocessable Entity', description });

/** Beyond a limit the body is plain text: https://support.zendesk.com/hc/en-us/community/posts/4600766234138. */
export const dialect: Dialect = {
  notFound: () => ({ status: 404, body: { error: 'InvalidEndpoint', description: 'Not found' } }),
  unreadable: () => ({ status: 400, body: { error: { title: 'Bad Request', message: 'Unparsable request' } } }),
  invalid: (faults) => ({
    status: 400,
    body: {
      error: {
        title: 'Invalid attribute',
        message: faults
          .map((fault) => `Parameter ${fault.field ?? fault.at.slice(1).replaceAll('/', '.')} ${fault.message}`)
          .join(', '),
      },
    },
  }),
  throttled: ({ retryAfter, quota }) => ({
    status: 429,
    body:
      quota && quota.name !== 'account'
        ? `You have exceeded the rate limit for ${quota.name}`
        : 'Number of allowed API requests per minute exceeded',
    headers: { 'retry-after': String(retryAfter) },
  }),
  failed: (status) => ({ status, body: { error: 'InternalError', description: 'Sorry, something went wrong.' } }),
  quotaHeaders(verdicts): Record<string, string> {
    const account = verdicts.find(({ quota }) => quota.name === 'account');
    if (!account) return {};
    return {
      'x-rate-limit': String(account.quota.limit),
      'x-rate-limit-remaining': String(account.remaining),
      'ratelimit-limit': String(account.quota.limit),
      'ratelimit-remaining': String(account.remaining),
      'ratelimit-reset': String(account.retryAfter),
    };
  },
};

/** https://developer.zendesk.com/api-reference/introduction/pagination/#using-offset-pagination */
export function refuseTooDeep(records: number): never {
  refuse(400, {
    error: 'InvalidPaginationDepth',
    description: `Requests beyond ${records} records are not supported. Please use cursor based pagination`,
  });
}
