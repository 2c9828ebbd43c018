import { randomBytes } from 'node:crypto';

/** The test server as the role that may make databases. */
export function superUrl(): string {
  const url = process.env.HABEAS_TEST_POSTGRES;
  if (!url) throw new Error('No test server: run the tests with `npm test`.');
  return url;
}

/** Names of a test's own for the demo company's databases and roles. */
export function uniquePrefix(): string {
  return `habeas_demo_${randomBytes(5).toString('hex')}`;
}
