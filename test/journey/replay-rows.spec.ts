import { randomBytes } from 'node:crypto';
import { mariadbPlace, postgresPlace, type SqlPlace } from '../kit/connectors/sql-harness.js';
import { Client, until } from '../kit/client.js';
import { mariadbAddress } from '../kit/mariadb.js';
import { Replaying } from '../kit/replaying.js';
import { type RunningService, runService } from '../kit/running-service.js';
import { withMaps } from '../kit/two-controllers.js';

const field = (category: string, more: object = {}): object => ({ category, ...more });

/** One table of each kind: what goes, what hangs on it, what others hold too, what is masked, what the law keeps. */
const map = (connector: string, variable: string): object => ({
  habeas: 1,
  system: 'club',
  title: 'Club',
  connector,
  connection: { url: `env:${variable}` },
  controllers: ['alpha'],
  purposes: {
    membership: { title: 'Membership', basis: '6(1)(b)', ends: 'when it ends' },
    books: { title: 'Bookkeeping', basis: '6(1)(c)', ends: 'after eight years' },
  },
  recipients: [],
  source: 'the member',
  transfers: 'none',
  automatedDecisions: 'none',
  copies: { backup: { title: 'Back-up', kind: 'backup', kept: 'P35D' } },
  collections: {
    members: {
      key: 'id',
      purpose: 'membership',
      identifiedBy: { email: 'email', member_id: 'id' },
      fields: {
        email: 'user.contact.email',
        name: 'user.name',
        home_id: field('user.contact.address', { origin: 'observed' }),
      },
      erasure: 'delete',
    },
    gifts: {
      key: 'id',
      purpose: 'membership',
      belongsTo: { members: 'member_id' },
      fields: { gift: 'user.behavior' },
      notPersonal: ['member_id'],
      erasure: 'delete',
    },
    homes: {
      key: 'id',
      purpose: 'membership',
      sharedBy: { members: 'home_id' },
      fields: { street: 'user.contact.address.street' },
      erasure: 'delete',
    },
    logs: {
      key: 'id',
      purpose: 'membership',
      identifiedBy: { email: 'email' },
      fields: { email: field('user.contact.email', { mask: null }), note: field('user.content', { mask: null }) },
      erasure: 'mask',
    },
    invoices: {
      key: 'id',
      purpose: 'books',
      identifiedBy: { email: 'email' },
      fields: { email: field('user.contact.email', { mask: null }), bearer: 'user.name' },
      notPersonal: ['issued_on', 'restricted'],
      erasure: {
        retain: {
          ground: 'de/ao-147/buchungsbeleg',
          from: 'issued_on',
          keep: ['bearer'],
          meanwhile: { restrict: { set: { restricted: 1 } } },
        },
        otherwise: 'delete',
      },
    },
  },
});

const SCHEMA = `
  CREATE TABLE homes (id integer PRIMARY KEY, street varchar(80) NOT NULL);
  CREATE TABLE members (id integer PRIMARY KEY, email varchar(120) NOT NULL, name varchar(80) NOT NULL, home_id integer);
  CREATE TABLE gifts (id integer PRIMARY KEY, member_id integer NOT NULL, gift varchar(80) NOT NULL,
    FOREIGN KEY (member_id) REFERENCES members (id));
  CREATE TABLE logs (id integer PRIMARY KEY, email varchar(120), note varchar(200));
  CREATE TABLE invoices (id integer PRIMARY KEY, email varchar(120), bearer varchar(80) NOT NULL, issued_on date, restricted integer NOT NULL DEFAULT 0);`;

const PEOPLE = ['maria', 'otto', 'vera'];
const ROWS = PEOPLE.map(
  (name, at) => `
  INSERT INTO members VALUES (${at + 1}, '${name}@club.example', '${name} example', ${at < 2 ? 1 : 2});
  INSERT INTO gifts VALUES (${at * 10 + 1}, ${at + 1}, 'tea'), (${at * 10 + 2}, ${at + 1}, 'cake');
  INSERT INTO logs VALUES (${at + 1}, '${name}@club.example', 'called ${name}');
  INSERT INTO invoices VALUES (${at + 1}, '${name}@club.example', '${name} example', '2025-05-05', 0);`,
);

const TABLES = ['homes', 'members', 'gifts', 'logs', 'invoices'];

interface Dialect {
  connector: 'postgres' | 'mysql';
  open: () => Promise<SqlPlace>;
}

function story(name: string, { connector, open }: Dialect): void {
  describe(`rows that are restored by hand, ${name}`, () => {
    const variable = `CLUB_${randomBytes(4).toString('hex').toUpperCase()}_URL`;
    let place: SqlPlace;
    let service: RunningService;
    let officer: Client;
    let clerk: Client;
    let club: Replaying;

    beforeEach(async () => {
      place = await open();
      await place.run(`${SCHEMA} INSERT INTO homes VALUES (1, 'Shared Street'), (2, 'Own Street'); ${ROWS.join('\n')}`);
      process.env[variable] = place.url;
      service = await runService();
      await withMaps({ club: map(connector, variable) }, (folder) => service.apply(folder));
      const client = new Client(service.url);
      officer = client.as(await service.staff('officer@club.test', ['privacy_officer']));
      clerk = client.as(await service.staff('clerk@club.test', ['agent']));
      club = new Replaying(officer, 'club');
    });
    afterEach(async () => {
      await service?.stop();
      await place?.drop();
      delete process.env[variable];
    });

    const dump = async (): Promise<Record<string, string[]>> => {
      const all: Record<string, string[]> = {};
      for (const table of TABLES) {
        const rows = await place.run(`SELECT * FROM ${table} ORDER BY id`);
        all[table] = rows.map((row) => JSON.stringify(Object.values(row)));
      }
      return all;
    };
    const state = (id: string) => async (): Promise<string> =>
      (await officer.get<{ state: string }>(`/v1/requests/${id}`)).body.state;
    const errands = async (id: string): Promise<{ id: string; kind: string; place: string | null }[]> =>
      (await officer.get<{ errands: { id: string; kind: string; place: string | null }[] }>(`/v1/requests/${id}`)).body
        .errands;

    async function erase(who: string): Promise<string> {
      const { body } = await new Client(service.url).post<{ cases: { requests: { id: string }[] }[] }>(
        '/v1/submissions',
        { controllers: ['alpha'], rights: ['erasure'], identifiers: [{ kind: 'email', value: `${who}@club.example` }] },
      );
      const { id } = body.cases[0]!.requests[0]!;
      await until(state(id), (now) => now === 'proving');
      await clerk.post(`/v1/requests/${id}/identity`, { decision: 'accept' });
      await until(state(id), (now) => now === 'deciding');
      const plan = await officer.get<{ hash: string }>(`/v1/requests/${id}/plan`);
      expect((await officer.post(`/v1/requests/${id}/plan/approval`, { hash: plan.body.hash })).status).toBe(200);
      await until(state(id), (now) => now === 'closed', 40_000);
      return id;
    }

    /** What a clerk does who types the back-up's rows in again. */
    const restoreMaria = (): Promise<unknown> =>
      place.run(`
        INSERT INTO members VALUES (1, 'maria@club.example', 'maria example', 1);
        INSERT INTO gifts VALUES (1, 1, 'tea'), (2, 1, 'cake');
        UPDATE logs SET email = 'maria@club.example', note = 'called maria' WHERE id = 1;
        UPDATE invoices SET email = 'maria@club.example', restricted = 0 WHERE id = 1`);

    it('deleted, owned, shared, masked and kept ones are as they were after the erasure, and the others untouched', async () => {
      const before = await dump();
      const since = new Date(Date.now() - 1000);
      const id = await erase('maria');
      const erased = await dump();
      expect(erased['members']).toHaveLength(2);
      expect(erased['homes']).toEqual(before['homes']);
      expect(erased['invoices']![0]).toContain('maria example');
      expect(erased['invoices']![0]).not.toContain('maria@club.example');
      await restoreMaria();
      // She had removed a present herself between the back-up and her erasure: it is back with her.
      await place.run(`INSERT INTO gifts VALUES (9, 1, 'flowers')`);
      await club.declare(since);
      const counted = await club.count(since);
      // With the home, which hangs on her again and stays, since somebody else holds it too.
      expect(counted.records).toMatchObject({ again: 6, more: 1, strangers: 0 });
      const ended = await club.apply(counted);
      expect(ended.erasures).toMatchObject({ clean: 1 });
      expect(await dump()).toEqual(erased);
      expect(await club.gate()).toMatchObject({ state: 'green' });
      expect(await errands(id)).toEqual([]);
    });

    it('a reused key stays with whoever has it now, with everything that hangs on it', async () => {
      const since = new Date(Date.now() - 1000);
      const id = await erase('maria');
      await place.run(`
        INSERT INTO members VALUES (1, 'nora@club.example', 'nora other', 2);
        INSERT INTO gifts VALUES (1, 1, 'wine'), (2, 3, 'bread');
        UPDATE logs SET email = 'maria@club.example', note = 'called maria' WHERE id = 1`);
      const stranger = await dump();
      await club.declare(since);
      const counted = await club.count(since);
      expect(counted.records).toMatchObject({ again: 1, more: 0, strangers: 3 });
      await club.apply(counted);
      const now = await dump();
      expect({ ...now, logs: stranger['logs'] }).toEqual({ ...stranger, invoices: now['invoices'] });
      expect(now['logs']![0]).toBe(JSON.stringify([1, null, null]));
      expect(await club.gate()).toMatchObject({ state: 'red', restores: [{ missing: { findings: 1 } }] });
      const [finding] = await errands(id);
      expect(finding).toMatchObject({ kind: 'key-reused', place: 'gifts, members' });
      await officer.post(`/v1/requests/${id}/errands/${finding!.id}`, { outcome: 'somebody-else' });
      expect(await club.gate()).toMatchObject({ state: 'green' });
    });

    it('what has changed between counting and applying is not erased on an old approval', async () => {
      const since = new Date(Date.now() - 1000);
      await erase('maria');
      await restoreMaria();
      await club.declare(since);
      const counted = await club.count(since);
      await place.run(`INSERT INTO gifts VALUES (9, 1, 'flowers')`);
      const before = await dump();
      const ended = await club.apply(counted);
      expect(ended.erasures).toMatchObject({ changed: 1, clean: 0 });
      expect(await dump()).toEqual(before);
      expect(await club.gate()).toMatchObject({ state: 'red', restores: [{ missing: { changed: 1 } }] });
      expect((await club.apply(await club.count(since))).erasures).toMatchObject({ clean: 1 });
      expect(await club.gate()).toMatchObject({ state: 'green' });
    });
  });
}

story('on PostgreSQL', { connector: 'postgres', open: postgresPlace });

const address = await mariadbAddress();
if (address) story('on MariaDB', { connector: 'mysql', open: () => mariadbPlace(address) });
else it.skip('rows that are restored by hand, on MariaDB: no server answers', () => undefined);
