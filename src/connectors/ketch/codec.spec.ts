import fc from 'fast-check';
import type { JsonValue } from '../kit/contract.js';
import type { DocumentCollection } from '../kit/told/one-identifier.js';
import { answerIn, requestBody } from './codec.js';

const shape: DocumentCollection = { name: 'profiles', key: 'id', shows: 'email', document: 'data' };

describe('the protocol of handlers written for Ketch', () => {
  it('brings every document through', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { minLength: 1, maxLength: 10 }), (documents) => {
        const clean = JSON.parse(JSON.stringify(documents)) as JsonValue[];
        const results = clean.map((one) => ({ data: Buffer.from(JSON.stringify(one)).toString('base64') }));
        const body = { kind: 'AccessResponse', response: { status: 'completed', results } };
        const answer = answerIn(body, 'find', shape, 'a@b.example');
        expect(answer).toMatchObject({ state: 'done', whole: true });
        expect(answer!.items!.map(({ record }) => record.data)).toEqual(clean);
      }),
    );
  });

  it('answers a response of another request with nothing', () => {
    expect(answerIn({ kind: 'DeleteResponse', response: { status: 'completed' } }, 'find', shape, 'x')).toBeNull();
    expect(answerIn({ kind: 'AccessResponse' }, 'find', shape, 'x')).toBeNull();
    expect(answerIn({ kind: 'DeleteStatusEvent', event: { status: 'completed' } }, 'erase', shape, 'x')).toEqual({
      state: 'done',
    });
  });

  it('fetches nothing from addresses in an answer', () => {
    const body = {
      kind: 'AccessResponse',
      response: { status: 'completed', results: [{ url: 'http://169.254.169.254/', headers: {} }] },
    };
    expect(() => answerIn(body, 'find', shape, 'x')).toThrow('not elsewhere');
  });

  it('writes what the forwarder writes', () => {
    const body = requestBody({
      verb: 'erase',
      id: 'q',
      token: 't',
      callback: 'https://privacy.example/v1/exchange/by/cdp/events',
      kind: 'email',
      value: 'a@b.example',
      at: new Date(1_700_000_000_000),
      dueBy: new Date(1_702_000_000_000),
      property: 'default',
      environment: 'production',
    });
    expect(body).toMatchObject({
      apiVersion: 'dsr/v1',
      kind: 'DeleteRequest',
      metadata: { uid: 'q' },
      request: {
        identities: [{ identitySpace: 'email', identityFormat: 'raw', identityValue: 'a@b.example' }],
        callbacks: [{ headers: { authorization: 'Bearer t' } }],
        submittedTimestamp: 1_700_000_000,
        dueTimestamp: 1_702_000_000,
      },
    });
  });
});
