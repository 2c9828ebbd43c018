import type { Dialect } from '../ground/simulator.js';
import { refuse } from '../ground/vendor-error.js';

/** https://developers.intercom.com/docs/references/rest-api/errors/error-objects */
export const errorList = (code: string, message: string): object => ({
  type: 'error.list',
  request_id: '00000000-0000-4000-8000-000000000000',
  errors: [{ code, message }],
});

export const notFound = (message = 'Resource Not Found', code = 'not_found'): never =>
  refuse(404, errorList(code, message));
export const invalid = (message: string, code = 'parameter_invalid', status = 400): never =>
  refuse(status, errorList(code, message));

/** A merged contact is gone, and says where to: descriptions/0/api.intercom.io.yaml of github.com/intercom/Intercom-OpenAPI. */
export const merged = (canonical: string): never =>
  refuse(
    410,
    errorList('contact_merged', "This contact has been merged. See the 'Link' header for the canonical contact."),
    {
      link: `</contacts/${canonical}>; rel="canonical"`,
    },
  );

export const dialect: Dialect = {
  notFound: () => ({ status: 404, body: errorList('not_found', 'The requested resource was not found') }),
  unreadable: () => ({ status: 400, body: errorList('parameter_invalid', 'invalid JSON') }),
  invalid: (faults) => ({
    status: 400,
    body: errorList(
      faults[0]?.keyword === 'required' ? 'parameter_not_found' : 'parameter_invalid',
      faults.map((fault) => `${fault.field ?? fault.at.slice(1)} ${fault.message}`).join(', '),
    ),
  }),
  throttled: ({ resetAt }) => ({
    status: 429,
    body: errorList('rate_limit_exceeded', 'The rate limit for the App has been exceeded'),
    ...(resetAt ? { headers: { 'x-ratelimit-reset': String(Math.floor(resetAt.getTime() / 1000)) } } : {}),
  }),
  failed: (status) => ({ status, body: errorList('server_error', 'An unexpected error occurred') }),
  /** https://developers.intercom.com/docs/references/rest-api/errors/rate-limiting */
  quotaHeaders(verdicts): Record<string, string> {
    const app = verdicts.find(({ quota }) => quota.name === 'app');
    if (!app) return {};
    return {
      'x-ratelimit-limit': String(app.quota.limit),
      'x-ratelimit-remaining': String(app.remaining),
      'x-ratelimit-reset': String(Math.floor(app.resetAt.getTime() / 1000)),
    };
  },
};
