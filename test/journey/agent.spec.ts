import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { runAgent } from '../../src/agent/agent.js';
import { type AgentConfig, readAgentConfig } from '../../src/agent/agent-config.js';
import { agentKey } from '../../src/agent/agent-key.js';
import { AgentService } from '../../src/agent/agent-service.js';
import { newBox } from '../../src/connectors/kit/agent-box.js';
import { Agents } from '../../src/exchange/agents/agents.js';
import { SystemClock } from '../../src/platform/clock/clock.js';
import { Log } from '../../src/platform/logging/log.js';
import { Transactions } from '../../src/platform/queues/transactions.js';
import { Client } from '../kit/client.js';
import { emptyDatabase, type TestDatabase } from '../kit/database.js';
import { membersMap, ToldHouse } from '../kit/exchange/told-house.js';

const TABLES = `
  CREATE TABLE members (id bigint PRIMARY KEY, email text NOT NULL UNIQUE, name text NOT NULL, tier text);
  CREATE TABLE visits (id bigint PRIMARY KEY, member_id bigint NOT NULL REFERENCES members (id), shop text NOT NULL);
  CREATE INDEX visits_member ON visits (member_id);`;

/** A proxy between agent and service that ends TLS, as many companies have one: it keeps what it sees. */
class Eavesdropper {
  readonly seen: string[] = [];
  private server!: Server;

  async open(service: string): Promise<string> {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks);
        this.seen.push(request.url ?? '', body.toString('utf8'));
        void fetch(`${service}${request.url}`, {
          method: request.method!,
          headers: { authorization: request.headers.authorization ?? '', 'content-type': 'application/json' },
          ...(body.length > 0 ? { body } : {}),
        }).then(async (answer) => {
          const text = await answer.text();
          this.seen.push(text);
          response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
        });
      });
    });
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): Promise<unknown> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }
}

describe('a system in a network that takes no inbound calls', () => {
  const log: string[] = [];
  const between = new Eavesdropper();
  let house: ToldHouse;
  let database: TestDatabase;
  let plant: pg.Pool;
  let folder: string;
  let config: AgentConfig;
  let key: string;
  let next = 0;
  let ending = new AbortController();
  let running: Promise<void> = Promise.resolve();

  const start = (): void => {
    ending = new AbortController();
    running = runAgent(config, {
      log: new Log({ level: 'info', clock: new SystemClock(), write: (line) => log.push(line) }),
      version: 'test',
      signal: ending.signal,
      idleMilliseconds: 50,
    });
  };
  const stop = async (): Promise<void> => {
    ending.abort();
    await running;
  };
  const admit = (name: string, systems: string[]): Promise<string> =>
    house.service.service.app
      .get(Transactions, { strict: false })
      .run((tx) => house.service.service.app.get(Agents, { strict: false }).admit(tx, name, systems));

  beforeAll(async () => {
    house = await ToldHouse.open({
      maps: { erp: membersMap('erp', 'agent', {}), mes: membersMap('mes', 'agent', {}).replace(/members/g, 'people') },
    });
    database = await emptyDatabase();
    plant = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
    await plant.query(TABLES);
    await plant.query(
      TABLES.replaceAll('members', 'people').replaceAll('visits', 'stays').replaceAll('stays (id', 'stays (id'),
    );
    folder = await mkdtemp(join(tmpdir(), 'habeas-agent-'));
    key = await admit('plant-7', ['erp']);
    process.env.PLANT_URL = database.ownerUrl;
    process.env.PLANT_KEY = key;
    const file = join(folder, 'agent.yaml');
    await writeFile(
      file,
      `service: ${await between.open(house.service.url)}
key: env:PLANT_KEY
keyFile: ${join(folder, 'key.json')}
systems:
  erp: { connector: postgres, connection: { url: env:PLANT_URL } }
`,
    );
    config = readAgentConfig(file);
    // The other system is nobody's here: its tasks would keep every request open.
    await house.sql(`DELETE FROM system_controller WHERE system_id = (SELECT id FROM system WHERE slug = 'mes')`);
  });
  afterAll(async () => {
    await stop().catch(() => undefined);
    await between.close();
    await house?.close();
    await plant?.end();
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  async function hire(): Promise<{ id: number; email: string; name: string }> {
    const id = (next += 1);
    const member = { id, email: `worker${id}@plant.example`, name: `Wanda Werkerin ${id}` };
    await plant.query(`INSERT INTO members VALUES ($1, $2, $3, 'gold')`, [id, member.email, member.name]);
    await plant.query(`INSERT INTO visits SELECT $1 * 100 + n, $1, 'Gate ' || n FROM generate_series(1, 3) n`, [id]);
    return member;
  }
  const left = async (id: number): Promise<number> =>
    (
      await plant.query<{ n: number }>(
        `SELECT ((SELECT count(*) FROM members WHERE id = $1) + (SELECT count(*) FROM visits WHERE member_id = $1))::int AS n`,
        [id],
      )
    ).rows[0]!.n;

  it('erases and reads again where the system is, and nobody in between reads along', async () => {
    const [one, other] = [await hire(), await hire()];
    start();
    const id = await house.begin(one.email);
    await house.reach(id, 'closed');
    expect(await left(one.id)).toBe(0);
    expect(await left(other.id)).toBe(4);
    expect(await house.outcomes(id)).toEqual([
      { collection: 'members', intended: 1, residue: 0, evidence: 'reread' },
      { collection: 'visits', intended: 3, residue: 0, evidence: 'reread' },
    ]);
    const traffic = between.seen.join('\n');
    expect(traffic).toContain('/v1/agent/leases');
    expect(traffic).not.toMatch(/worker\d+@|Wanda|Gate \d/);
    expect(log.join('')).not.toMatch(/worker\d+@|Wanda|hba_/);
    // Its connection never leaves it.
    expect(traffic).not.toContain(new URL(database.ownerUrl).pathname.slice(1));
    expect((await stat(config.keyFile)).mode & 0o077).toBe(0);
  });

  it('copies: many records come in pages, and none is lost', async () => {
    const member = await hire();
    await plant.query(
      `INSERT INTO visits SELECT 1000000 + n, $1, repeat('x', 200) || n FROM generate_series(1, 2500) n`,
      [member.id],
    );
    const id = await house.begin(member.email, 'access');
    await house.reach(id, 'reviewing');
    const [part] = await house.sql<{ records: number }>(
      `SELECT sum(records)::int AS records FROM part WHERE request_id = $1`,
      [id],
    );
    expect(part).toEqual({ records: 2504 });
    const [most] = await house.sql<{ pages: number }>(
      `SELECT max(n)::int AS pages FROM (SELECT count(*) AS n FROM conversation_page GROUP BY conversation_id) p`,
    );
    expect(most!.pages).toBeGreaterThan(1);
  });

  it('may be stopped at any moment, and dies with a call in hand: the call is leased again, and the dead one uploads in vain', async () => {
    await stop();
    const member = await hire();
    const id = await house.begin(member.email);
    await house.eventually(
      () => house.sql(`SELECT 1 FROM conversation WHERE request_id = $1 AND state = 'open'`, [id]),
      (rows) => rows.length === 1,
    );
    const dead = new AgentService(house.service.url, key);
    const own = await agentKey(config.keyFile);
    await dead.hello(own.publicKey, 'test');
    const call = (await dead.lease())!;
    expect(call.system).toBe('erp');
    expect(await dead.lease()).toBeNull();
    expect(await dead.heartbeat([call])).toEqual([call.id]);
    await house.sql(`UPDATE conversation SET lease_until = now() - interval '1 second' WHERE id = $1`, [call.id]);
    start();
    await house.reach(id, 'closed');
    expect(await left(member.id)).toBe(0);
    expect(await dead.heartbeat([call])).toEqual([]);
    await expect(dead.page(call, 1, 'x.y.z')).rejects.toMatchObject({ code: 'agent-lease-lost' });
    await expect(dead.end(call, { pages: 0 })).rejects.toMatchObject({ code: 'agent-lease-lost' });
  });

  it('what fails there is a task that is tried again, or a person’s errand, as anywhere else', async () => {
    const member = await hire();
    await plant.query(
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '23514'; END $$`,
    );
    await plant.query(`CREATE TRIGGER refuse BEFORE DELETE ON visits FOR EACH ROW EXECUTE FUNCTION refuse()`);
    const id = await house.begin(member.email);
    const errand = await house.errand(id, 'constraint');
    expect(await left(member.id)).toBe(4);
    await plant.query(`DROP TRIGGER refuse ON visits`);
    expect((await house.officer.post(`/v1/requests/${id}/errands/${errand.id}`, { outcome: 'try-again' })).status).toBe(
      204,
    );
    await house.reach(id, 'closed');
    expect(await left(member.id)).toBe(0);
  });

  it('tells how its systems are, for the check and for the plan', async () => {
    const [site] = await house.sql<{ survey: { collections: { name: string }[] }; health: { reachable: boolean } }>(
      `SELECT survey, health FROM agent_site WHERE system = 'erp'`,
    );
    expect(site!.health.reachable).toBe(true);
    expect(site!.survey.collections.map(({ name }) => name)).toEqual(expect.arrayContaining(['members', 'visits']));
    expect(JSON.stringify(site)).not.toContain('plant.example');
  });

  it('a key opens the systems it was given for, the encryption key is kept, and versions must agree', async () => {
    const stranger = new AgentService(house.service.url, await admit('plant-8', ['mes']));
    const box = await newBox();
    await stranger.hello(box.publicKey, 'test');
    await stop();
    const member = await hire();
    const id = await house.begin(member.email);
    await house.eventually(
      () => house.sql(`SELECT 1 FROM conversation WHERE request_id = $1 AND state = 'open'`, [id]),
      (rows) => rows.length === 1,
    );
    expect(await stranger.lease()).toBeNull();
    const site = {
      survey: { collections: [] },
      health: { reachable: true, rights: [], problems: [] },
      description: {},
    };
    await expect(stranger.site('erp', site as never)).rejects.toMatchObject({ status: 404 });
    // Somebody who has copied the API key but not the key file is not spoken to.
    const thief = new AgentService(house.service.url, key);
    await expect(thief.hello(box.publicKey, 'test')).rejects.toMatchObject({ code: 'agent-key-differs' });
    const client = new Client(house.service.url).as(key);
    const outdated = await client.post<{ code: string }>('/v1/agent/hello', {
      language: 99,
      version: 'x',
      publicKey: box.publicKey,
    });
    expect(outdated.body.code).toBe('agent-outdated');
    for (const path of ['/v1/requests', '/v1/exchange/task', `/v1/requests/${id}`]) {
      expect([401, 403]).toContain((await client.get(path)).status);
    }
    expect((await house.officer.post('/v1/agent/leases')).status).toBe(401);
    expect((await new Client(house.service.url).post('/v1/agent/leases')).status).toBe(401);
    // A new key for the name ends the old one.
    config = { ...config, key: await admit('plant-7', ['erp']) };
    await expect(thief.lease()).rejects.toMatchObject({ status: 401 });
    start();
    await house.reach(id, 'closed');
  });
});
