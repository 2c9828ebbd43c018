import pg from 'pg';
import { Relay } from '../../../src/platform/queues/relay.js';
import { Sweeper } from '../../../src/platform/queues/sweeper.js';
import { LaneSweep } from '../../../src/work/lane-sweep.js';
import { Client } from '../client.js';
import { type RunningService, runService } from '../running-service.js';
import type { Replacements } from './replacing.js';
import { type Person, SmallCompany } from './small-company.js';
import { hasty } from './times.js';
import { Worker, type WorkerConfig } from './worker.js';

export interface FaultOptions {
  /** `here`: the service works in this process. `apart`: it only serves; workers are processes that `work()` starts. */
  workers: 'here' | 'apart';
  /** Plans need no officer. Default true. */
  automatic?: boolean;
  redisUrl?: string;
  times?: Parameters<typeof hasty>[0];
  instead?: Replacements;
}

export interface RequestRow {
  state: string;
  outcome: string | null;
}

/** The service over the small company, for being maltreated. */
export class FaultHouse {
  private readonly workers: Worker[] = [];
  /** Loads while the others are tested. */
  private spare?: Worker;
  private sweeping?: NodeJS.Timeout;
  officer!: Client;
  private clerk!: Client;
  private integration!: Client;

  private constructor(
    readonly company: SmallCompany,
    readonly service: RunningService,
    private readonly database: pg.Pool,
    private readonly options: FaultOptions,
  ) {}

  static async open(options: FaultOptions): Promise<FaultHouse> {
    const company = await SmallCompany.open({ automatic: options.automatic ?? true });
    const mute: Replacements = [
      [Relay, { nudge: () => undefined }],
      [Sweeper, {}],
    ];
    const service = await runService({
      environment: {
        WORKERS: String(options.workers === 'here'),
        ...(options.redisUrl ? { REDIS_URL: options.redisUrl } : {}),
      },
      instead: [...hasty(options.times), ...(options.workers === 'apart' ? mute : []), ...(options.instead ?? [])],
    });
    const pool = new pg.Pool({ connectionString: service.database.ownerUrl, max: 4 });
    pool.on('error', () => undefined);
    const house = new FaultHouse(company, service, pool, options);
    if (options.workers === 'apart') house.spare = Worker.load();
    await service.apply(company.maps);
    house.officer = await house.hire('officer', 'privacy_officer');
    house.clerk = await house.hire('clerk', 'agent');
    house.integration = await house.hire('integration', 'integration');
    if (options.workers === 'here') {
      const sweep = service.service.app.get(LaneSweep, { strict: false });
      house.sweeping = setInterval(() => void sweep.sweep().catch(() => undefined), 300);
    }
    return house;
  }

  private async hire(name: string, role: Parameters<RunningService['staff']>[1][number]): Promise<Client> {
    return new Client(this.service.url).as(await this.service.staff(`${name}@office.test`, [role]));
  }

  async close(): Promise<void> {
    clearInterval(this.sweeping);
    await Promise.all([...this.workers, ...(this.spare ? [this.spare] : [])].map((worker) => worker.kill()));
    if (process.env.SHOW_LOG)
      console.log(this.service.log.filter((line) => /"level":"(warn|error)"/.test(line)).join(''));
    await this.database.end();
    await this.service.stop();
    await this.company.close();
  }

  /** No worker is left, whatever they were at. */
  async killWorkers(): Promise<void> {
    await Promise.all(this.workers.splice(0).map((worker) => worker.kill()));
  }

  /** Starts a worker process over the same database and home. */
  async work(config: Partial<WorkerConfig> = {}): Promise<Worker> {
    const worker = this.spare ?? Worker.load();
    this.workers.push(worker);
    await worker.work({
      home: this.service.home,
      databaseUrl: this.service.database.url,
      ...(this.options.redisUrl ? { redisUrl: this.options.redisUrl } : {}),
      ...(this.options.times ? { times: this.options.times } : {}),
      ...config,
    });
    this.spare = Worker.load();
    return worker;
  }

  async sql<T extends object>(text: string, parameters: unknown[] = []): Promise<T[]> {
    return (await this.database.query<T>(text, parameters)).rows;
  }

  /** Somebody asks for erasure (or another right); not proven yet. @returns the request's id. */
  async ask(person: Person, right = 'erasure'): Promise<string> {
    const { status, body } = await this.integration.post<{ cases: { requests: { id: string }[] }[] }>('/v1/requests', {
      controllers: ['small'],
      rights: [right],
      identifiers: [{ kind: 'email', value: person.email }],
      locale: 'en',
      country: 'DE',
    });
    if (status !== 201) throw new Error(`Not accepted: ${status} ${JSON.stringify(body)}`);
    return body.cases[0]!.requests[0]!.id;
  }

  /** Somebody asks and is known beyond doubt, so that (plans being approved by themselves) it takes its course. */
  async begin(person: Person, right = 'erasure'): Promise<string> {
    const id = await this.ask(person, right);
    await this.reach(id, 'proving');
    const { status, body } = await this.clerk.post(`/v1/requests/${id}/identity`, { decision: 'accept' });
    if (status !== 204) throw new Error(`Not proven: ${status} ${JSON.stringify(body)}`);
    return id;
  }

  async approve(id: string): Promise<void> {
    await this.reach(id, 'deciding');
    const { body: plan } = await this.officer.get<{ hash: string }>(`/v1/requests/${id}/plan`);
    const { status, body } = await this.officer.post(`/v1/requests/${id}/plan/approval`, { hash: plan.hash });
    if (status !== 200) throw new Error(`Not approved: ${status} ${JSON.stringify(body)}`);
  }

  async state(id: string): Promise<RequestRow> {
    return (await this.sql<RequestRow>(`SELECT state, outcome FROM request WHERE id = $1`, [id]))[0]!;
  }

  /** Waits until the request is in one of these states. */
  async reach(id: string, ...states: string[]): Promise<RequestRow> {
    return this.eventually(
      () => this.state(id),
      ({ state }) => states.includes(state),
      async () => JSON.stringify(await this.tasks(id)) + this.trouble(),
    );
  }

  /** Waits until nothing is under way any more. */
  async quiet(): Promise<void> {
    await this.eventually(
      () =>
        this.sql<{ open: number }>(
          `SELECT ((SELECT count(*) FROM outbox WHERE due_at <= now()) + (SELECT count(*) FROM wake))::int AS open`,
        ),
      ([row]) => row!.open === 0,
      () => Promise.resolve(this.trouble()),
    );
  }

  tasks(
    id: string,
  ): Promise<{ id: string; system: string; action: string; state: string; code: string | null; attempts: number }[]> {
    return this.sql(`SELECT id, system, action, state, code, attempts FROM task WHERE request_id = $1 ORDER BY id`, [
      id,
    ]);
  }

  errands(id: string): Promise<{ kind: string; system: string | null; settledAt: Date | null }[]> {
    return this.sql(`SELECT kind, system, settled_at AS "settledAt" FROM errand WHERE request_id = $1 ORDER BY id`, [
      id,
    ]);
  }

  /** Entries of the ledger about a request, by kind. */
  async ledger(
    id: string,
    ...kinds: string[]
  ): Promise<{ kind: string; system: string; data: Record<string, unknown> }[]> {
    const rows = await this.sql<{ kind: string; body: string }>(
      `SELECT e.kind, e.body FROM ledger_entry e JOIN request r ON r.ledger_id = e.request_id
       WHERE r.id = $1 AND e.kind = ANY($2) ORDER BY e.recorded_at, e.id`,
      [id, kinds],
    );
    return rows.map(({ kind, body }) => {
      const { data } = JSON.parse(body) as { data: Record<string, unknown> };
      return { kind, system: String(data.system), data };
    });
  }

  /** Asks until the answer satisfies. */
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

  /** The latest warnings of all processes. */
  private trouble(): string {
    const lines = [...this.service.log, ...this.workers.flatMap((worker) => worker.output)].join('').split('\n');
    return `\n${lines
      .filter((line) => !/"level":"(debug|info)"/.test(line))
      .slice(-25)
      .join('\n')}`;
  }

  /** What must hold of a finished erasure, whatever happened on its way. */
  async proveErased(id: string, person: Person, othersBefore: string): Promise<void> {
    expect(await this.state(id)).toEqual({ state: 'closed', outcome: 'fully-complied' });
    expect(await this.company.rowsOf(person)).toEqual([]);
    expect(await this.company.residueOf(person)).toBe(0);
    expect(await this.company.others(person)).toBe(othersBefore);
    const entries = await this.ledger(id, 'erasure.intended', 'erasure.shown', 'erasure.residue');
    const of = (kind: string): string[] =>
      entries
        .filter((entry) => entry.kind === kind)
        .map((entry) => entry.system)
        .sort();
    expect(of('erasure.intended')).toEqual(['news', 'shop']);
    expect(of('erasure.shown')).toEqual(['news', 'shop']);
    expect(of('erasure.residue')).toEqual([]);
    // Before anything was destroyed, and once for all systems.
    const stones = await this.ledger(id, 'tombstone.written', 'erasure.intended');
    expect(stones.map((entry) => entry.kind).filter((kind) => kind === 'tombstone.written')).toHaveLength(1);
    expect(stones[0]!.kind).toBe('tombstone.written');
    const counts = await this.sql(
      `SELECT system, sum(intended)::int AS intended, sum(residue)::int AS residue, sum(held_by_others)::int AS held
       FROM outcome WHERE request_id = $1 GROUP BY 1 ORDER BY 1`,
      [id],
    );
    expect(counts).toEqual([
      { system: 'news', intended: 1, residue: 0, held: 0 },
      { system: 'shop', intended: 5, residue: 0, held: 0 },
    ]);
    const shown = entries.filter((entry) => entry.kind === 'erasure.shown').map((entry) => entry.data.outcomes);
    expect(shown).toEqual(expect.arrayContaining([{ erased: 1 }, { erased: 5 }]));
  }
}
