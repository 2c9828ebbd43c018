import { Client, until } from '../client.js';
import type { SqlPlace } from '../connectors/sql-harness.js';
import { receivedLetters } from '../received-letters.js';
import { unzip } from '../unzip.js';
import { checksum, chinookScript, named } from './chinook.js';
import { type CustomerFacts, francois, keptUntil, leonie } from './chinook-facts.js';
import { addRestriction, type ChinookOffice, openOffice } from './chinook-office.js';

type Rows = Record<string, unknown>[];

interface Story {
  dialect: SqlPlace['dialect'];
  open: () => Promise<SqlPlace>;
  environment?: Record<string, string>;
}

interface PlanView {
  hash: string;
  systems: { system: string; groups: PlanGroup[] }[];
}

interface PlanGroup {
  collection: string;
  records: number;
  outcome: string;
  action: string;
  ground: { id: string } | null;
  until: string | null;
  masked: Record<string, unknown> | null;
  kept: string[] | null;
}

/** Access and erasure for two customers of the record shop, over HTTP, with workers running. */
export function chinookStory(name: string, { dialect, open, environment }: Story): void {
  const script = chinookScript(dialect);
  (script ? describe : describe.skip)(`Chinook through the service, ${name}`, () => {
    const n = (one: string): string => named(dialect, one);
    let place: SqlPlace;
    let office: ChinookOffice;

    beforeAll(async () => {
      place = await open();
      await place.run(script ?? '');
      await addRestriction(place);
      office = await openOffice(place, environment);
    });

    afterAll(async () => {
      await office?.stop();
      await place?.drop();
    });

    const rows = (table: string, where = ''): Promise<Rows> =>
      place.run(`SELECT * FROM ${n(table)} ${where} ORDER BY 1`);
    const linesOf = (id: number): string =>
      `WHERE ${n('invoice_id')} IN (SELECT ${n('invoice_id')} FROM ${n('invoice')} WHERE ${n('customer_id')} = ${id})`;
    const own = (id: number): string => `WHERE ${n('customer_id')} = ${id}`;

    async function ask(
      right: string,
      person: CustomerFacts,
    ): Promise<{ id: string; token: string; reference: string }> {
      const { status, body } = await new Client(office.service.url).post<{
        cases: { token: string; reference: string; requests: { id: string }[] }[];
      }>('/v1/submissions', {
        controllers: ['chinook'],
        rights: [right],
        identifiers: [{ kind: 'email', value: person.email }],
        locale: 'de',
      });
      expect(status).toBe(201);
      const opened = body.cases[0]!;
      const { id } = opened.requests[0]!;
      await until(state(id), (now) => now === 'proving');
      expect((await office.clerk.post(`/v1/requests/${id}/identity`, { decision: 'accept' })).status).toBe(204);
      return { id, token: opened.token, reference: opened.reference };
    }

    const state = (id: string) => async (): Promise<string> =>
      (await office.officer.get<{ state: string }>(`/v1/requests/${id}`)).body.state;

    /** Values as both sides would write them: moments without zone, numbers by their digits. */
    const plain = (value: unknown): string | null => {
      if (value === null || value === undefined) return null;
      if (value instanceof Date) return local(value);
      return `${value as string | number | boolean}`.replace(/^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.0+)?$/, '$1 $2');
    };

    it.each([
      ['Leonie', leonie],
      ['François', francois],
    ])('access: %s receives exactly what is hers or his', async (_name, person) => {
      const { id, token } = await ask('access', person);
      await until(state(id), (now) => now === 'reviewing');
      const shown = await office.officer.get<{ digest: string }>(`/v1/requests/${id}/package`);
      expect((await office.officer.post(`/v1/requests/${id}/release`, { digest: shown.body.digest })).status).toBe(204);
      await until(state(id), (now) => now === 'closed');
      const her = new Client(office.service.url).as(token);
      const grant = await her.post<{ token: string }>(`/v1/case/requests/${id}/package/grants`);
      const files = await unzip((await her.bytes('/v1/packages/fetch', { token: grant.body.token })).bytes);

      const data = [...files.keys()].filter((file) => file.endsWith('.json') && file.startsWith('data/')).sort();
      expect(data).toEqual([
        'data/chinook/customer.json',
        'data/chinook/invoice-line.json',
        'data/chinook/invoice.json',
      ]);
      const expected: [string, Rows][] = [
        ['customer', await rows('customer', own(person.id))],
        ['invoice', await rows('invoice', own(person.id))],
        ['invoice-line', await rows('invoice_line', linesOf(person.id))],
      ];
      expect(expected.map(([, found]) => found.length)).toEqual([1, Object.keys(person.invoices).length, person.lines]);
      // What the shop holds beside the mapped fields is its own: its keys, who looks after her, and our mark.
      const undisclosed = ['customer_id', 'invoice_id', 'invoice_line_id', 'support_rep_id']
        .map(n)
        .concat('restricted');
      for (const [collection, stored] of expected) {
        const disclosed = JSON.parse(files.get(`data/chinook/${collection}.json`)!) as Rows;
        const fields = Object.keys(stored[0]!)
          .filter((column) => !undisclosed.includes(column))
          .sort();
        expect(Object.keys(disclosed[0]!).sort()).toEqual(fields);
        const texts = (records: Rows): string[] =>
          records.map((record) => JSON.stringify(fields.map((field) => plain(record[field])))).sort();
        expect(texts(disclosed)).toEqual(texts(stored));
      }
      const everything = [...files.values()].join('\n');
      const others = await place.run(
        `SELECT ${n('email')} AS email FROM ${n('customer')} WHERE ${n('customer_id')} <> ${person.id} UNION SELECT ${n('email')} FROM ${n('employee')}`,
      );
      expect(others).toHaveLength(66);
      expect(others.filter(({ email }) => everything.includes(String(email)))).toEqual([]);
    });

    it.each([
      ['Leonie', leonie],
      ['François', francois],
    ])('erasure: of %s the invoices stay with what they bear, and nobody else is touched', async (_name, person) => {
      const others = `WHERE ${n('customer_id')} <> ${person.id}`;
      const notHers = `WHERE NOT (${linesOf(person.id).slice('WHERE '.length)})`;
      const bystanders = async (): Promise<Record<string, string>> => ({
        employees: checksum(await rows('employee')),
        customers: checksum(await rows('customer', others)),
        invoices: checksum(await rows('invoice', others)),
        lines: checksum(await rows('invoice_line', notHers)),
      });
      expect(await rows('employee')).toHaveLength(8);
      expect(await rows('customer', others)).toHaveLength(58);
      const before = await bystanders();
      const [customer] = await rows('customer', own(person.id));
      const invoices = await rows('invoice', own(person.id));
      const lines = await rows('invoice_line', linesOf(person.id));
      for (const invoice of invoices) {
        expect(plain(invoice[n('invoice_date')])?.slice(0, 10)).toBe(
          person.invoices[Number(invoice[n('invoice_id')])]!.day,
        );
      }

      const { id, reference } = await ask('erasure', person);
      await until(state(id), (now) => now === 'deciding');
      const { body: plan } = await office.officer.get<PlanView>(`/v1/requests/${id}/plan`);
      const groups = plan.systems.flatMap((system) => system.groups);
      expect(groups.map((group) => group.outcome)).toEqual(groups.map(() => 'retained'));
      const last = [...keptUntil(person).keys()].sort().at(-1);
      // The column takes no NULL: what will stand there instead is seen before anything is approved.
      const customers = groups.filter((group) => group.collection === 'customer');
      expect(customers).toHaveLength(1);
      expect(customers[0]).toMatchObject({
        records: 1,
        action: 'mask',
        until: last,
        ground: { id: 'de/ao-147/buchungsbeleg' },
        masked: { [n('email')]: { hash: { suffix: '@erased.invalid' } }, [n('phone')]: null, [n('fax')]: null },
      });
      expect(Object.keys(customers[0]!.masked!)).toHaveLength(3);
      const names = ['first_name', 'last_name', 'company', 'address', 'city', 'state', 'country', 'postal_code'].map(n);
      expect([...customers[0]!.kept!].sort()).toEqual([...names].sort());
      const planned = (collection: string): Map<string | null, number> =>
        new Map(groups.filter((group) => group.collection === collection).map((group) => [group.until, group.records]));
      expect(planned('invoice')).toEqual(keptUntil(person));
      expect([...planned('invoice_line').values()].reduce((sum, count) => sum + count, 0)).toBe(person.lines);
      expect(await rows('customer', own(person.id))).toEqual([customer]);

      expect((await office.officer.post(`/v1/requests/${id}/plan/approval`, { hash: plan.hash })).status).toBe(200);
      await until(state(id), (now) => now === 'closed');

      const [after] = await rows('customer', own(person.id));
      expect(after).toEqual({
        ...customer,
        [n('email')]: expect.stringMatching(/^[0-9a-f]{16,}@erased\.invalid$/),
        [n('phone')]: null,
        [n('fax')]: null,
        restricted: 1,
      });
      expect(await rows('invoice', own(person.id))).toEqual(invoices.map((row) => ({ ...row, restricted: 1 })));
      expect(await rows('invoice_line', linesOf(person.id))).toEqual(lines.map((row) => ({ ...row, restricted: 1 })));
      expect(await bystanders()).toEqual(before);

      await deferredAs(id, person);
      await answeredAs(reference, person);
      const receipt = office.service.log.join('');
      expect(receipt).not.toContain(person.email);
    });

    /** What is put off is a record of its own for each end of retention, due on the day after. */
    async function deferredAs(requestId: string, person: CustomerFacts): Promise<void> {
      const deferred = await until(
        () => office.deferred(requestId),
        (found) => found.length > 0,
      );
      const wanted = [...keptUntil(person)]
        .map(([day, records]) => ({ notBefore: dayAfter(day), records }))
        .sort((a, b) => (a.notBefore < b.notBefore ? -1 : 1));
      expect(
        deferred
          .filter((one) => one.collection === 'invoice')
          .map(({ notBefore, records }) => ({ notBefore, records })),
      ).toEqual(wanted);
      expect(deferred.filter((one) => one.collection === 'customer').map(({ notBefore }) => notBefore)).toEqual([
        wanted.at(-1)!.notBefore,
      ]);
      expect(new Set(deferred.map((one) => one.ground))).toEqual(new Set(['de/ao-147/buchungsbeleg']));
      expect(
        deferred.filter((one) => one.collection === 'invoice_line').reduce((sum, { records }) => sum + records, 0),
      ).toBe(person.lines);
    }

    /** The answer names each day from which something may go, for how many records, and what was cleared meanwhile. */
    async function answeredAs(reference: string, person: CustomerFacts): Promise<void> {
      const answers = await until(
        async () =>
          (await receivedLetters(office.service.home)).filter(
            ({ subject }) => subject === `Unsere Antwort zu Ihrer Anfrage ${reference}`,
          ),
        (mails) => mails.length > 0,
      );
      expect(answers).toHaveLength(1);
      expect(answers[0]!.to).toContain(person.email);
      const lines = answers[0]!.text.replace(/\n(?!- |\n)/g, ' ').split('\n');
      for (const [day, records] of keptUntil(person)) {
        const free = new RegExp(
          `^- (?:[^:]*; )?invoice \\(${records}\\)(?:; [^:]*)?: .*Frühestens am 1\\. Januar ${Number(day.slice(0, 4)) + 1} kann gelöscht werden\\. Bis dahin ist die Verarbeitung eingeschränkt\\.$`,
        );
        expect(lines.filter((line) => free.test(line))).toHaveLength(1);
      }
      const cleared = ['email', 'fax', 'phone'].map(n).sort().join(', ');
      const replaced = new RegExp(`^- (?:.*; )?customer \\(1\\): ${cleared}(?:; .*)?: Am `);
      expect(lines.filter((line) => replaced.test(line))).toHaveLength(1);
    }
  });
}

/** Timestamps without zone arrive as moments of the machine's zone. */
function local(moment: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  return `${day} ${two(moment.getHours())}:${two(moment.getMinutes())}:${two(moment.getSeconds())}`;
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
