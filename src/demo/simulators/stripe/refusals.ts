import type { Dialect } from '../ground/simulator.js';
import { refuse } from '../ground/vendor-error.js';

interface Said {
  type?: string;
  code?: string;
  message: string;
  param?: string;
}

const said = (error: Said): object => ({ error: { type: 'invalid_request_error', ...error } });

/** https://docs.stripe.com/api/errors */
export const fail = (status: number, error: Said): never => refuse(status, said(error));

export const missing = (kind: string, id: string): never =>
  fail(404, { code: 'resource_missing', message: `No such ${kind}: '${id}'`, param: 'id' });

export const unknownParameter = (name: string): never =>
  fail(400, { code: 'parameter_unknown', message: `Received unknown parameter: ${name}`, param: name });

export const dialect: Dialect = {
  notFound: (request) => ({
    status: 404,
    body: said({ message: `Unrecognized request URL (${request.method}: ${request.url.split('?')[0]}).` }),
  }),
  unreadable: () => ({ status: 400, body: said({ message: 'Invalid request body.' }) }),
  invalid: (faults) => ({ status: 400, body: said({ message: faults.map((fault) => fault.message).join(', ') }) }),
  // Without Retry-After: https://docs.stripe.com/rate-limits
  throttled: () => ({
    status: 429,
    body: said({
      code: 'rate_limit',
      message: 'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.',
    }),
  }),
  failed: (status) => ({ status, body: said({ type: 'api_error', message: 'An unexpected error occurred.' }) }),
};
