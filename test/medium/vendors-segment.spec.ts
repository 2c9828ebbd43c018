import { isWriteByMethod, HTTP_FAULTS } from '../../src/connectors/kit/conformance/faulty-http.js';
import { conformance } from '../../src/connectors/kit/conformance.js';
import { NotYet } from '../../src/connectors/kit/errors.js';
import { person } from '../../src/demo/simulators/ground/people.js';
import { DAY, HOUR, SECOND } from '../kit/simulated-vendors.js';
import { Asking, CONTROLLER, type Steps } from '../kit/vendors/asking.js';
import { VendorWorld } from '../kit/vendors/vendor-world.js';

const event = (key: number) => ({ key, body: '/jacken', at: '2026-10-30T08:00:00.000Z' });

const people = [
  person({
    key: 1,
    firstName: 'Wilma',
    lastName: 'Abendroth',
    email: 'wilma@example.org',
    furtherEmails: ['wilma.alt@example.net'],
    notes: Array.from({ length: 3 }, (_one, at) => event(at)),
  }),
  person({ key: 2, firstName: 'Konrad', lastName: 'Zuse-Mertens', email: 'konrad@example.org', notes: [event(1)] }),
  person({ key: 3, email: 'drittes@example.org', notes: Array.from({ length: 120 }, (_one, at) => event(at)) }),
];

let regulation: string | undefined;
const world = new VendorWorld('segment', {
  people,
  base: '/v1/spaces/spa_simulated/collections/users',
  connection: ({ token, profileToken, space }, origin) => ({
    address: { profiles: 'profiles', api: 'api', space: space!, ...(regulation ? { regulation } : {}) },
    apiKey: profileToken!,
    doors: { regulations: { token: token!, baseUrl: origin } },
  }),
  isWrite: isWriteByMethod,
});
const stepFor: Steps = () => ({ action: 'delete' });
const WILMA = [{ kind: 'email', value: 'wilma@example.org' }];
const eventsOf = (key: number, first: number, count: number): string[] =>
  Array.from({ length: count }, (_one, at) => `events/user-${key},ajs-user-${key}-${first + at}`);
const hers = [...eventsOf(1, 1, 3), 'users/user-1'];

conformance('segment', {
  controller: CONTROLLER,
  nobody: [
    { kind: 'email', value: 'niemand@example.org' },
    { kind: 'user_id', value: 'user-99' },
  ],
  someone: { identifiers: WILMA, records: hers },
  several: {
    identifiers: [
      { kind: 'email', value: 'konrad.unbekannt@example.org' },
      { kind: 'user_id', value: 'user-2' },
    ],
    records: [...eventsOf(2, 4, 1), 'users/user-2'],
  },
  many: {
    identifiers: [{ kind: 'email', value: 'drittes@example.org' }],
    records: [...eventsOf(3, 5, 120), 'users/user-3'],
  },
  stepFor,
  replaceSomeone: async () => {
    Object.assign(world.simulator.control.profiles.get('user-1')!, {
      firstName: 'Ganz',
      lastName: 'Anders',
      email: 'anders@example.org',
    });
  },
  reset: () => world.again(),
  stop: () => world.stop(),
  snapshot: async () =>
    new Map([...world.simulator.control.profiles].map(([id, one]) => [`users/${id}`, JSON.stringify(one)])),
  connect: (fault) => world.connect(fault),
  faults: HTTP_FAULTS,
  later: async () => world.clock.advance(DAY),
});

describe('segment', () => {
  beforeEach(() => {
    regulation = undefined;
    return world.again();
  });
  afterAll(() => world.stop());

  const asking = async (): Promise<Asking> => new Asking(await world.connect(), stepFor, WILMA);
  const pass = (until: Date): void => world.clock.set(until);
  const asked = (): { type: string; subjects: string[] }[] =>
    [...world.simulator.control.regulations.values()].map(({ type, subjects }) => ({ type, subjects }));

  it('says what done means there, with the quota of the month', async () => {
    const { done, budgets } = (await world.connect()).describe();
    expect(done).toMatchObject({ deletion: 'hard', after: 'P30D', reversible: false });
    expect(JSON.stringify(done.residue)).toMatch(/müssen eigens benachrichtigt werden/);
    expect(budgets).toContainEqual({ name: 'regulated-users', limit: 110_000, per: 'P1M', counts: 'named' });
  });

  it('finds a profile by a further address, and copies traits and events', async () => {
    const she = new Asking(await world.connect(), stepFor, [{ kind: 'email', value: 'wilma.alt@example.net' }]);
    const records = await she.locate();
    expect(records.map(({ collection, key }) => [collection, ...key].join('/'))).toContain('users/user-1');
    const copies = await she.collect(records);
    expect(copies.get('users/user-1')).toMatchObject({
      traits: { firstName: 'Wilma', email: 'wilma@example.org' },
      anonymous_ids: ['anonymous-of-user-1'],
    });
    expect(copies.get('events/user-1,ajs-user-1-1')).toMatchObject({ properties: { page: '/jacken' } });
  });

  it('asks for one regulation, and waits for it over weeks', async () => {
    world.simulator.control.finishAfterDays(28);
    const she = await asking();
    const records = await she.locate();
    const { result, pending } = await she.eraseToTheEnd(records, pass);
    expect(result.status).toBe('done');
    expect(pending.length).toBeGreaterThan(10);
    expect(pending.length).toBeLessThan(200);
    expect(asked()).toEqual([{ type: 'SUPPRESS_WITH_DELETE', subjects: ['user-1'] }]);
    expect(await she.residue(records)).toEqual([]);
    // What is gone is not asked for again.
    expect(await she.erase(records)).toMatchObject({ status: 'done' });
    expect(asked()).toHaveLength(1);
    // Nothing more comes in under the id.
    expect(world.simulator.control.track('user-1', { email: 'wilma@example.org' })).toBe(false);
    expect(await she.names()).toEqual([]);
  });

  it('leaves the id open where the company has chosen so, and finds whoever comes back', async () => {
    regulation = 'DELETE_ONLY';
    const she = await asking();
    const { result } = await she.eraseToTheEnd(await she.locate(), pass);
    expect(result.status).toBe('done');
    expect(asked()).toEqual([{ type: 'DELETE_ONLY', subjects: ['user-1'] }]);
    expect(world.simulator.control.track('user-1', { email: 'wilma@example.org' })).toBe(true);
    expect(await she.names()).toEqual(['users/user-1']);
  });

  it('is not fooled by a regulation that finishes and deletes nothing', async () => {
    const she = await asking();
    const records = await she.locate();
    world.simulator.modes.set({ kind: 'lying', on: 'POST /regulations' });
    const { result } = await she.eraseToTheEnd(records, pass);
    expect(result.status).toBe('done');
    expect((await she.residue(records)).sort()).toEqual(hers);
  });

  it('takes a failure for done where a destination that cannot delete is its only cause', async () => {
    world.simulator.control.destinations.push({ name: 'billboard', supported: false });
    const she = await asking();
    const records = await she.locate();
    const { result } = await she.eraseToTheEnd(records, pass);
    expect([...world.simulator.control.regulations.values()].map(({ status }) => status)).toEqual(['FAILED']);
    expect(result.status).toBe('done');
    expect(await she.residue(records)).toEqual([]);
  });

  it('hands a regulation that was carried out in part to a person', async () => {
    const she = await asking();
    const records = await she.locate();
    world.simulator.modes.set({ kind: 'half-done', on: 'POST /regulations', times: 1 });
    const { result } = await she.eraseToTheEnd(records, pass);
    expect(result).toMatchObject({ status: 'refused', reason: 'needs-a-person', collection: 'users' });
  });

  it('tells a person when a regulation never ends', async () => {
    world.simulator.control.finishAfterDays(400);
    const she = await asking();
    const { result } = await she.eraseToTheEnd(await she.locate(), pass);
    expect(result).toMatchObject({ status: 'refused', reason: 'wait-expired' });
  });

  it('finds a regulation again whose answer was lost, and takes nothing more from the quota', async () => {
    const she = await asking();
    const records = await she.locate();
    world.simulator.modes.set({ kind: 'cutting', on: 'POST /regulations', times: 1 });
    await expect(she.erase(records)).rejects.toMatchObject({ code: 'retryable' });
    expect(asked()).toHaveLength(1);
    const { result } = await she.eraseToTheEnd(records, pass);
    expect(result.status).toBe('done');
    expect(asked()).toHaveLength(1);
  });

  it('waits as long as it is told to', async () => {
    const she = await asking();
    const records = await she.locate();
    const before = world.clock.now().getTime();
    world.simulator.modes.set({ kind: 'throttling', retryAfter: '7', on: 'POST /regulations', times: 1 });
    expect(await she.erase(records)).toMatchObject({ status: 'pending' });
    expect(world.clock.now().getTime() - before).toBeGreaterThanOrEqual(7 * SECOND);
    expect(asked()).toHaveLength(1);
  });

  it('records an opt-out by suppression, and acknowledges it when Segment has', async () => {
    const connector = await world.connect();
    const batch = {
      controller: CONTROLLER,
      reference: 'opt-out',
      flag: 'optOut' as const,
      people: [
        { person: 'she', identifiers: WILMA },
        { person: 'he', identifiers: [{ kind: 'email', value: 'konrad@example.org' }] },
        { person: 'nobody', identifiers: [{ kind: 'email', value: 'niemand@example.org' }] },
      ],
    };
    await expect(connector.flag!(batch)).rejects.toBeInstanceOf(NotYet);
    // Both at once: the one does not wait for the other.
    expect(asked()).toEqual([
      { type: 'SUPPRESS_ONLY', subjects: ['user-1'] },
      { type: 'SUPPRESS_ONLY', subjects: ['user-2'] },
    ]);
    world.clock.advance(2 * HOUR);
    expect(await connector.flag!(batch)).toEqual([
      { person: 'she', status: 'acknowledged', records: 1 },
      { person: 'he', status: 'acknowledged', records: 1 },
      { person: 'nobody', status: 'not-found', records: 0 },
    ]);
    expect(asked()).toHaveLength(2);
    expect(world.simulator.control.profiles.has('user-1')).toBe(true);
    expect([...world.simulator.control.suppressed.keys()]).toEqual(['user-1', 'user-2']);
  });

  it('says which of its two tokens is not accepted', async () => {
    const { credentials } = world.simulator;
    const map = world.map(world.simulator.url);
    const wrong = {
      ...map,
      connection: { ...map.connection, doors: { regulations: { token: 'x', baseUrl: world.simulator.url } } },
    };
    const health = await world.factory.create(wrong, world.reaching()).check();
    expect(health).toMatchObject({ reachable: true, rights: ['read'] });
    expect(health.problems).toContainEqual(expect.objectContaining({ code: 'unauthorised' }));
    expect(JSON.stringify(health)).not.toContain(credentials.profileToken);
    expect((await (await world.connect()).check()).rights).toEqual(['read', 'update', 'delete']);
  });

  it('tells whom an id stands for', async () => {
    const connector = await world.connect();
    expect(
      await connector.identify!({ controller: CONTROLLER, records: [{ kind: 'user', id: 'user-1' }] }),
    ).toMatchObject([
      {
        kind: 'user',
        id: 'user-1',
        identifiers: expect.arrayContaining([{ kind: 'email', value: 'wilma@example.org' }]),
      },
    ]);
  });
});
