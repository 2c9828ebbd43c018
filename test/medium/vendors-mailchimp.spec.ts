import { HTTP_FAULTS } from '../../src/connectors/kit/conformance/faulty-http.js';
import { conformance } from '../../src/connectors/kit/conformance.js';
import type { Identifier } from '../../src/connectors/kit/contract.js';
import { person } from '../../src/demo/simulators/ground/people.js';
import { contactIdOf, type Member, subscriberHash } from '../../src/demo/simulators/mailchimp/world.js';
import { basic, SECOND } from '../kit/simulated-vendors.js';
import { Asking, CONTROLLER, type Steps } from '../kit/vendors/asking.js';
import { VendorWorld } from '../kit/vendors/vendor-world.js';

const note = (key: number, body: string) => ({ key, body, at: '2026-03-02T08:00:00.000Z' });
const WILMA = 'wilma@example.org';
const people = [
  person({
    key: 1,
    firstName: 'Wilma',
    lastName: 'Abendroth',
    email: WILMA,
    newsletter: true,
    notes: [note(11, 'Frau Abendroth zieht um.'), note(12, 'Mag Blau.')],
  }),
  // The same person under two addresses.
  person({ key: 2, firstName: 'Konrad', lastName: 'Zuse-Mertens', email: 'konrad@example.org', newsletter: true }),
  person({ key: 3, firstName: 'Konrad', lastName: 'Zuse', email: 'k.zuse@example.net', notes: [note(31, 'Neu.')] }),
  person({ key: 4, email: 'drittes@example.org', newsletter: true, notes: [note(41, 'Wohnt mit Wilma zusammen.')] }),
  person({
    key: 5,
    email: 'viele@example.org',
    notes: Array.from({ length: 1_005 }, (_one, at) => note(1_000 + at, '.')),
  }),
];

const world = new VendorWorld('mailchimp', {
  people,
  base: '/3.0',
  connection: ({ apiKey }) => ({ address: { dc: 'us21' }, apiKey: apiKey! }),
});
const stepFor: Steps = () => ({ action: 'delete' });
const NEWSLETTER = 'newsletter01';
const CATALOGUE = 'catalogue02';

const member = (list: string, email: string): Member | undefined =>
  world.simulator.control.audiences.get(list)?.members.get(subscriberHash(email));
const members = (email: string, ...lists: string[]): string[] =>
  lists.map((list) => `members/${list},${contactIdOf(email)}`);
const notes = (email: string, list: string, ...ids: number[]): string[] =>
  ids.map((id) => `notes/${list},${contactIdOf(email)},${id}`);
const by = (...emails: string[]): Identifier[] => emails.map((value) => ({ kind: 'email', value }));
const hers = [
  ...members(WILMA, CATALOGUE, NEWSLETTER),
  ...notes(WILMA, CATALOGUE, 11, 12),
  ...notes(WILMA, NEWSLETTER, 11, 12),
];

conformance('mailchimp', {
  controller: CONTROLLER,
  nobody: [...by('niemand@example.org'), { kind: 'phone', value: '+4917139200077' }],
  someone: { identifiers: by(WILMA), records: hers },
  several: {
    identifiers: by('konrad@example.org', 'k.zuse@example.net'),
    records: [
      ...members('konrad@example.org', CATALOGUE, NEWSLETTER),
      ...members('k.zuse@example.net', CATALOGUE),
      ...notes('k.zuse@example.net', CATALOGUE, 31),
    ],
  },
  many: {
    identifiers: by('viele@example.org'),
    records: [
      ...members('viele@example.org', CATALOGUE),
      ...notes('viele@example.org', CATALOGUE, ...Array.from({ length: 1_005 }, (_one, at) => 1_000 + at)),
    ],
  },
  stepFor,
  replaceSomeone: async () => {
    Object.assign(member(CATALOGUE, WILMA)!, {
      email_address: 'anders@example.org',
      merge_fields: { FNAME: 'Ganz', LNAME: 'Anders' },
    });
  },
  reset: () => world.again(),
  stop: () => world.stop(),
  snapshot: async () => {
    const rows = [...world.simulator.control.audiences].flatMap(([list, { members: all }]) =>
      [...all.values()].flatMap(({ notes: said, ...one }) => [
        [`members/${list},${one.contact_id}`, JSON.stringify(one)] as const,
        ...said.map((each) => [`notes/${list},${one.contact_id},${each.id}`, JSON.stringify(each)] as const),
      ]),
    );
    return new Map(rows);
  },
  connect: (fault) => world.connect(fault),
  faults: HTTP_FAULTS,
});

describe('mailchimp', () => {
  beforeEach(() => world.again());
  afterAll(() => world.stop());

  const asking = async (): Promise<Asking> => new Asking(await world.connect(), stepFor, by(WILMA));
  const call = (line: string, body?: object): Promise<Response> => {
    const [method, path] = line.split(' ');
    const headers = {
      authorization: basic('anystring', world.simulator.credentials.apiKey!),
      'content-type': 'application/json',
    };
    return fetch(`${world.simulator.url}/3.0${path}`, {
      method: method!,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  };

  it('deletes for good in every audience: no import brings her back, only she herself', async () => {
    const she = await asking();
    expect(await she.erase(await she.locate())).toMatchObject({ status: 'done' });
    const again = await call(`POST /lists/${NEWSLETTER}/members`, { email_address: WILMA, status: 'subscribed' });
    expect([again.status, await again.json()]).toMatchObject([400, { title: 'Forgotten Email Not Subscribed' }]);
    expect(await she.names()).toEqual([]);
    world.simulator.control.signUp(NEWSLETTER, WILMA);
    expect(await she.names()).toEqual(members(WILMA, NEWSLETTER));
  });

  it('finds whom an ordinary deletion has only archived', async () => {
    expect((await call(`DELETE /lists/${CATALOGUE}/members/${subscriberHash(WILMA)}`)).status).toBe(204);
    const she = await asking();
    const records = await she.locate();
    expect(records).toHaveLength(hers.length);
    expect(await she.erase(records)).toMatchObject({ status: 'done' });
    expect(member(CATALOGUE, WILMA)).toBeUndefined();
  });

  it('does not take a changed address for somebody who is gone', async () => {
    const she = await asking();
    const records = await she.locate();
    for (const list of [CATALOGUE, NEWSLETTER]) {
      await call(`PATCH /lists/${list}/members/${subscriberHash(WILMA)}`, { email_address: 'neu@example.org' });
    }
    expect(await she.erase(records)).toMatchObject({ status: 'refused', reason: 'somebody-else' });
    expect((await she.residue(records)).sort()).toEqual(hers);
    expect(await new Asking(await world.connect(), stepFor, by('neu@example.org')).names()).toEqual(hers);
  });

  it('is not fooled by a deletion that is answered and not done', async () => {
    const she = await asking();
    const records = await she.locate();
    world.simulator.modes.set({ kind: 'lying', on: 'delete-permanent' });
    expect(await she.erase(records)).toMatchObject({ status: 'done' });
    expect((await she.residue(records)).sort()).toEqual(members(WILMA, CATALOGUE, NEWSLETTER).sort());
  });

  it('opts out whom mail still reaches, and wakes nobody who is archived', async () => {
    await call(`DELETE /lists/${CATALOGUE}/members/${subscriberHash(WILMA)}`);
    const connector = await world.connect();
    const people = [{ person: 'she', identifiers: by(WILMA) }];
    expect(await connector.flag!({ controller: CONTROLLER, flag: 'optOut', people })).toEqual([
      { person: 'she', status: 'acknowledged', records: 2 },
    ]);
    expect(member(NEWSLETTER, WILMA)).toMatchObject({ status: 'unsubscribed' });
    expect(member(CATALOGUE, WILMA)).toMatchObject({ status: 'archived' });
  });

  it('keeps below ten connections at once', async () => {
    const connector = await world.connect();
    const { concurrency } = connector.describe();
    expect(concurrency).toBeLessThan(10);
    world.simulator.modes.set({ kind: 'slow', milliseconds: 20 });
    let refused = 0;
    const tools = world.reaching();
    const http: typeof tools.http = {
      request: async (url, request) => {
        const answer = await tools.http.request(url, request);
        if (answer.status === 429) refused++;
        return answer;
      },
    };
    const found = await Promise.all(
      Array.from({ length: concurrency }, async () => {
        const one = world.factory.create(world.map(world.simulator.url), { ...tools, http });
        return new Asking(one, stepFor, by(WILMA)).names();
      }),
    );
    expect(found).toEqual(Array.from({ length: concurrency }, () => [...hers].sort()));
    expect(refused).toBe(0);
  });

  it('waits after a 429 that says nothing of how long', async () => {
    const she = await asking();
    world.simulator.modes.set({ kind: 'throttling', times: 1 });
    await expect(she.names()).rejects.toMatchObject({ code: 'rate-limited', afterMilliseconds: 30 * SECOND });
    world.clock.advance(30 * SECOND);
    expect(await she.names()).toEqual([...hers].sort());
  });

  it('knows what the role of the key allows', async () => {
    const connector = await world.connect();
    expect((await connector.check()).rights).toEqual(['read', 'update', 'delete']);
    world.simulator.control.actAs('viewer');
    const health = await connector.check();
    expect(health.rights).toEqual(['read']);
    expect(health.problems).toContainEqual(expect.objectContaining({ code: 'missing-right' }));
  });
});
