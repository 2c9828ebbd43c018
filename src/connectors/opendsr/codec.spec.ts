import fc from 'fast-check';
import { requestBody, requestIdOf, standingIn } from './codec.js';

describe('the protocol of OpenDSR processors', () => {
  it('names a request by a lower-case UUID of version 4 that follows from the conversation alone', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (one, other) => {
        expect(requestIdOf(one)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(requestIdOf(one) === requestIdOf(other)).toBe(one === other);
      }),
    );
  });

  it('reads how a request stands, and nothing from an answer about another one', () => {
    const status = fc.constantFrom('pending', 'in_progress', 'in-progress', 'completed', 'cancelled', 'canceled');
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), status, fc.nat(9), (id, other, request_status, results_count) => {
        const body = { subject_request_id: requestIdOf(id), request_status, results_count };
        expect(standingIn(body, id)).toMatchObject({ count: results_count });
        if (id !== other) expect(standingIn(body, other)).toBeNull();
      }),
    );
    expect(standingIn({ subject_request_id: requestIdOf('x'), request_status: 'distributed' }, 'x')).toBeNull();
  });

  it('sends identities as they were agreed upon', () => {
    const asked = {
      verb: 'erase' as const,
      conversation: 'c',
      regulation: 'gdpr' as const,
      identity: { type: 'email', value: 'a@b.example', format: 'sha256' as const },
      callback: 'https://privacy.example/v1/exchange/by/ads/callbacks',
      at: new Date(0),
    };
    const body = requestBody(asked) as { subject_identities: { identity_value: string }[] };
    expect(body.subject_identities[0]!.identity_value).toMatch(/^[0-9a-f]{64}$/);
    expect(body).toMatchObject({ subject_request_type: 'erasure', submitted_time: '1970-01-01T00:00:00.000Z' });
  });
});
