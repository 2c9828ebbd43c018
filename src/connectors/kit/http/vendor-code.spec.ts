import { vendorCode } from './vendor-code.js';

const of = (body: unknown, sent = ''): string | null =>
  vendorCode({ body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)) }, sent);

it.each([
  [{ error: 'RecordInvalid', description: 'anna@example.org is taken' }, 'RecordInvalid'],
  [{ errors: [{ code: 'missing_field', field: 'email' }] }, 'missing_field'],
  [{ error: { code: 'rate_limit' } }, 'rate_limit'],
  [[{ errorCode: 'INVALID_FIELD', message: 'x' }], 'INVALID_FIELD'],
  [{ error: 'anna@example.org not found' }, null],
  [{ error: 'No contact Anna Schmidt' }, null],
  [{ code: 404 }, null],
  ['<html>Anna Schmidt</html>', null],
  ['', null],
  ['null', null],
])('%j: %s', (body, code) => expect(of(body)).toBe(code));

it('shows nothing that stood in the call', () => {
  expect(of({ error: 'Schmidt' }, '/contacts?name=schmidt')).toBeNull();
});
