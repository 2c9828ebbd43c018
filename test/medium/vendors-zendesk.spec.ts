import { HTTP_FAULTS } from '../../src/connectors/kit/conformance/faulty-http.js';
import { conformance } from '../../src/connectors/kit/conformance.js';
import type { LocatedRecord } from '../../src/connectors/kit/contract.js';
import { person, type SimulatedTicket } from '../../src/demo/simulators/ground/people.js';
import { FIRST_USER_ID } from '../../src/demo/simulators/zendesk/seed.js';
import { DAY, MINUTE, SECOND } from '../kit/simulated-vendors.js';
import { Asking, CONTROLLER, type Steps } from '../kit/vendors/asking.js';
import { VendorWorld } from '../kit/vendors/vendor-world.js';

const ticket = (key: number, status: SimulatedTicket['status'], ...bodies: string[]): SimulatedTicket => ({
  key,
  subject: 'Lieferung',
  status,
  createdAt: '2026-03-01T08:00:00.000Z',
  messages: bodies.map((body, at) => ({
    from: at % 2 === 0 ? 'person' : 'agent',
    body,
    internal: at === 2,
    at: '2026-03-01T08:00:00.000Z',
  })),
});

const people = [
  person({
    key: 1,
    firstName: 'Wilma',
    lastName: 'Abendroth',
    email: 'wilma@example.org',
    furtherEmails: ['wilma.alt@example.net'],
    tickets: [
      ticket(11, 'closed', 'Hier ist Wilma Abendroth, wilma@example.org.', 'Guten Tag Frau Abendroth, gern.'),
      ticket(12, 'solved', 'Noch einmal: Wilma.', 'Danke.', 'W. Abendroth war am Telefon; wilma.alt@example.net'),
    ],
  }),
  person({
    key: 2,
    firstName: 'Konrad',
    lastName: 'Zuse-Mertens',
    email: 'konrad@example.org',
    phone: '+4917139200077',
    tickets: [ticket(21, 'closed', 'Konrad Zuse-Mertens fragt.', 'Antwort.')],
  }),
  person({ key: 3, email: 'drittes@example.org', tickets: [ticket(31, 'open', 'Wilma hat recht.', 'Ja.')] }),
];

const stepFor: Steps = ({ collection }: LocatedRecord): ReturnType<Steps> => {
  if (collection === 'users') return { action: 'delete' };
  if (collection === 'comments') return { action: 'mask', mask: { text: { redact: true } } };
  return { action: 'mask', mask: { subject: { redact: true } } };
};

const world = new VendorWorld('zendesk', {
  people,
  base: '/api/v2',
  connection: ({ email, token }) => ({
    address: { subdomain: 'nordlicht' },
    user: `${email}/token`,
    password: token!,
  }),
});

const WILMA = FIRST_USER_ID + 1;
const hers = [
  'comments/11,1100',
  'comments/11,1101',
  'comments/12,1200',
  'comments/12,1201',
  'comments/12,1202',
  'tickets/11',
  'tickets/12',
  `users/${WILMA}`,
];

conformance('zendesk', {
  controller: CONTROLLER,
  nobody: [{ kind: 'email', value: 'niemand@example.org' }],
  someone: { identifiers: [{ kind: 'email', value: 'wilma@example.org' }], records: hers },
  several: {
    identifiers: [
      { kind: 'email', value: 'konrad.unbekannt@example.org' },
      { kind: 'phone', value: '+4917139200077' },
    ],
    records: ['comments/21,2100', 'comments/21,2101', 'tickets/21', `users/${FIRST_USER_ID + 2}`],
  },
  stepFor,
  replaceSomeone: async () => {
    const user = world.simulator.control.userOf(1);
    user.name = 'Ganz Anders';
    user.email = 'anders@example.org';
    user.identities = user.identities.slice(0, 1).map((one) => ({ ...one, value: 'anders@example.org' }));
  },
  reset: () => world.again(),
  stop: () => world.stop(),
  snapshot: async () => {
    const { users, tickets, comments } = world.simulator.control;
    return new Map([
      ...[...users.values()]
        .filter(({ purgedAt }) => purgedAt === null)
        .map((one) => [`users/${one.id}`, JSON.stringify(one)] as const),
      ...[...tickets.values()].map((one) => [`tickets/${one.id}`, JSON.stringify(one)] as const),
      ...[...comments.values()].map((one) => [`comments/${one.ticketId},${one.id}`, JSON.stringify(one)] as const),
    ]);
  },
  connect: (fault) => world.connect(fault),
  faults: HTTP_FAULTS,
  later: async () => world.clock.advance(2 * DAY),
});

describe('zendesk', () => {
  beforeEach(() => world.again());
  afterAll(() => world.stop());

  const asking = async (email: string, steps: Steps = stepFor): Promise<Asking> =>
    new Asking(await world.connect(), steps, [{ kind: 'email', value: email }]);
  const pass = (until: Date): void => world.clock.set(until);

  it('finds a user by a further address', async () => {
    expect(await (await asking('wilma.alt@example.net')).names()).toEqual(hers);
  });

  it('finds whom another user was merged into, with the tickets of both', async () => {
    const { control } = world.simulator;
    const { simulator } = world;
    const { email, token } = simulator.credentials;
    await fetch(`${simulator.url}/api/v2/users/${FIRST_USER_ID + 2}/merge`, {
      method: 'PUT',
      headers: {
        authorization: `Basic ${Buffer.from(`${email}/token:${token}`).toString('base64')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ user: { id: WILMA } }),
    });
    world.clock.advance(2 * MINUTE);
    const names = await (await asking('konrad@example.org')).names();
    expect(names).toContain(`users/${WILMA}`);
    expect(names).toContain('tickets/21');
    expect(names).not.toContain(`users/${FIRST_USER_ID + 2}`);
    expect(control.userOf(1).identities.map(({ value }) => value)).toContain('konrad@example.org');
  });

  it('does not take for hers what an index of yesterday still shows', async () => {
    const she = await asking('wilma@example.org');
    const user = world.simulator.control.userOf(1);
    user.active = false;
    user.name = 'Permanently Deleted User';
    expect(await she.names()).toEqual([]);
  });

  it('blacks out her names and addresses, and leaves the rest of closed tickets', async () => {
    const she = await asking('wilma@example.org');
    const records = await she.locate();
    const { result } = await she.eraseToTheEnd(records, pass);
    expect(result.status).toBe('done');
    const texts = [1100, 1101, 1200, 1201, 1202].map((id) => world.simulator.control.comments.get(id)!.html_body);
    expect(texts.join('\n')).not.toMatch(/wilma|abendroth/i);
    expect(texts[0]).toContain('Hier ist ▇');
    expect(texts[1]).toContain('Guten Tag Frau ▇');
    expect(world.simulator.control.tickets.get(11)).toMatchObject({ status: 'closed', subject: 'Lieferung' });
    // Somebody else writes of her: his message is his.
    expect(world.simulator.control.comments.get(3100)!.html_body).toContain('Wilma hat recht');
    expect(await she.residue(records)).toEqual([]);
    expect((await she.reread(records)).find(({ collection }) => collection === 'users')).toMatchObject({
      evidence: 'confirmed',
    });
    expect(await she.names()).toEqual([]);
  });

  it('waits for every product that has begun, at first often and then rarely', async () => {
    const she = await asking('wilma@example.org');
    const { result, pending } = await she.eraseToTheEnd(await she.locate(), pass);
    expect(result.status).toBe('done');
    const waits = pending.map((moment, at) => moment.getTime() - (pending[at - 1]?.getTime() ?? 0));
    expect(waits[1]).toBeLessThanOrEqual(10 * SECOND);
    expect(world.clock.now().getTime()).toBeGreaterThan(Date.parse('2026-11-03T12:00:00Z'));
    expect(pending.length).toBeLessThan(60);
  });

  it('closes solved tickets, and hands open ones to a person before anybody is deleted', async () => {
    const she = await asking('wilma@example.org');
    await she.eraseToTheEnd(await she.locate(), pass);
    expect(world.simulator.control.tickets.get(12)!.status).toBe('closed');
    const other = await asking('drittes@example.org');
    expect(await other.erase(await other.locate())).toMatchObject({
      status: 'refused',
      reason: 'conflict',
      collection: 'tickets',
    });
    expect(world.simulator.control.userOf(3)).toMatchObject({ active: true });
    expect(world.simulator.control.tickets.get(31)!.status).toBe('open');
  });

  it('deletes tickets whole where the map says so, open and closed', async () => {
    const she = await asking('drittes@example.org', () => ({ action: 'delete' }));
    const records = (await she.locate()).filter(({ collection }) => collection !== 'comments');
    const { result, pending } = await she.eraseToTheEnd(records, pass);
    expect(result.status).toBe('done');
    expect(pending.length).toBeGreaterThan(0);
    expect(world.simulator.control.tickets.has(31)).toBe(false);
    expect([...world.simulator.control.comments.values()].some(({ ticketId }) => ticketId === 31)).toBe(false);
    expect(await she.residue(records)).toEqual([]);
  });

  it('leaves a closed ticket whose subject names her to a person', async () => {
    world.simulator.control.tickets.get(11)!.subject = 'Rechnung Abendroth';
    const she = await asking('wilma@example.org');
    expect(await she.erase(await she.locate())).toMatchObject({ status: 'refused', reason: 'constraint' });
  });

  it('is not fooled by a deletion that is answered and not done', async () => {
    const she = await asking('wilma@example.org');
    const records = await she.locate();
    world.simulator.modes.set({ kind: 'lying', on: 'DELETE' });
    expect(await she.erase(records)).toMatchObject({ status: 'done' });
    expect(await she.residue(records)).toEqual([`users/${WILMA}`]);
  });

  it('goes on waiting when a permanent deletion is not carried out, until the vendor purges by itself', async () => {
    const she = await asking('wilma@example.org');
    const records = await she.locate();
    world.simulator.modes.set({ kind: 'lying', on: 'DELETE /api/v2/deleted_users' });
    const { result, pending } = await she.eraseToTheEnd(records, pass);
    expect(result.status).toBe('done');
    expect(pending.at(-1)!.getTime()).toBeGreaterThan(Date.parse('2026-12-02T12:00:00Z'));
    expect(await she.residue(records)).toEqual([]);
  });

  it('spends no more permanent deletions than the vendor allows', async () => {
    const budget = world.factory.create(world.map('http://127.0.0.1:9'), world.tools).describe().budgets;
    expect(budget).toContainEqual({ name: 'permanent-deletions', limit: 700, per: 'PT10M', counts: 'named' });
  });

  it('waits as long as the vendor asks for', async () => {
    const she = await asking('wilma@example.org');
    const before = world.clock.now().getTime();
    world.simulator.modes.set({ kind: 'throttling', retryAfter: '7', times: 1 });
    expect(await she.names()).toEqual(hers);
    expect(world.clock.now().getTime() - before).toBeGreaterThanOrEqual(7 * SECOND);
  });

  it('tells a ticket how its request stands, once', async () => {
    const connector = await world.connect();
    const reply = {
      reference: 'r1',
      ticket: '31',
      publicComment: 'Ihre Nachricht ist bei uns.\n\nNummer HB-1.',
      internalNote: 'Bitte nicht beantworten.',
      tag: { add: 'habeas-proving', insteadOf: ['habeas-received'] },
    };
    world.simulator.control.tickets.get(31)!.tags = ['vip', 'habeas-received'];
    for (let time = 0; time < 2; time++) {
      expect(await connector.reply!({ controller: CONTROLLER, replies: [reply] })).toEqual([
        { reference: 'r1', status: 'done' },
      ]);
    }
    const comments = [...world.simulator.control.comments.values()].filter(({ ticketId }) => ticketId === 31);
    expect(comments.slice(2).map((one) => one.public)).toEqual([false, true]);
    expect(world.simulator.control.tickets.get(31)!.tags.sort()).toEqual(['habeas-proving', 'vip']);
    const closed = await connector.reply!({ controller: CONTROLLER, replies: [{ ...reply, ticket: '11' }] });
    expect(closed).toEqual([{ reference: 'r1', status: 'not-found' }]);
  });

  it('says whom an id of a webhook stands for', async () => {
    const connector = await world.connect();
    const records = [
      { kind: 'user', id: String(WILMA) },
      { kind: 'user', id: '999' },
    ];
    expect(await connector.identify!({ controller: CONTROLLER, records })).toEqual([
      {
        kind: 'user',
        id: String(WILMA),
        identifiers: [
          { kind: 'email', value: 'wilma@example.org' },
          { kind: 'email', value: 'wilma@example.org' },
          { kind: 'email', value: 'wilma.alt@example.net' },
        ],
      },
    ]);
    expect(connector.describe().verbs).toEqual(expect.arrayContaining(['reply', 'identify']));
  });
});
