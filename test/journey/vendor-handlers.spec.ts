import { generateKeyPairSync } from 'node:crypto';
import { Client } from '../kit/client.js';
import { ToldHouse } from '../kit/exchange/told-house.js';
import { DataGrailHandler, KetchHandler, TranscendHandler } from '../kit/exchange/vendor-handlers.js';

const API_KEY = 'handler-key-0123456789';
const SECRET = 'static-header-of-the-forwarder';

const documentsMap = (system: string, connector: string, connection: object): string => `
habeas: 1
system: ${system}
title: { en: ${system}, de: ${system} }
connector: ${connector}
connection: ${JSON.stringify(connection)}
controllers: [small]
purposes:
  contract: { title: { en: Contract, de: Vertrag }, basis: 6(1)(b), ends: { en: when it ends, de: wenn er endet } }
source: { en: You gave us the data., de: Sie haben uns die Daten gegeben. }
transfers: none
automatedDecisions: none
recipients: []
copies: {}
collections:
  profiles:
    key: id
    purpose: contract
    identifiedBy: { email: email }
    fields:
      email: { category: user.contact.email, title: { en: E-mail, de: E-Mail } }
      data: { category: user, title: { en: Data, de: Daten } }
    erasure: delete
`;

describe('handlers written for other vendors work unchanged against us', () => {
  let gateway = '';
  const webhook = new TranscendHandler(() => `${gateway}/crm`, API_KEY);
  const cron = new TranscendHandler(() => `${gateway}/erp`, API_KEY);
  const forwarder = new KetchHandler(SECRET);
  const grail = new DataGrailHandler(SECRET, API_KEY);
  const handlers = [webhook, cron, forwarder, grail];
  let house: ToldHouse;

  beforeAll(async () => {
    await Promise.all(handlers.map((one) => one.listen()));
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    process.env.HANDLER_KEY = API_KEY;
    process.env.HANDLER_SIGNING = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    process.env.FORWARDER_SECRET = SECRET;
    const transcend = { apiKey: 'env:HANDLER_KEY', signingKey: 'env:HANDLER_SIGNING' };
    house = await ToldHouse.open({
      environment: { EGRESS_ALLOW: [webhook, forwarder, grail].map(({ port }) => `127.0.0.1:${port}`).join(',') },
      maps: {
        crm: documentsMap('crm', 'transcend', { ...transcend, url: webhook.url }),
        erp: documentsMap('erp', 'transcend', transcend),
        cdp: documentsMap('cdp', 'ketch', {
          url: forwarder.url,
          header: { name: 'X-Forwarder-Secret', secret: 'env:FORWARDER_SECRET' },
        }),
        wms: documentsMap('wms', 'datagrail', {
          url: grail.url,
          secret: 'env:FORWARDER_SECRET',
          apiKey: 'env:HANDLER_KEY',
        }),
      },
    });
    gateway = `${house.service.url}/v1/exchange/by`;
  });
  afterAll(async () => {
    await Promise.all(handlers.map((one) => one.close()));
    await house?.close();
  });

  function join(email: string): void {
    for (const handler of handlers) handler.people.push({ id: `p-${email}`, email, note: 'likes tea' });
  }
  /** The company's cron job runs every now and then until the request is where it should be. */
  async function reach(id: string, state: string): Promise<void> {
    await house.eventually(
      async () => {
        await cron.cron('ACCESS');
        await cron.cron('ERASURE');
        return (await house.sql<{ state: string }>(`SELECT state FROM request WHERE id = $1`, [id]))[0]!.state;
      },
      (now) => now === state,
      async () => JSON.stringify([await house.tasks(id), await house.errands(id)]),
    );
  }

  it('erase: by webhook, by pulling, by forwarder, by signed notification', async () => {
    join('tess@people.example');
    const id = await house.begin('tess@people.example');
    await reach(id, 'closed');
    for (const { people } of handlers) expect(people).toEqual([]);
    expect(
      (await house.outcomes(id)).map(({ intended, residue, evidence }) => ({ intended, residue, evidence })),
    ).toEqual(Array.from({ length: 4 }, () => ({ intended: 1, residue: 0, evidence: 'confirmed' })));
  });

  it('copy: what the handlers upload is what the person gets, once', async () => {
    join('cora@people.example');
    const id = await house.begin('cora@people.example', 'access');
    await reach(id, 'reviewing');
    const parts = await house.sql<{ system: string; records: number }>(
      `SELECT system, sum(records)::int AS records FROM part WHERE request_id = $1 GROUP BY 1 ORDER BY 1`,
      [id],
    );
    expect(parts).toEqual(['cdp', 'crm', 'erp', 'wms'].map((system) => ({ system, records: 1 })));
  });

  it('nobody there: nothing found, and nothing is claimed erased', async () => {
    const id = await house.begin('nobody@people.example');
    await reach(id, 'closed');
    expect((await house.reach(id, 'closed')).outcome).toBe('nothing-found');
    expect(await house.outcomes(id)).toEqual([]);
  });

  it('a handler of DataGrail is asked whether it is ready, by a signed notification', async () => {
    const engineer = new Client(house.service.url).as(await house.service.staff('grail@office.test', ['engineer']));
    const before = grail.healthy;
    const { body } = await engineer.post<{ reachable: boolean }>('/v1/systems/wms/check');
    expect(body.reachable).toBe(true);
    expect(grail.healthy).toBe(before + 1);
  });

  it('who cannot prove itself gets nothing, and no handler works on what it cannot verify', async () => {
    const ask = (system: string, path: string, method = 'GET', headers: Record<string, string> = {}): Promise<number> =>
      fetch(`${gateway}/${system}/${path}`, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        ...(method === 'GET' ? {} : { body: '{}' }),
      }).then(({ status }) => status);
    const key = { authorization: `Bearer ${API_KEY}` };
    expect(await ask('crm', 'v1/data-silo/x/pending-requests/ACCESS')).toBe(401);
    expect(await ask('crm', 'public-keys/sombra-general-signing-key')).toBe(401);
    expect(await ask('crm', 'v1/data-silo', 'PUT', key)).toBe(409);
    expect(await ask('crm', 'v1/data-silo', 'PUT', { ...key, 'x-transcend-nonce': 'x'.repeat(43) })).toBe(409);
    expect(await ask('cdp', 'events', 'POST', key)).toBe(401);
    expect(await ask('cdp', 'events', 'POST')).toBe(401);
    expect(await ask('nobody', 'events', 'POST')).toBe(404);
    expect(await ask('wms', 'callback', 'POST')).toBe(401);
    expect(await ask('wms', 'callback', 'POST', key)).toBe(404);
    expect(await ask('wms', 'elsewhere', 'POST', key)).toBe(404);
    expect((await fetch(grail.url, { method: 'POST', body: '{"integration_kind":"webhook"}' })).status).toBe(401);
    // A nonce of one system opens nothing in another.
    join('nonce@people.example');
    const id = await house.begin('nonce@people.example');
    const pending = await house.eventually(
      async () =>
        (
          (await (await fetch(`${gateway}/erp/v1/data-silo/x/pending-requests/ACCESS`, { headers: key })).json()) as {
            items: { nonce: string }[];
          }
        ).items,
      (items) => items.length === 1,
    );
    expect(await ask('crm', 'v1/data-silo', 'PUT', { ...key, 'x-transcend-nonce': pending[0]!.nonce })).toBe(409);
    const forged = await fetch(webhook.url, {
      method: 'POST',
      headers: { 'x-sombra-token': 'e30.e30.e30' },
      body: '{}',
    });
    expect(forged.status).toBe(401);
    await reach(id, 'closed');
  });
});
