import { TestAuthority } from '../kit/exchange/certificates.js';
import { OpenDsrProcessor } from '../kit/exchange/opendsr-processor.js';
import { ToldHouse } from '../kit/exchange/told-house.js';
import { refusalOf } from '../../src/connectors/opendsr/certificates.js';

const DOMAIN = 'opendsr.processor.test';

const map = (base: string, authorities: string): string => `
habeas: 1
system: ads
title: { en: Ad platform, de: Werbeplattform }
connector: opendsr
connection: ${JSON.stringify({ domain: DOMAIN, base, authorities })}
controllers: [small]
purposes:
  contract: { title: { en: Contract, de: Vertrag }, basis: 6(1)(b), ends: { en: when it ends, de: wenn er endet } }
source: { en: You gave us the data., de: Sie haben uns die Daten gegeben. }
transfers: none
automatedDecisions: none
recipients: []
copies: {}
collections:
  people:
    key: id
    purpose: contract
    identifiedBy: { email: email }
    fields:
      email: { category: user.contact.email, title: { en: E-mail, de: E-Mail } }
      data: { category: user, title: { en: Results, de: Ergebnisse } }
    erasure: delete
`;

describe('a processor that speaks OpenDSR 2.0', () => {
  const authority = new TestAuthority();
  const good = authority.issue(DOMAIN);
  const processor = new OpenDsrProcessor(DOMAIN, good);
  let house: ToldHouse;

  beforeAll(async () => {
    await processor.listen();
    house = await ToldHouse.open({
      environment: { EGRESS_ALLOW: `127.0.0.1:${processor.port}` },
      maps: { ads: map(processor.base, authority.certificate) },
    });
  });
  afterAll(async () => {
    await house?.close();
    await processor.close();
    authority.close();
  });
  beforeEach(() => {
    processor.tamper = (body) => body;
  });

  /** The next request of this type that is not finished yet. */
  async function asked(type: string): Promise<string> {
    const [id] = (await house.eventually(
      () =>
        Promise.resolve(
          [...processor.requests].find(
            ([, { body, status }]) => body.subject_request_type === type && status === 'pending',
          ),
        ),
      (found) => found !== undefined,
    ))!;
    return id;
  }

  it('is asked, calls back with its signature, and its word is called a confirmation', async () => {
    processor.people.set('olga@people.example', { segment: 'tea' });
    const id = await house.begin('olga@people.example');
    const access = await asked('access');
    expect(await processor.finish(access, 'in_progress')).toEqual([202]);
    expect(await processor.finish(access)).toEqual([202]);
    // The same callback once more, after the end: harmless.
    expect(await processor.finish(access)).toEqual([202]);
    const erasure = await asked('erasure');
    expect(await processor.finish(erasure)).toEqual([202]);
    await house.reach(id, 'closed');
    expect(processor.people.size).toBe(0);
    expect(await house.outcomes(id)).toEqual([
      { collection: 'people', intended: 1, residue: 0, evidence: 'confirmed' },
    ]);
  });

  it('a callback that is not signed by the domain, altered, or for another address changes nothing', async () => {
    processor.people.set('otto@people.example', { segment: 'coffee' });
    const id = await house.begin('otto@people.example', 'access');
    const access = await asked('access');
    const kept = processor.requests.get(access)!;
    kept.status = 'completed';
    const [url] = kept.body.status_callback_urls as string[];
    const body = JSON.stringify({ ...processor.standing(access), status_callback_url: url });
    const stranger = new OpenDsrProcessor(DOMAIN, authority.issue(DOMAIN));
    expect(await processor.call(access, body, {})).toEqual([401]);
    expect(await processor.call(access, body, stranger.signature(body))).toEqual([400]);
    expect(
      await processor.call(access, body, { ...processor.signature(body), 'x-opendsr-processor-domain': 'evil.test' }),
    ).toEqual([401]);
    processor.tamper = (text) => text.replace('"results_count":1', '"results_count":0');
    expect(await processor.call(access, body)).toEqual([400]);
    processor.tamper = (text) => text;
    const elsewhere = JSON.stringify({ ...processor.standing(access), status_callback_url: 'https://other.test/' });
    expect(await processor.call(access, elsewhere)).toEqual([400]);
    expect(
      await house.sql(`SELECT 1 FROM conversation WHERE request_id = $1 AND answered_at IS NOT NULL`, [id]),
    ).toEqual([]);
    expect(await processor.call(access, body)).toEqual([202]);
    await house.reach(id, 'reviewing');
  });

  it('is asked how it stands where its callbacks do not come', async () => {
    const id = await house.begin('nobody@people.example');
    const access = await asked('access');
    processor.requests.get(access)!.status = 'completed';
    await house.eventually(
      () => house.tasks(id),
      ([task]) => task?.state === 'ready' && task.code === 'answers-later',
    );
    await house.sql(`UPDATE task SET due_at = now() WHERE request_id = $1 AND state = 'ready'`, [id]);
    await house.sql(`UPDATE outbox SET due_at = now()`);
    expect(await house.reach(id, 'closed')).toMatchObject({ outcome: 'nothing-found' });
  });

  it('an answer without its signature is refused, and a person is asked', async () => {
    processor.tamper = (body) => body.replace('small', 'large');
    const id = await house.begin('oscar@people.example');
    await house.errand(id, 'no-right');
  });

  it('takes certificates of an authority, for the domain, as long as they last', () => {
    // Certificates are issued in this very second.
    const now = new Date(Date.now() + 60_000);
    const refusal = (pem: string, domain = DOMAIN, trusted: string | undefined = authority.certificate) =>
      refusalOf(pem, domain, now, trusted);
    expect(refusal(good.certificate)).toBeNull();
    expect(refusal(good.certificate, 'other.test')).toBe('other-domain');
    expect(refusal(authority.selfSigned(DOMAIN).certificate)).toBe('self-signed');
    expect(refusalOf(good.certificate, DOMAIN, now, undefined)).toBe('untrusted');
    expect(refusalOf(good.certificate, DOMAIN, new Date(now.getTime() + 60 * 86_400_000), authority.certificate)).toBe(
      'expired',
    );
    expect(refusal(authority.issue('*.processor.test').certificate)).toBe('other-domain');
    expect(refusal(new TestAuthority().issue(DOMAIN).certificate)).toBe('untrusted');
    expect(refusal('nonsense')).toBe('unreadable');
  });
});
