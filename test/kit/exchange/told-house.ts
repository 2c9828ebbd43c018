import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Clock } from '../../../src/platform/clock/clock.js';
import { Client } from '../client.js';
import { hasty } from '../faults/times.js';
import type { Replacements } from '../faults/replacing.js';
import { type ReceivedLetter, receivedLetters } from '../received-letters.js';
import { type RunningService, runService } from '../running-service.js';

const CONTROLLERS = (systems: string[]): string => `
habeas: 1
controllers:
  - slug: small
    legalName: Small Company GmbH
    address: { street: Am Deich 1, postcode: '20457', city: Hamburg, country: DE }
    contact: { mail: privacy@small.test }
    officer: { name: Ada Example, mail: ada@small.test }
    authority:
      name: Der Hamburgische Beauftragte für Datenschutz und Informationsfreiheit
      address: { street: Ludwig-Erhard-Straße 22, postcode: '20459', city: Hamburg, country: DE }
      url: https://datenschutz-hamburg.de
    law: de
    country: DE
    state: HH
    zone: Europe/Berlin
    languages: [en, de]
    systems: [${systems.join(', ')}]
    policy: { objectionHours: 0, approveAutomatically: [erasure] }
`;

/** A map of members and their visits, reached by some connector. */
export const membersMap = (system: string, connector: string, connection: object, visits = 'delete'): string => `
habeas: 1
system: ${system}
title: { en: Loyalty programme, de: Treueprogramm }
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
  members:
    key: id
    purpose: contract
    identifiedBy: { email: email }
    fields:
      email: { category: user.contact.email, title: { en: E-mail, de: E-Mail } }
      name: { category: user.name, title: { en: Name, de: Name } }
      tier: { category: user.behavior, origin: observed, title: { en: Tier, de: Stufe } }
    erasure: delete
  visits:
    key: id
    purpose: contract
    belongsTo: { members: member_id }
    fields:
      shop: { category: user.location, origin: observed, title: { en: Shop, de: Laden } }
    notPersonal: [member_id]
    erasure: ${visits}
`;

/** The whole service over systems that are asked and answer later. */
export class ToldHouse {
  officer!: Client;
  clerk!: Client;
  private integration!: Client;

  private constructor(
    readonly service: RunningService,
    private readonly database: pg.Pool,
    private readonly maps: string,
  ) {}

  static async open(options: {
    maps: Record<string, string>;
    environment?: Record<string, string>;
    clock?: Clock;
    instead?: Replacements;
  }): Promise<ToldHouse> {
    const maps = await mkdtemp(join(tmpdir(), 'habeas-told-'));
    for (const [system, map] of Object.entries(options.maps)) await writeFile(join(maps, `${system}.yaml`), map);
    await writeFile(join(maps, 'controllers.yaml'), CONTROLLERS(Object.keys(options.maps)));
    const service = await runService({
      ...(options.environment ? { environment: options.environment } : {}),
      ...(options.clock ? { clock: options.clock } : {}),
      instead: [...hasty(), ...(options.instead ?? [])],
    });
    await service.apply(maps);
    const pool = new pg.Pool({ connectionString: service.database.ownerUrl, max: 3 });
    pool.on('error', () => undefined);
    const house = new ToldHouse(service, pool, maps);
    const hire = async (name: string, role: Parameters<RunningService['staff']>[1][number]) =>
      new Client(service.url).as(await service.staff(`${name}@office.test`, [role]));
    house.officer = await hire('officer', 'privacy_officer');
    house.clerk = await hire('clerk', 'agent');
    house.integration = await hire('integration', 'integration');
    return house;
  }

  async close(): Promise<void> {
    if (process.env.SHOW_LOG)
      console.log(this.service.log.filter((line) => /"level":"(warn|error)"/.test(line)).join(''));
    await this.database.end();
    await this.service.stop();
    await rm(this.maps, { recursive: true, force: true });
  }

  /** Somebody asks and is known beyond doubt. */
  async begin(email: string, right = 'erasure'): Promise<string> {
    return (await this.beginCase(email, right)).id;
  }

  /** The same, with the token by which she follows it. */
  async beginCase(email: string, right = 'erasure'): Promise<{ id: string; token: string }> {
    const { status, body } = await this.integration.post<{
      cases: { token: string; requests: { id: string }[] }[];
    }>('/v1/requests', {
      controllers: ['small'],
      rights: [right],
      identifiers: [{ kind: 'email', value: email }],
      locale: 'en',
      country: 'DE',
    });
    if (status !== 201) throw new Error(`Not accepted: ${status} ${JSON.stringify(body)}`);
    const { token, requests } = body.cases[0]!;
    const { id } = requests[0]!;
    await this.reach(id, 'proving');
    const proven = await this.clerk.post(`/v1/requests/${id}/identity`, { decision: 'accept' });
    if (proven.status !== 204) throw new Error(`Not proven: ${proven.status} ${JSON.stringify(proven.body)}`);
    return { id, token };
  }

  person(token: string): Client {
    return new Client(this.service.url).as(token);
  }

  async sql<T extends object>(text: string, parameters: unknown[] = []): Promise<T[]> {
    return (await this.database.query<T>(text, parameters)).rows;
  }

  async eventually<T>(
    ask: () => Promise<T>,
    satisfies: (answer: T) => boolean,
    explain: () => Promise<string> = () => Promise.resolve(''),
  ): Promise<T> {
    const end = performance.now() + 30_000;
    for (;;) {
      const last = await ask();
      if (satisfies(last)) return last;
      if (performance.now() > end) {
        const trouble = this.service.log.filter((line) => /"level":"(warn|error)"/.test(line)).slice(-15);
        throw new Error(`Waited in vain; last: ${JSON.stringify(last)}\n${await explain()}\n${trouble.join('')}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  }

  async reach(id: string, ...states: string[]): Promise<{ state: string; outcome: string | null }> {
    return this.eventually(
      async () =>
        (
          await this.sql<{ state: string; outcome: string | null }>(
            `SELECT state, outcome FROM request WHERE id = $1`,
            [id],
          )
        )[0]!,
      ({ state }) => states.includes(state),
      async () => JSON.stringify([await this.tasks(id), await this.errands(id)]),
    );
  }

  tasks(id: string): Promise<{ id: string; system: string; action: string; state: string; code: string | null }[]> {
    return this.sql(`SELECT id, system, action, state, code FROM task WHERE request_id = $1 ORDER BY id`, [id]);
  }

  errands(id: string): Promise<{ id: string; kind: string; system: string; settledAt: Date | null }[]> {
    return this.sql(
      `SELECT id, kind, system, settled_at AS "settledAt" FROM errand WHERE request_id = $1 ORDER BY id`,
      [id],
    );
  }

  /** The open errand of a kind; waits for it. */
  async errand(id: string, kind: string): Promise<{ id: string }> {
    const found = await this.eventually(
      async () => (await this.errands(id)).find((one) => one.kind === kind && one.settledAt === null),
      (one) => one !== undefined,
      async () => JSON.stringify([await this.tasks(id), await this.errands(id)]),
    );
    return found!;
  }

  outcomes(id: string): Promise<{ collection: string; intended: number; residue: number; evidence: string }[]> {
    return this.sql(
      `SELECT collection, intended, residue, evidence FROM outcome WHERE request_id = $1 ORDER BY collection, verdict`,
      [id],
    );
  }

  async mail(to: string, pattern: RegExp): Promise<ReceivedLetter> {
    const found = await this.eventually(
      async () =>
        (await receivedLetters(this.service.home)).findLast(
          (letter) => letter.to.includes(to) && pattern.test(`${letter.subject}\n${letter.text}`),
        ),
      (letter) => letter !== undefined,
    );
    return found!;
  }

  async mails(to: string): Promise<ReceivedLetter[]> {
    return (await receivedLetters(this.service.home)).filter((letter) => letter.to.includes(to));
  }
}
