import fc from 'fast-check';
import type { JsonValue } from '../kit/contract.js';
import type { QuestionVerb } from '../kit/exchange.js';
import type { DocumentCollection } from '../kit/told/one-identifier.js';
import { answerIn, notificationBody, NOTIFICATIONS, signature } from './codec.js';

const shape: DocumentCollection = { name: 'profiles', key: 'id', shows: 'email', document: 'data' };
const verb = fc.constantFrom(...(Object.keys(NOTIFICATIONS) as QuestionVerb[]));

describe('the protocol of handlers written for DataGrail', () => {
  it('signs as the published pages write it down', () => {
    const given = ['shared-secret', '1717027200', '{"event":"x"}'] as const;
    // printf '1717027200:{"event":"x"}' | openssl dgst -sha256 -hmac shared-secret -binary | base64
    expect(signature(...given, { signed: 'timestamp:body', mark: 'v1' })).toBe(
      'v1=kzvf5kj/Ugd1RKdYVAITVA52B2YU3BISdWUBNH5PmAw=',
    );
    expect(signature(...given, { signed: 'timestamp:body', mark: 'bare' })).toBe(
      'kzvf5kj/Ugd1RKdYVAITVA52B2YU3BISdWUBNH5PmAw=',
    );
    expect(signature(...given, { signed: 'body', mark: 'bare' })).not.toBe(
      'kzvf5kj/Ugd1RKdYVAITVA52B2YU3BISdWUBNH5PmAw=',
    );
  });

  it('names the request, the kind of notification, the identifier and where to call back', () => {
    const body = { notification: 'deletion', member: 'request_type', id: 'q', name: 'CRM' } as const;
    expect(notificationBody({ ...body, callback: 'https://p.example/c', kind: 'email', value: 'a@b.example' })).toEqual(
      {
        integration_name: 'CRM',
        integration_kind: 'webhook',
        webhook_request_id: 'q',
        request_type: 'deletion',
        callback_url: 'https://p.example/c',
        identifiers: { email: 'a@b.example' },
      },
    );
  });

  it('brings every document through, with the identifier that was asked for', () => {
    const document = fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue(), { minKeys: 1 });
    fc.assert(
      fc.property(fc.array(document, { minLength: 1, maxLength: 10 }), (documents) => {
        const clean = JSON.parse(JSON.stringify(documents)) as JsonValue[];
        const answer = answerIn({ status: 'completed', results: clean }, 'find', shape, 'a@b.example');
        expect(answer).toMatchObject({ state: 'done', whole: true });
        expect(answer!.items!.map(({ record }) => [record.email, record.data])).toEqual(
          clean.map((one) => ['a@b.example', one]),
        );
      }),
    );
  });

  it('takes whatever body it is sent, and answers only what it knows', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), verb, (body, one) => {
        const answer = answerIn(body, one, shape, 'a@b.example');
        expect(answer === null || typeof answer.state === 'string').toBe(true);
      }),
    );
    expect(answerIn({ status: 'whatever' }, 'erase', shape, 'x')).toBeNull();
    expect(answerIn({ status: 'failed', message: 'locked' }, 'erase', shape, 'x')).toEqual({
      state: 'needs-a-person',
      reason: 'locked',
    });
    expect(answerIn({ status: 'completed' }, 'find', shape, 'x')).toEqual({ state: 'nothing-found' });
  });
});
