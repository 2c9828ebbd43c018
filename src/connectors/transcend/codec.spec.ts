import fc from 'fast-check';
import type { QuestionVerb } from '../kit/exchange.js';
import type { DocumentCollection } from '../kit/told/one-identifier.js';
import { answerIn, chunkIn, pendingItem, profilesIn, REQUEST_TYPES, verbsOf, webhookBody } from './codec.js';

const shape: DocumentCollection = { name: 'profiles', key: 'id', shows: 'email', document: 'data' };
const verb = fc.constantFrom(...(Object.keys(REQUEST_TYPES) as QuestionVerb[]));

describe('the protocol of handlers written for Transcend', () => {
  it('names each question by a type from which it is known again', () => {
    fc.assert(fc.property(verb, (one) => verbsOf(REQUEST_TYPES[one]).includes(one)));
  });

  it('brings every profile through, with the identifier that was asked for and not what the document says', () => {
    const profile = fc.record({ profileId: fc.string({ minLength: 1 }), profileData: fc.jsonValue() });
    fc.assert(
      fc.property(fc.array(profile, { maxLength: 20 }), fc.emailAddress(), (profiles, email) => {
        const items = profilesIn(JSON.parse(JSON.stringify({ profiles })) as Record<string, unknown>, shape, email);
        expect(items).toEqual(
          (JSON.parse(JSON.stringify(profiles)) as typeof profiles).map(({ profileId, profileData }) => ({
            collection: 'profiles',
            record: { id: profileId, email, data: profileData },
          })),
        );
      }),
    );
  });

  it('gives the same page the same key, so that a repeated upload is one', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 10 }), (data) => {
        const body = { fileId: 'f', dataPointName: 'orders', data };
        expect(chunkIn(body, shape, 'a@b.example')).toEqual(chunkIn(structuredClone(body), shape, 'a@b.example'));
      }),
    );
  });

  it('takes whatever body it is sent, and answers only what it knows', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), verb, fc.nat(5), (body, one, uploaded) => {
        profilesIn(body, shape, 'a@b.example');
        chunkIn(body, shape, 'a@b.example');
        const answer = answerIn(body, one, uploaded);
        if (typeof body.status === 'string') expect(answer === null || typeof answer.state === 'string').toBe(true);
      }),
    );
  });

  it('says the identifier where handlers look for it', () => {
    fc.assert(
      fc.property(verb, fc.emailAddress(), (one, value) => {
        const body = webhookBody(one, 'email', value) as { coreIdentifier: { value: string } };
        const item = pendingItem(
          { verb: one, openedAt: new Date(0), dueOn: null },
          { id: 'i', token: 't', kind: 'email', value, silo: 's', now: new Date(0) },
        ) as { identifier: string; nonce: string };
        expect([body.coreIdentifier.value, item.identifier, item.nonce]).toEqual([value, value, 't']);
      }),
    );
  });
});
