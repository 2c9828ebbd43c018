import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hookSender, hookSenders } from '../../src/connectors/hook-senders.js';
import type { SignedDelivery } from '../../src/connectors/kit/hooks/hook-recipe.js';
import { type HookVerdict, verifyDelivery } from '../../src/connectors/kit/hooks/verify-delivery.js';
import { senderOf, type SignerName, signers, type Signing, SLACK_LIKE } from '../kit/hooks/signing.js';

const NOW = new Date('2026-03-02T10:00:00.000Z');
const URI = 'https://habeas.example/v1/hooks/abc';
const SECRET = 'a-secret-of-the-sender';
const BASE64_SECRET = `whsec_${Buffer.from('thirty-two bytes of a signing key').toString('base64')}`;
const BODY = '{"id":"evt_1","type":"x","täxt":"ä ö ü ß 🙂"}';

const names = Object.keys(signers) as SignerName[];
const secretFor = (signer: SignerName): string => (senderOf(signer) === 'standard-webhooks' ? BASE64_SECRET : SECRET);
/** Those whose headers hold no signature but the secret itself. */
const SHARED: readonly SignerName[] = ['freshdesk'];
const TIMED: readonly SignerName[] = ['zendesk', 'hubspot-v3', 'stripe', 'standard-webhooks', 'svix', 'generic'];
const signing = names.filter((name) => !SHARED.includes(name));

function judge(signer: SignerName, delivery: SignedDelivery, secrets: string[], now = NOW): HookVerdict {
  const sender = hookSender(senderOf(signer))!;
  return verifyDelivery(delivery, sender.recipesOf?.(SLACK_LIKE) ?? sender.recipes, secrets, now);
}

function delivery(signer: SignerName, changes: Partial<Signing> = {}): SignedDelivery {
  const how: Signing = { secret: secretFor(signer), body: BODY, uri: URI, at: NOW, id: 'msg_1', ...changes };
  const headers: Record<string, string> = signers[signer](how);
  return { method: 'POST', uri: how.uri, headers, body: Buffer.from(how.body, 'utf8') };
}

const REFUSED = { ok: false, why: 'not-signed-by-it' };

describe('vectors that vendors publish', () => {
  it('Zendesk: the static secret of test deliveries', () => {
    const sent: SignedDelivery = {
      method: 'POST',
      uri: URI,
      headers: {
        'x-zendesk-webhook-signature': 'S/RDdU2ERmj7LHDDoWJ2onPYH+t7/f2+LTM4dL7UiLM=',
        'x-zendesk-webhook-signature-timestamp': '2021-03-25T05:09:27Z',
      },
      body: Buffer.from('{"event":"ticket.updated","id":123}'),
    };
    const secret = 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==';
    expect(judge('zendesk', sent, [secret], new Date('2021-03-25T05:10:00Z')).ok).toBe(true);
    expect(judge('zendesk', sent, [secret], NOW)).toEqual({ ok: false, why: 'out-of-time' });
    // The secret is used as it is shown: decoded, it is another one.
    expect(judge('zendesk', sent, [Buffer.from(secret, 'base64').toString()], NOW)).toEqual(REFUSED);
  });

  it('Jira', () => {
    const sent: SignedDelivery = {
      method: 'POST',
      uri: URI,
      headers: { 'x-hub-signature': 'sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9' },
      body: Buffer.from('Hello World!'),
    };
    expect(judge('jira', sent, ["It's a Secret to Everybody"]).ok).toBe(true);
    expect(judge('jira', { ...sent, body: Buffer.from('Hello World') }, ["It's a Secret to Everybody"])).toEqual(
      REFUSED,
    );
  });

  const HUBSPOT = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';

  it('HubSpot, version 1', () => {
    const sent: SignedDelivery = {
      method: 'POST',
      uri: URI,
      headers: {
        'x-hubspot-signature-version': 'v1',
        'x-hubspot-signature': '232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de',
      },
      body: Buffer.from(
        '[{"eventId":1,"subscriptionId":12345,"portalId":62515,"occurredAt":1564113600000,"subscriptionType":"contact.creation","attemptNumber":0,"objectId":123,"changeSource":"CRM","changeFlag":"NEW","appId":54321}]',
      ),
    };
    expect(judge('hubspot-v1', sent, [HUBSPOT]).ok).toBe(true);
  });

  it.each([
    ['POST', '{"example_field":"example_value"}', '9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900'],
    ['GET', '', 'eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e'],
  ])('HubSpot, version 2, %s', (method, body, signature) => {
    const sent: SignedDelivery = {
      method,
      uri: 'https://www.example.com/webhook_uri',
      headers: { 'x-hubspot-signature-version': 'v2', 'x-hubspot-signature': signature },
      body: Buffer.from(body),
    };
    expect(judge('hubspot-v2', sent, [HUBSPOT]).ok).toBe(true);
    expect(judge('hubspot-v2', { ...sent, uri: 'http://www.example.com/webhook_uri' }, [HUBSPOT])).toEqual(REFUSED);
  });
});

describe.each(names)('what %s sends', (signer) => {
  const secret = secretFor(signer);

  it('is taken as it was sent', () => {
    expect(judge(signer, delivery(signer), [secret]).ok).toBe(true);
  });

  it('is taken under any of several secrets, so that one can be replaced', () => {
    const other =
      senderOf(signer) === 'standard-webhooks' ? `whsec_${Buffer.alloc(24, 7).toString('base64')}` : 'another one';
    expect(judge(signer, delivery(signer), [other, secret]).ok).toBe(true);
    expect(judge(signer, delivery(signer), [other])).toEqual(REFUSED);
    expect(judge(signer, delivery(signer), [])).toEqual(REFUSED);
  });

  it('is refused without its headers', () => {
    expect(judge(signer, { ...delivery(signer), headers: {} }, [secret])).toEqual({ ok: false, why: 'unsigned' });
  });
});

describe.each(signing)('a forger of %s', (signer) => {
  const secret = secretFor(signer);
  const genuine = delivery(signer);

  it.each([
    ['another text', Buffer.from(BODY.replace('evt_1', 'evt_2'))],
    ['half of it', genuine.body.subarray(0, genuine.body.length >> 1)],
    ['nothing', Buffer.alloc(0)],
    ['one byte more', Buffer.concat([genuine.body, Buffer.from(' ')])],
    ['the same JSON, written again', Buffer.from(JSON.stringify(JSON.parse(BODY), null, 1))],
    ['the same letters in another encoding', Buffer.from(BODY, 'latin1')],
    ['the same letters, composed otherwise', Buffer.from(BODY.normalize('NFD'))],
  ])('is refused with %s under a genuine signature', (_what, body) => {
    expect(judge(signer, { ...genuine, body }, [secret])).toEqual(REFUSED);
  });

  it.each([
    ['cut short', (value: string) => value.slice(0, -2)],
    ['in other letters', (value: string) => value.replace(/[a-f]/g, (letter) => letter.toUpperCase())],
    ['in base64url', (value: string) => value.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')],
    ['with something behind it', (value: string) => `${value}00`],
    ['empty', () => ''],
  ])('is refused with a signature %s', (_how, spoil) => {
    const headers = Object.fromEntries(
      Object.entries(genuine.headers).map(([name, value]) => [
        name,
        /signature(?:-v3|-256)?$|hmac/.test(name) ? spoil(value!) : value,
      ]),
    );
    // What is written in hex has no other form in base64url.
    if (JSON.stringify(headers) === JSON.stringify(genuine.headers)) return;
    expect(judge(signer, { ...genuine, headers }, [secret]).ok).toBe(false);
  });

  it('is refused with the secret itself, or with the signature of an empty secret', () => {
    expect(judge(signer, delivery(signer, { secret: secret.slice(0, 8) }), [secret])).toEqual(REFUSED);
  });
});

describe.each(TIMED)('time in what %s sends', (signer) => {
  const secret = secretFor(signer);
  const LATE = { ok: false, why: 'out-of-time' };

  it.each([
    [299, true],
    [-299, true],
    [301, false],
    [-301, false],
    [86_400, false],
  ])('counts when it was sent %i seconds ago', (ago, taken) => {
    const verdict = judge(signer, delivery(signer, { at: new Date(NOW.getTime() - ago * 1000) }), [secret]);
    expect(taken ? verdict.ok : verdict).toEqual(taken ? true : LATE);
  });

  it('cannot be moved: it is signed', () => {
    const old = delivery(signer, { at: new Date(NOW.getTime() - 3_600_000) });
    const fresh = delivery(signer).headers;
    const moved = Object.fromEntries(
      Object.entries(old.headers).map(([name, value]) => [
        name,
        name.includes('timestamp') ? fresh[name] : value?.replace(/t=\d+/, /t=\d+/.exec(fresh[name] ?? '')?.[0] ?? ''),
      ]),
    );
    expect(judge(signer, { ...old, headers: moved }, [secret])).toEqual(REFUSED);
  });

  it('is looked at only once the signature is right', () => {
    const old = delivery(signer, { at: new Date(0), secret: secret.slice(0, 9) });
    expect(judge(signer, old, [secret])).toEqual(REFUSED);
  });
});

it('takes the newest version that a sender signs with, and none that the source does not accept', () => {
  const sender = hookSender('hubspot')!;
  const old = delivery('hubspot-v1');
  const only = sender.recipes.filter(({ name }) => name === 'v3');
  expect(verifyDelivery(old, only, [SECRET], NOW)).toEqual({ ok: false, why: 'unsigned' });
  // Both kinds of headers: the newer decides, and a genuine old one does not save a forged new one.
  const both = { ...old, headers: { ...old.headers, ...delivery('hubspot-v3', { secret: 'wrong' }).headers } };
  expect(verifyDelivery(both, sender.recipes, [SECRET], NOW)).toEqual(REFUSED);
});

it('decodes in an address what the sender decodes', () => {
  const recipes = hookSender('hubspot')!.recipes;
  const sent = delivery('hubspot-v3', { uri: 'https://habeas.example/v1/hooks/abc?a=b:c/d' });
  const arrived = { ...sent, uri: 'https://habeas.example/v1/hooks/abc?a=b%3Ac%2Fd' };
  expect(verifyDelivery(arrived, recipes, [SECRET], NOW).ok).toBe(true);
});

it('passes over signatures of versions that it does not take', () => {
  const { body, ...sent } = delivery('stripe');
  const value = sent.headers['stripe-signature']!;
  const headers = { 'stripe-signature': value.replace('v1=', 'v0=') };
  expect(judge('stripe', { ...sent, headers, body }, [SECRET])).toEqual({ ok: false, why: 'unsigned' });
});

it('knows no vendor outside its folder', () => {
  const vendors = hookSenders.map(({ name }) => name).filter((name) => !/generic|standard|hub-signature/.test(name));
  const kit = ['hook-recipe', 'hook-sender', 'verify-delivery', 'told', 'plain-text'];
  for (const file of kit) {
    const text = readFileSync(join(import.meta.dirname, `../../src/connectors/kit/hooks/${file}.ts`), 'utf8');
    for (const vendor of vendors) expect(text.toLowerCase()).not.toContain(vendor);
  }
});
