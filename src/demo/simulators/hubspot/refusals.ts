import type { Dialect } from '../ground/simulator.js';
import { refuse } from '../ground/vendor-error.js';

let correlations = 0;

/** Every error has one; nothing hangs on its value. */
function correlationId(): string {
  correlations += 1;
  return `00000000-0000-4000-8000-${String(correlations).padStart(12, '0')}`;
}

interface Said {
  message: string;
  category?: string;
  subCategory?: string;
  context?: Record<string, string[]>;
  errors?: object[];
}

const said = (error: Said): object => ({ status: 'error', ...error, correlationId: correlationId() });

/** https://developers.hubspot.com/docs/api-reference/latest/error-handling */
export const notFound = (id: string): never =>
  refuse(
    404,
    said({
      message: 'Object not found.  objectId are usually numeric.',
      category: 'OBJECT_NOT_FOUND',
      subCategory: 'crm.OBJECT_NOT_FOUND',
      context: { id: [id] },
    }),
  );

export const invalid = (message: string, errors?: object[]): never =>
  refuse(400, said({ message, category: 'VALIDATION_ERROR', ...(errors ? { errors } : {}) }));

/** The properties that do not exist are named one by one (github.com/hubspot-net/HubSpot.NET/issues/50). */
export function unknownProperties(names: readonly string[]): never {
  const errors = names.map((name) => ({
    message: `Property "${name}" does not exist`,
    code: 'PROPERTY_DOESNT_EXIST',
    context: { propertyName: [name] },
  }));
  const [first] = errors;
  return invalid(`Property values were not valid: ${JSON.stringify([{ isValid: false, ...first }])}`, errors);
}

/** github.com/HubSpot/hubspot-api-nodejs/issues/545 */
export const exists = (id: string): never =>
  refuse(409, said({ message: `Contact already exists. Existing ID: ${id}`, category: 'CONFLICT' }));

export const unauthenticated = (): never =>
  refuse(
    401,
    said({
      message:
        'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview',
      category: 'INVALID_AUTHENTICATION',
    }),
  );

export const expired = (seconds: number): never =>
  refuse(
    401,
    said({
      message: `The OAuth token used to make this call expired ${seconds} second(s) ago.`,
      category: 'EXPIRED_AUTHENTICATION',
      context: { 'expire time': [String(seconds)] },
    }),
  );

/** Without Retry-After for the ten seconds; the policy is named instead: https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines */
export const dialect: Dialect = {
  notFound: () => ({ status: 404, body: said({ message: 'resource not found' }) }),
  unreadable: () => ({
    status: 400,
    body: said({
      message: 'Invalid input JSON on line 1, column 1: Unexpected character',
      category: 'VALIDATION_ERROR',
    }),
  }),
  invalid: (faults) => ({
    status: 400,
    body: said({
      message: `Invalid input JSON on line 1, column 1: ${faults.map((fault) => `${fault.field ?? fault.at.slice(1)} ${fault.message}`).join(', ')}`,
      category: 'VALIDATION_ERROR',
    }),
  }),
  throttled({ quota }) {
    const policy = quota?.name ?? 'TEN_SECONDLY_ROLLING';
    return {
      status: 429,
      body: {
        ...said({ message: `You have reached your ${policy.toLowerCase()} limit.` }),
        errorType: 'RATE_LIMIT',
        policyName: policy,
      },
    };
  },
  failed: (status) => ({ status, body: said({ message: 'internal error' }) }),
  /** The search has none of these headers. */
  quotaHeaders(verdicts): Record<string, string> {
    const burst = verdicts.find(({ quota }) => quota.name === 'TEN_SECONDLY_ROLLING');
    const day = verdicts.find(({ quota }) => quota.name === 'DAILY');
    if (!burst || !day || verdicts.some(({ quota }) => quota.name === 'SECONDLY')) return {};
    return {
      'x-hubspot-ratelimit-interval-milliseconds': '10000',
      'x-hubspot-ratelimit-max': String(burst.quota.limit),
      'x-hubspot-ratelimit-remaining': String(burst.remaining),
      'x-hubspot-ratelimit-daily': String(day.quota.limit),
      'x-hubspot-ratelimit-daily-remaining': String(day.remaining),
    };
  },
};
