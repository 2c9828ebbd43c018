import { RateLimited, Refused, Retryable } from '../kit/errors.js';
import type { Faults } from './definition.js';
import { faultIn } from './fault-in.js';

const faults: Faults = {
  at: 'errors',
  code: 'extensions.code',
  busy: ['THROTTLED'],
  wait: 'PT2S',
  passing: ['TIMEOUT'],
  denied: ['ACCESS_DENIED'],
};
const told = (...codes: (string | null)[]): object => ({
  data: { customer: null },
  errors: codes.map((code) => ({ message: 'anna@example.org', ...(code ? { extensions: { code } } : {}) })),
});

it('finds nothing in an answer without errors', () => {
  for (const json of [{ data: { customer: null } }, { data: {}, errors: [] }, null, [], 'text']) {
    expect(faultIn(faults, json)).toBeUndefined();
  }
});

it('waits, tries again, or tells a person', () => {
  expect(faultIn(faults, told('THROTTLED'))).toMatchObject({ code: 'rate-limited', afterMilliseconds: 2_000 });
  expect(faultIn(faults, told('THROTTLED'))).toBeInstanceOf(RateLimited);
  expect(faultIn(faults, told('TIMEOUT'))).toBeInstanceOf(Retryable);
  expect(faultIn(faults, told('ACCESS_DENIED', 'TIMEOUT'))).toMatchObject({ reason: 'no-right' });
});

it('takes what it does not know for a refusal, never for an answer', () => {
  for (const json of [told('undefinedField'), told(null), told('TIMEOUT', null)]) {
    const fault = faultIn(faults, json);
    expect(fault).toBeInstanceOf(Refused);
    expect(fault).toMatchObject({ reason: 'constraint' });
    expect(fault!.message).not.toContain('anna');
  }
});
