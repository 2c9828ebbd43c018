import { startAll, VENDOR_NAMES, type AllRunning } from '../../src/demo/simulators/all.js';
import { companyPeople } from '../../src/demo/simulators/ground/company-people.js';
import { cast } from '../../src/demo/company/cast.js';
import { caller, NOON, Receiver, type Caller } from '../kit/simulated-vendors.js';
import { SetClock } from '../../src/platform/clock/clock.js';
import { simulators } from '../../src/cli/serving/simulators.js';

describe('all simulated vendors in one process', () => {
  let all: AllRunning;

  const of = (name: string): { url: string; credentials: Readonly<Record<string, string>> } => {
    const vendor = all.vendors.find((one) => one.name === name);
    if (!vendor) throw new Error(`no ${name}`);
    return vendor;
  };
  const zendesk = (): Caller => {
    const { url, credentials } = of('zendesk');
    return caller(url, { authorization: `Bearer ${credentials.accessToken}` });
  };

  beforeAll(async () => {
    all = await startAll({ clock: new SetClock(NOON), people: 30 });
  });

  afterAll(() => all.stop());

  it('listens on the loopback, each at its own place, and knows the cast', async () => {
    expect(all.vendors.map(({ name }) => name)).toEqual(VENDOR_NAMES);
    expect(new Set(all.vendors.map(({ url }) => url)).size).toBe(VENDOR_NAMES.length);
    const found = await zendesk()(`GET /api/v2/users/search?query=${cast.anna.email}`);
    expect(found.json()).toMatchObject({ count: 1, users: [{ name: 'Anna Behrensen-Koll' }] });
  });

  it('gives the same people for the same seed, with the addresses under which one is known', () => {
    expect(companyPeople(20)).toEqual(companyPeople(20));
    const ivo = companyPeople(0).find(({ email }) => email === cast.ivo.email);
    expect(ivo).toMatchObject({ furtherEmails: cast.ivo.furtherEmails, tickets: [{ subject: 'Alte E-Mail-Adresse' }] });
  });

  it('is turned from behind, whatever mode it is in', async () => {
    const call = zendesk();
    await call('PUT /_simulator/mode', { kind: 'failing', status: 503 });
    expect((await call('GET /api/v2/users/me')).status).toBe(503);
    expect((await call('GET /_simulator')).json()).toMatchObject({ mode: 'failing' });
    expect((await call('PUT /_simulator/mode', { kind: 'tired' })).status).toBe(400);
    expect((await call('PUT /_simulator/mode', { kind: 'slow' })).status).toBe(400);
    await call('PUT /_simulator/mode', { kind: 'healthy' });
    expect((await call('GET /api/v2/users/me')).status).toBe(200);
    await call('POST /_simulator/clock', { seconds: 86_400 });
    expect((await call('GET /_simulator')).json()).toMatchObject({ now: '2026-11-03T12:00:00.000Z' });
  });

  it('sends its webhooks by itself', async () => {
    const receiver = await new Receiver().open();
    const call = zendesk();
    const subscriptions = ['zen:event-type:ticket.created'];
    await call('POST /_simulator/control/addWebhook', [{ name: 'x', endpoint: receiver.url, subscriptions }]);
    const message = { email: cast.anna.email, subject: 'Auskunft', body: 'Bitte um Auskunft nach Art. 15 DSGVO' };
    expect((await call('POST /_simulator/control/receive', [message])).status).toBe(200);
    for (let wait = 0; wait < 100 && receiver.received.length === 0; wait++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(receiver.received[0]?.body).toContain('zen:event-type:ticket.created');
    await receiver.close();
  });

  it('refuses names that it does not know', async () => {
    await expect(simulators({ only: 'nonsense', port: 0, people: 1 })).rejects.toThrow(
      'There is no simulator nonsense',
    );
  });
});
