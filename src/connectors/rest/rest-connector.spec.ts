import { createHmac } from 'node:crypto';
import type { OutgoingRequest } from '../../platform/egress/guarded-http.js';
import type { SystemMap } from '../../datamap/language.js';
import type { Connector, ErasePerson, LocatedRecord } from '../kit/contract.js';
import { Refused } from '../kit/errors.js';
import { LocalJobNotes } from '../kit/http/local-job-notes.js';
import { localTools } from '../kit/local-tools.js';
import type { Definition } from './definition.js';
import { loadDefinition } from './load.js';
import { restConnector } from './rest-connector.js';
import { trialMap } from './trial-map.js';

const definition = defined(`habeas-rest: 1
vendor: crm
title: CRM
documentation: [https://crm.example/api]
reviewed: 2026-11-23
address: { base: https://crm.example/v1 }
authentication: { kind: bearer }
idempotencyHeader: idempotency-key
budgets: [{ name: deletions, limit: 2, per: P1D, counts: named }]
concurrency: 1
check: [{ call: { get: /me }, if: { role: [admin, owner] }, rights: [read, delete] }]
done: { deletion: soft, after: P30D, reversible: true, residue: { en: r, de: r }, returns: { en: w, de: w } }
collections:
  people:
    title: { en: People, de: Personen }
    key: [id]
    fields:
      id: {}
      email: { at: properties.email, category: user.contact.email, identifies: email }
      others: { at: 'properties.more[*].value', category: user.contact.email, identifies: email, fixed: true }
      name: { at: properties.name, category: user.name, required: true }
      about: { at: properties.about, category: user.content, freeText: true }
      born: { at: properties.born, category: user.demographic.date_of_birth, type: date }
      merged: {}
      site: {}
    mergedInto: merged
    find:
      email:
        - post: /people/search
          json: { filters: [{ value: '{identifier}' }], archived: false }
          items: results
          pages: { by: cursor, param: after, at: next.after, in: json }
    read: { get: '/people/{key.id}', record: person, gone: { state: purged } }
    update: { patch: '/people/{key.id}', json: { reason: privacy }, changes: person }
    delete:
      - delete: /people/{key.id}
      - post: /jobs
        json: { person: '{key.id}' }
        spends: { deletions: 1 }
        keep: { job: id }
        until: { call: { get: '/jobs/{kept.job}' }, done: { status: done }, failed: { status: failed }, every: PT5M }
    optOut:
      - put: /people/{key.id}/consent
        json: { sell: false }
  orders:
    title: { en: Orders, de: Bestellungen }
    key: [id]
    fields: { id: {}, person: {}, note: { category: user.content } }
    belongsTo: { people: person }
    of: { people: { get: /orders, query: { person: '{owner.id}' } } }
    read: { get: '/orders/{key.id}' }
    delete: [{ delete: '/orders/{key.id}' }]
`);

function defined(text: string): Definition {
  const loaded = loadDefinition('crm.yaml', text);
  if (loaded.status === 'refused') throw new Error(JSON.stringify(loaded.findings));
  return loaded.definition;
}

type Person = { id: string; merged?: string; site?: string; state?: string; properties: Record<string, unknown> };

/** The CRM, as far as these tests need one. */
class Crm {
  people = new Map<string, Person>();
  orders = [{ id: 'o1', person: 'p1', note: 'x' }];
  jobs: { id: number; person: string; status: string; key: string | undefined }[] = [];
  calls: { method: string; path: string; body: unknown }[] = [];
  obeysFilter = true;

  add(id: string, properties: Record<string, unknown>, rest: Partial<Person> = {}): void {
    this.people.set(id, { id, properties, ...rest });
  }

  request = async (url: string, { method = 'GET', body, headers = {} }: OutgoingRequest = {}) => {
    const { pathname, searchParams } = new URL(url);
    const path = pathname.replace('/v1', '');
    const json = body === undefined ? undefined : (JSON.parse(String(body)) as Record<string, unknown>);
    this.calls.push({ method, path, body: json });
    const reply = (status: number, answer?: unknown) => ({
      status,
      headers: {},
      body: Buffer.from(answer === undefined ? '' : JSON.stringify(answer)),
    });
    const [, kind, id = ''] = path.split('/').map(decodeURIComponent);
    const person = this.people.get(id);
    if (path === '/me') return reply(200, { role: 'owner' });
    if (path === '/people/search') return reply(200, this.search(json!));
    if (path === '/jobs') {
      const job = {
        id: 900 + this.jobs.length,
        person: String(json!['person']),
        status: 'running',
        key: headers['idempotency-key'],
      };
      this.jobs.push(job);
      return reply(201, job);
    }
    if (kind === 'jobs')
      return reply(
        200,
        this.jobs.find((one) => String(one.id) === id),
      );
    if (path === '/orders') {
      return reply(
        200,
        this.orders.filter((one) => !this.obeysFilter || one.person === searchParams.get('person')),
      );
    }
    if (kind === 'orders') {
      const order = this.orders.find((one) => one.id === id);
      if (!order) return reply(404);
      if (method === 'DELETE') this.orders = this.orders.filter((one) => one !== order);
      return reply(200, order);
    }
    if (!person || (method === 'DELETE' && person.state)) return reply(404);
    if (method === 'DELETE') person.state = 'deleted';
    if (method === 'PATCH') Object.assign(person.properties, (json!['person'] as Person).properties);
    return reply(200, { person });
  };

  /** One a page, and fuzzy: whoever has the word anywhere. */
  private search(json: Record<string, unknown>): unknown {
    const [{ value = '' } = {}] = json['filters'] as { value?: string }[];
    const found = [...this.people.values()].filter((one) =>
      JSON.stringify(one).toLowerCase().includes(value.split('@')[0]!),
    );
    const from = Number(json['after'] ?? 0);
    return { results: found.slice(from, from + 1), ...(from + 1 < found.length ? { next: { after: from + 1 } } : {}) };
  }
}

const digest = (value: string): string => createHmac('sha256', 'test').update(value).digest('base64url');
const anna = [{ kind: 'email', value: 'anna@example.org' }];

describe('a REST connector', () => {
  let crm: Crm;
  let moment: number;
  let jobs: LocalJobNotes;

  beforeEach(() => {
    crm = new Crm();
    moment = Date.parse('2026-11-23T12:00:00Z');
    jobs = new LocalJobNotes();
    crm.add('p1', {
      email: 'Anna@Example.org',
      name: 'Anna Schmidt',
      about: 'Anna likes {key.id}',
      born: '1990-04-05',
    });
    crm.add('p2', { email: 'anna@example.com', name: 'Anna Other' });
  });

  const open = (change: (map: SystemMap) => SystemMap = (map) => map): Connector =>
    restConnector(definition).create(
      change(trialMap(definition, { token: 't' })),
      localTools(crm, { now: () => new Date(moment), pause: async () => undefined, jobs }),
    );

  async function located(connector: Connector, identifiers = anna): Promise<LocatedRecord[]> {
    const found: LocatedRecord[] = [];
    const people = [{ person: 'a', identifiers }];
    for await (const records of connector.locate({ controller: 'acme', people, digest })) found.push(...records);
    return found;
  }
  const nameOf = ({ collection, key }: { collection: string; key: readonly (string | number)[] }): string =>
    `${collection}/${key.join()}`;
  const person = (steps: ErasePerson['steps'], guards: ErasePerson['guards'] = [], name = 'a'): ErasePerson => ({
    person: name,
    steps,
    guards,
    identifiers: anna,
  });
  const erase = (connector: Connector, ...people: ErasePerson[]) =>
    connector.erase({ controller: 'acme', reference: 'r', people, digest });
  const deletion = (...keys: string[]): ErasePerson['steps'] => [
    { collection: 'people', action: 'delete', keys: keys.map((key) => [key]) },
  ];

  it('takes of a fuzzy search only what shows the identifier, in any spelling and any of its fields', async () => {
    crm.add('p3', {
      email: 'x@example.org',
      name: 'X',
      more: [{ value: 'y@example.org' }, { value: 'ANNA@example.org' }],
    });
    expect((await located(open())).map(nameOf)).toEqual(['people/p1', 'people/p3', 'orders/o1']);
  });

  it('believes no list that ignores its filter', async () => {
    crm.obeysFilter = false;
    crm.orders.push({ id: 'o9', person: 'p2', note: 'somebody else' });
    expect((await located(open())).map(nameOf)).toEqual(['people/p1', 'orders/o1']);
  });

  it('follows a merge to a record that shows her, and asks a person about any other', async () => {
    crm.add('p0', { email: 'anna@example.org', name: 'Old' }, { merged: 'p1' });
    expect((await located(open())).map(nameOf)).toEqual(['people/p1', 'orders/o1']);
    crm.people.get('p0')!.merged = 'p2';
    await expect(located(open())).rejects.toMatchObject({ reason: 'conflict', where: { collection: 'people' } });
    crm.people.get('p0')!.merged = 'p0';
    await expect(located(open())).rejects.toBeInstanceOf(Refused);
  });

  it('sees only what is in the scope of the controller', async () => {
    const scoped = (map: SystemMap): SystemMap => ({
      ...map,
      collections: {
        people: { ...map.collections['people']!, scope: { acme: { site: 'north' } } },
        orders: map.collections['orders']!,
      },
    });
    expect(await located(open(scoped))).toEqual([]);
    expect(await erase(open(scoped), person(deletion('p1')))).toMatchObject([{ status: 'done' }]);
    expect(crm.people.get('p1')!.state).toBeUndefined();
    crm.people.get('p1')!.site = 'north';
    expect((await located(open(scoped))).map(nameOf)).toEqual(['people/p1', 'orders/o1']);
  });

  it('refuses a map that names what the definition does not have', async () => {
    const wrong = open((map) => ({
      ...map,
      collections: { people: { ...map.collections['people']!, fields: { shoe_size: 'user.physical' } } },
    }));
    await expect(located(wrong)).rejects.toMatchObject({ reason: 'not-in-map', where: { column: 'shoe_size' } });
  });

  it('begins a job once, finds it again, and is done when the job is', async () => {
    const connector = open();
    const once = await erase(connector, person(deletion('p1')));
    // The first questions come soon, the later ones every five minutes.
    expect(once).toEqual([{ person: 'a', status: 'pending', checkAgainAt: new Date(moment + 5_000) }]);
    // Another worker goes on, perhaps in another batch.
    expect(await erase(open(), person(deletion('p1')))).toMatchObject([{ status: 'pending' }]);
    expect(crm.jobs).toHaveLength(1);
    expect(crm.jobs[0]!.key).toMatch(/^[\w-]{43}\.1$/);
    crm.jobs[0]!.status = 'done';
    expect(await erase(open(), person(deletion('p1')))).toEqual([{ person: 'a', status: 'done', kept: [] }]);
    // Whoever comes back later is a new effect.
    await erase(open(), person(deletion('p1')));
    expect(crm.jobs).toHaveLength(2);
  });

  it('tells a person when the job fails', async () => {
    await erase(open(), person(deletion('p1')));
    crm.jobs[0]!.status = 'failed';
    expect(await erase(open(), person(deletion('p1')))).toEqual([
      { person: 'a', status: 'refused', reason: 'conflict', collection: 'people' },
    ]);
  });

  it('keeps what is done when the quota ends in the middle, and comes back for the rest', async () => {
    for (const id of ['p5', 'p6']) crm.add(id, { email: `${id}@example.org`, name: id });
    const people = ['p1', 'p5', 'p6'].map((id) => person(deletion(id), [], id));
    // Each has been begun before, and two are over: the third is not reached within the quota of the day.
    await erase(open(), people[0]!, people[1]!);
    for (const job of crm.jobs) job.status = 'done';
    const connector = open();
    const results = await erase(
      connector,
      ...people,
      person(deletion('p7'), [], 'p7'),
      person(deletion('p8'), [], 'p8'),
    );
    expect(results.slice(0, 2).map(({ status }) => status)).toEqual(['done', 'done']);
    expect(results.slice(2).map(({ status }) => status)).toEqual(['pending', 'pending', 'pending']);
    expect(results.at(-1)).toMatchObject({ checkAgainAt: new Date('2026-11-24T00:00:00Z') });
  });

  it('masks what is there, once, and takes no value for a placeholder', async () => {
    const connector = open((map) => ({
      ...map,
      collections: { ...map.collections, people: { ...map.collections['people']!, erasure: 'mask' } },
    }));
    const [found] = await located(connector);
    const mask = {
      email: { hash: { suffix: '@erased.invalid' } },
      name: { constant: '-' },
      about: { redact: true },
      born: { date: 'year' },
    } as const;
    const step = { collection: 'people', action: 'mask', keys: [['p1']], mask: { ...mask } } as const;
    const guard = { collection: 'people', key: ['p1'], fingerprint: found!.fingerprint! };
    const masking = person([{ ...step, keys: [['p1']] }], [guard]);
    expect(await erase(connector, masking)).toMatchObject([{ status: 'done' }]);
    const sent = crm.calls.find(({ method }) => method === 'PATCH')!.body;
    expect(sent).toEqual({
      reason: 'privacy',
      person: {
        properties: {
          email: expect.stringMatching(/^[0-9a-f]{32}@erased\.invalid$/),
          name: '-',
          about: '[erased] likes {key.id}',
          born: '1990-01-01',
        },
      },
    });
    const patches = (): number => crm.calls.filter(({ method }) => method === 'PATCH').length;
    expect(await erase(connector, masking)).toMatchObject([{ status: 'done' }]);
    expect(patches()).toBe(1);
    const item = {
      person: 'a',
      collection: 'people',
      expect: 'masked',
      rows: [{ key: ['p1'], before: found!.digests }],
    } as const;
    const reread = await connector.reread({ controller: 'acme', items: [{ ...item, rows: [...item.rows] }], digest });
    expect(reread).toMatchObject([{ residue: [] }]);
  });

  it('takes a record for gone when it says so', async () => {
    const item = { person: 'a', collection: 'people', expect: 'gone' as const, rows: [{ key: ['p1'] }] };
    const reread = async () => (await open().reread({ controller: 'acme', items: [item], digest }))[0]!.residue;
    crm.people.get('p1')!.state = 'deleted';
    expect(await reread()).toEqual([{ key: ['p1'] }]);
    crm.people.get('p1')!.state = 'purged';
    expect(await reread()).toEqual([]);
  });

  it.each(['..', '.', '', 'a/../b', '?x=1', '#', '%2e%2e', '\ud800'])(
    'lets the key %j lead nowhere else',
    async (key) => {
      await erase(open(), person(deletion(key))).catch(() => undefined);
      const paths = crm.calls.map(({ path }) => path);
      expect(paths.filter((path) => path.split('/').length !== 3 && path !== '/jobs')).toEqual([]);
      expect(paths).not.toContain('/people/');
    },
  );

  it('records an opt-out', async () => {
    const results = await open().flag!({
      controller: 'acme',
      flag: 'optOut',
      people: [{ person: 'a', identifiers: anna }],
    });
    expect(results).toEqual([{ person: 'a', status: 'acknowledged', records: 1 }]);
    expect(crm.calls).toContainEqual({ method: 'PUT', path: '/people/p1/consent', body: { sell: false } });
    const other = await open().flag!({
      controller: 'acme',
      flag: 'restrict',
      people: [{ person: 'a', identifiers: anna }],
    });
    expect(other).toMatchObject([{ status: 'unsupported' }]);
  });

  it('says which rights it has, and never throws for a system that is away', async () => {
    expect(await open().check()).toMatchObject({ reachable: true, rights: ['read', 'delete'], problems: [] });
    crm.request = () => Promise.reject(new Error('cut'));
    expect(await open().check()).toMatchObject({ reachable: false, rights: [] });
  });
});
