import type { Dialect } from '../ground/simulator.js';
import { refuse } from '../ground/vendor-error.js';

/** Problem documents: https://mailchimp.com/developer/marketing/docs/errors/ */
export const problem = (status: number, title: string, detail: string, errors?: object[]): object => ({
  type: 'https://mailchimp.com/developer/marketing/docs/errors/',
  title,
  status,
  detail,
  instance: '00000000-0000-4000-8000-000000000000',
  ...(errors ? { errors } : {}),
});

export const notFound = (): never =>
  refuse(404, problem(404, 'Resource Not Found', 'The requested resource could not be found.'));
export const invalid = (detail: string, title = 'Invalid Resource'): never => refuse(400, problem(400, title, detail));

export const dialect: Dialect = {
  notFound: () => ({
    status: 404,
    body: problem(404, 'Resource Not Found', 'The requested resource could not be found.'),
  }),
  unreadable: () => ({
    status: 400,
    body: problem(400, 'JSON Parse Error', 'We encountered an unspecified JSON parsing error.'),
  }),
  invalid: (faults) => ({
    status: 400,
    body: problem(
      400,
      'Invalid Resource',
      "The resource submitted could not be validated. For field-specific details, see the 'errors' array.",
      faults.map(({ at, field, message }) => ({ field: field ?? at.slice(1), message })),
    ),
  }),
  throttled: () => ({
    status: 429,
    body: problem(429, 'Too Many Requests', 'You have exceeded the limit of 10 simultaneous connections.'),
  }),
  failed: (status) => ({
    status,
    body: problem(status, 'Internal Server Error', 'An unexpected internal error has occurred.'),
  }),
};
