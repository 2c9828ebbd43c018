import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { parse, stringify } from 'yaml';
import { cast, type CastName } from '../../src/demo/company/cast.js';
import { createCompany, dropCompany } from '../../src/demo/company/company.js';
import { environmentOf, type CompanyDatabases, type System } from '../../src/demo/company/systems.js';
import type { Role } from '../../src/people/policies.js';
import type { Clock } from '../../src/platform/clock/clock.js';
import type { ControllerPolicy } from '../../src/requests/legal-controller.entity.js';
import { type DemoVendors, startDemoVendors } from '../../src/demo/company/vendors.js';
import type { SystemMap } from '../../src/datamap/language.js';
import { Client } from './client.js';
import { superUrl, uniquePrefix } from './demo-company.js';
import { type ReceivedLetter, receivedLetters } from './received-letters.js';
import { type RunningService, runService } from './running-service.js';
import { unzip } from './unzip.js';

const MAPS = join(import.meta.dirname, '../../src/demo/company/maps');
const VENDOR_MAPS = join(import.meta.dirname, '../../src/demo/company/vendor-maps');

export interface AskedCase {
  controller: string;
  reference: string;
  token: string;
  requests: { id: string; right: string; state: string; dueOn: string }[];
}

export interface PlanShown {
  hash: string;
  state: string;
  waitsFor: string | null;
  systems: {
    system: string;
    unsearched: string | null;
    groups: { collection: string; records: number; outcome: string; until: string | null }[];
  }[];
}

export interface RequestShown {
  state: string;
  outcome: string | null;
  assurance: string;
  receivedAt: string;
  clocks: {
    law: string;
    due: string;
    unpausedDue: string;
    answerBy: string;
    state: string;
    explanation: { de: string[]; en: string[] };
  }[];
  tasks: { id: string; system: string; action: string; state: string; code: string | null }[];
  outcomes: {
    system: string;
    collection: string;
    verdict: string;
    intended: number;
    residue: number;
    heldByOthers: number;
    evidence: string;
  }[];
  errands: { id: string; kind: string; system: string | null; place: string | null }[];
  holds: { id: string; reason: string }[];
  letters: { kind: string; state: string }[];
  identifiers: { kind: string; source: string; proven: boolean; round: number }[];
}

export interface HouseOptions {
  /** People beside the cast. */
  people?: number;
  clock?: Clock;
  /** What differs from the demo's policy, by controller. */
  policies?: Record<string, Partial<ControllerPolicy>>;
  /** The simulated vendors of the company too, with what differs in their maps. */
  vendors?: { clock: Clock; change?: (system: string, map: SystemMap) => void };
}

/** The whole service over the demo company's three databases, with an office, and with its doors as its users know them. */
export class DemoHouse {
  officer!: Client;
  clerk!: Client;
  integration!: Client;
  private met = 0;

  private constructor(
    readonly service: RunningService,
    readonly company: CompanyDatabases,
    private readonly prefix: string,
    private readonly database: pg.Pool,
    private readonly maps: string,
    readonly vendors: DemoVendors | null,
  ) {}

  static async open(options: HouseOptions = {}): Promise<DemoHouse> {
    const prefix = uniquePrefix();
    const company = await createCompany({ superUrl: superUrl(), prefix, people: options.people ?? 40 });
    const vendors = options.vendors ? await startDemoVendors(options.vendors.clock, 20) : null;
    Object.assign(process.env, environmentOf(company), vendors?.variables);
    const service = await runService({
      ...(options.clock ? { clock: options.clock } : {}),
      ...(vendors ? { environment: { EGRESS_ALLOW: vendors.allow.join(',') } } : {}),
    });
    const maps = await mapsWith(options.policies ?? {});
    if (options.vendors) await addVendors(maps, options.vendors.change);
    await service.apply(maps);
    const house = new DemoHouse(
      service,
      company,
      prefix,
      new pg.Pool({ connectionString: service.database.ownerUrl, max: 2 }),
      maps,
      vendors,
    );
    house.officer = await house.hire('officer', ['privacy_officer']);
    house.clerk = await house.hire('clerk', ['agent']);
    house.integration = await house.hire('crm', ['integration']);
    return house;
  }

  async close(): Promise<void> {
    if (process.env.SHOW_LOG)
      console.log(this.service.log.filter((line) => /"level":"(warn|error)"/.test(line)).join(''));
    await this.database.end();
    await this.service.stop();
    await this.vendors?.stop();
    await rm(this.maps, { recursive: true, force: true });
    await dropCompany({ superUrl: superUrl(), prefix: this.prefix });
  }

  async hire(name: string, roles: Role[], controllers?: string[]): Promise<Client> {
    return new Client(this.service.url).as(await this.service.staff(`${name}@office.test`, roles, controllers));
  }

  get public(): Client {
    return new Client(this.service.url);
  }

  person(token: string): Client {
    return this.public.as(token);
  }

  /** The service's own database, as its owner. */
  async sql<T extends object>(text: string, parameters: unknown[] = []): Promise<T[]> {
    return (await this.database.query<T>(text, parameters)).rows;
  }

  /** One of the company's systems, as somebody who works with it (the server's superuser). */
  async inSystem<T extends object>(system: System, text: string, parameters: unknown[] = []): Promise<T[]> {
    const url = new URL(superUrl());
    url.pathname = `/${this.company[system].database}`;
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    try {
      return (await client.query<T>(text, parameters)).rows;
    } finally {
      await client.end();
    }
  }

  /** Takes a system's database out of reach, or brings it back. */
  async reachable(system: System, yes: boolean): Promise<void> {
    const client = new pg.Client({ connectionString: superUrl() });
    await client.connect();
    try {
      const { database } = this.company[system];
      await client.query(`ALTER DATABASE ${database} WITH ALLOW_CONNECTIONS ${yes}`);
      if (!yes)
        await client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1`, [database]);
    } finally {
      await client.end();
    }
  }

  /** Keeps the lanes of a system from running meanwhile, so that what is ordered becomes one batch. */
  async paused(system: System, work: () => Promise<void>): Promise<void> {
    await this.sql(
      `INSERT INTO system_slot (system, slot, taken_until) SELECT $1, n, now() + interval '1 hour' FROM generate_series(1, 64) AS n
       ON CONFLICT (system, slot) DO UPDATE SET taken_until = excluded.taken_until`,
      [system],
    );
    try {
      await work();
    } finally {
      await this.sql(`DELETE FROM system_slot WHERE system = $1`, [system]);
    }
  }

  /** Tasks of a system and action become due only in an hour, or when they are hurried. */
  async late(system: System, action: string): Promise<void> {
    await this.sql(
      `CREATE FUNCTION late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.due_at := now() + interval '1 hour'; RETURN NEW; END $$`,
    );
    await this.sql(
      `CREATE TRIGGER late BEFORE INSERT ON task FOR EACH ROW WHEN (NEW.system = '${system}' AND NEW.action = '${action}') EXECUTE FUNCTION late()`,
    );
  }

  allPaused(work: () => Promise<void>): Promise<void> {
    return this.paused('shop', () => this.paused('crm', () => this.paused('helpdesk', work)));
  }

  /** What one of the cast would submit. */
  submission(name: CastName, rights: string[], more: object = {}): object {
    const member = cast[name];
    return {
      controllers: [member.controller],
      rights,
      identifiers: [{ kind: 'email', value: member.email }],
      locale: member.language,
      country: member.country,
      ...(member.country === 'US' && member.state ? { state: member.state } : {}),
      ...more,
    };
  }

  async ask(name: CastName, rights: string[], more: object = {}): Promise<AskedCase> {
    const { status, body } = await this.integration.post<{ cases: AskedCase[] }>(
      '/v1/requests',
      this.submission(name, rights, more),
    );
    if (status !== 201) throw new Error(`Not accepted: ${status} ${JSON.stringify(body)}`);
    return body.cases[0]!;
  }

  /** Somebody of Nordlicht's customers who is none of the cast; somebody else each time. @returns her mail address. */
  async someone(): Promise<string> {
    const [row] = await this.inSystem<{ email: string }>(
      'shop',
      `SELECT email FROM customers WHERE id > 999 ORDER BY id OFFSET $1 LIMIT 1`,
      [this.met],
    );
    if (!row) throw new Error('The demo company has too few people for this test.');
    this.met += 1;
    return row.email;
  }

  askAs(email: string, rights: string[], more: object = {}): Promise<AskedCase> {
    return this.ask('anna', rights, { identifiers: [{ kind: 'email', value: email }], ...more });
  }

  /** A request that came by letter today, as somebody of the office records it. */
  async recorded(email: string, rights: string[], more: object = {}, by: Client = this.clerk): Promise<AskedCase> {
    const { status, body } = await by.post<{ cases: AskedCase[] }>('/v1/requests/recorded', {
      ...this.submission('anna', rights),
      identifiers: [{ kind: 'email', value: email }],
      channel: 'letter',
      receivedAt: new Date().toISOString(),
      ...more,
    });
    if (status !== 201) throw new Error(`Not recorded: ${status} ${JSON.stringify(body)}`);
    return body.cases[0]!;
  }

  /** Waits until the request is in one of these states. */
  async reach(id: string, ...states: string[]): Promise<string> {
    return this.eventually(
      async () => (await this.sql<{ state: string }>(`SELECT state FROM request WHERE id = $1`, [id]))[0]!.state,
      (state) => states.includes(state),
      async () => JSON.stringify(await this.show(id), null, 1),
    );
  }

  /** Asks the service's database until the answer satisfies. */
  async eventually<T>(
    ask: () => Promise<T>,
    satisfies: (answer: T) => boolean,
    explain?: () => Promise<string>,
  ): Promise<T> {
    const end = performance.now() + 30_000;
    for (;;) {
      const last = await ask();
      if (satisfies(last)) return last;
      if (performance.now() > end)
        throw new Error(`Waited in vain; last: ${JSON.stringify(last)}\n${(await explain?.()) ?? ''}`);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  }

  /** Nothing is under way any more: outbox and wakes are empty of what is due. */
  async quiet(): Promise<void> {
    await this.eventually(
      async () =>
        (
          await this.sql<{ open: number }>(
            `SELECT (SELECT count(*) FROM outbox WHERE due_at <= now())::int + (SELECT count(*) FROM wake)::int AS open`,
          )
        )[0]!.open,
      (open) => open === 0,
    );
  }

  /** The open errand of a kind; waits for it. */
  async errand(id: string, kind: string): Promise<RequestShown['errands'][number]> {
    const found = await this.eventually(
      async () => (await this.show(id)).errands.find((errand) => errand.kind === kind),
      (errand) => errand !== undefined,
      async () => JSON.stringify(await this.show(id), null, 1),
    );
    return found!;
  }

  /** The moment has come for whatever waits: retries, lanes, dates. */
  async hurry(id: string): Promise<void> {
    await this.sql(`UPDATE task SET due_at = now() WHERE request_id = $1 AND state = 'ready'`, [id]);
    await this.sql(`UPDATE outbox SET due_at = now() WHERE due_at > now()`);
  }

  /** An officer's recorded decision about who asks. */
  async prove(id: string): Promise<void> {
    await this.reach(id, 'proving');
    const { status, body } = await this.clerk.post(`/v1/requests/${id}/identity`, {
      decision: 'accept',
      note: 'seen at the counter',
    });
    if (status !== 204) throw new Error(`Not proven: ${status} ${JSON.stringify(body)}`);
  }

  async show(id: string): Promise<RequestShown> {
    return (await this.officer.get<RequestShown>(`/v1/requests/${id}`)).body;
  }

  async plan(id: string): Promise<PlanShown> {
    return (await this.officer.get<PlanShown>(`/v1/requests/${id}/plan`)).body;
  }

  /** Waits until an approved plan has been refused and another one waits for approval. */
  async drawnAnew(id: string): Promise<PlanShown> {
    const voided = () => this.sql(`SELECT id FROM plan WHERE request_id = $1 AND state = 'void'`, [id]);
    await this.eventually(voided, (plans) => plans.length > 0);
    return this.eventually(
      () => this.plan(id),
      (plan) => plan.state === 'drawn',
      async () => JSON.stringify(await this.show(id), null, 1),
    );
  }

  async approve(id: string): Promise<PlanShown> {
    await this.reach(id, 'deciding');
    const plan = await this.plan(id);
    const { status, body } = await this.officer.post(`/v1/requests/${id}/plan/approval`, { hash: plan.hash });
    if (status !== 200) throw new Error(`Not approved: ${status} ${JSON.stringify(body)}`);
    return plan;
  }

  async release(id: string): Promise<void> {
    await this.reach(id, 'reviewing');
    const { body: shown } = await this.officer.get<{ digest: string }>(`/v1/requests/${id}/package`);
    const { status, body } = await this.officer.post(`/v1/requests/${id}/release`, { digest: shown.digest });
    if (status !== 204) throw new Error(`Not released: ${status} ${JSON.stringify(body)}`);
  }

  /** The erasure of somebody, from asking to the closed request. */
  async erase(name: CastName, more: object = {}): Promise<string> {
    const { id } = (await this.ask(name, ['erasure'], more)).requests[0]!;
    await this.prove(id);
    await this.approve(id);
    await this.reach(id, 'closed');
    return id;
  }

  /** The access of somebody, from asking to the opened package. */
  async copy(name: CastName, more: object = {}): Promise<{ id: string; token: string; files: Map<string, string> }> {
    const asked = await this.ask(name, ['access'], more);
    const { id } = asked.requests[0]!;
    await this.prove(id);
    await this.release(id);
    await this.reach(id, 'closed');
    return { id, token: asked.token, files: await this.fetch(asked.token, id) };
  }

  /** The package of a request, as the person fetches and opens it. */
  async fetch(token: string, id: string): Promise<Map<string, string>> {
    const person = this.person(token);
    const grant = await person.post<{ token: string }>(`/v1/case/requests/${id}/package/grants`);
    if (grant.status !== 201) throw new Error(`No grant: ${grant.status} ${JSON.stringify(grant.body)}`);
    return unzip((await person.bytes('/v1/packages/fetch', { token: grant.body.token })).bytes);
  }

  /** Letters that have arrived at an address so far. */
  async mails(to: string): Promise<ReceivedLetter[]> {
    return (await receivedLetters(this.service.home)).filter((mail) => mail.to.includes(to));
  }

  /** The first letter to an address that fits; waits for it. */
  async mail(to: string, fits: RegExp): Promise<ReceivedLetter> {
    const found = await this.eventually(
      async () => (await this.mails(to)).find((mail) => fits.test(`${mail.subject}\n${mail.text}`)),
      (mail) => mail !== undefined,
      async () => (await this.mails(to)).map((mail) => `${mail.subject}\n${mail.text}`).join('\n=====\n'),
    );
    return found!;
  }
}

async function mapsWith(policies: Record<string, Partial<ControllerPolicy>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'habeas-maps-'));
  await cp(MAPS, folder, { recursive: true });
  const path = join(folder, 'controllers.yaml');
  const file = parse(await readFile(path, 'utf8')) as { controllers: { slug: string; policy?: object }[] };
  for (const controller of file.controllers) controller.policy = { ...controller.policy, ...policies[controller.slug] };
  await writeFile(path, stringify(file));
  return folder;
}

async function addVendors(folder: string, change?: (system: string, map: SystemMap) => void): Promise<void> {
  const path = join(folder, 'controllers.yaml');
  const file = parse(await readFile(path, 'utf8')) as { controllers: { slug: string; systems: string[] }[] };
  for (const name of await readdir(VENDOR_MAPS)) {
    const map = parse(await readFile(join(VENDOR_MAPS, name), 'utf8')) as SystemMap;
    change?.(map.system, map);
    await writeFile(join(folder, name), stringify(map));
    for (const one of file.controllers.filter(({ slug }) => slug === 'nordlicht')) one.systems.push(map.system);
  }
  await writeFile(path, stringify(file));
}
