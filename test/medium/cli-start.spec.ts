import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cast } from '../../src/demo/company/cast.js';
import { Client, until } from '../kit/client.js';
import { type Ended, habeas, Program } from '../kit/program.js';

interface Started {
  url: string;
  verifierKey: string;
  checkpoints: string;
  demo: {
    apiKeys: string;
    environment: string;
    maps: string;
    vendors: { zendesk: string; hubspot: string };
    ticket: string;
    helpdesk: { user: string; password: string };
  };
}
type Keys = Record<'officer' | 'clerk' | 'engineer' | 'auditor', { key: string }>;

/** A person starts the service in an empty home, works with it by commands, ends it, kills it, and starts it again. */
describe('habeas start, and the commands beside it', () => {
  let home: string;
  let program: Program;
  let started: Started;
  let keys: Keys;
  let request: string;

  async function start(more: Record<string, string> = {}): Promise<void> {
    program = Program.start('cli', ['start', '--json'], { HABEAS_HOME: home, PORT: '0', ...more });
    const out = await program.says(/^\{[\s\S]*^\}$/m, 120_000);
    started = JSON.parse(/^\{$[\s\S]*^\}$/m.exec(out)![0]) as Started;
    keys = JSON.parse(await readFile(started.demo.apiKeys, 'utf8')) as Keys;
  }

  /** A command over HTTP as one of the office. */
  const as = (who: keyof Keys, ...args: string[]): Promise<Ended> =>
    habeas(args, { HABEAS_URL: started.url, HABEAS_API_KEY: keys[who].key, HABEAS_HOME: home });
  const operator = (...args: string[]): Promise<Ended> => habeas(args, { HABEAS_HOME: home });
  const state = async (): Promise<string> =>
    (await new Client(started.url).as(keys.officer.key).get<{ state: string }>(`/v1/requests/${request}`)).body.state;

  /** Zendesk deletes in its own time: once it is all that is waited for, the vendors' clocks are put forward. */
  async function vendorsDelete(): Promise<void> {
    const officer = new Client(started.url).as(keys.officer.key);
    await until(
      async () =>
        (await officer.get<{ tasks: { state: string; code: string | null }[] }>(`/v1/requests/${request}`)).body.tasks,
      (tasks) =>
        tasks
          .filter(({ state: at }) => at !== 'done')
          .map(({ code }) => code)
          .join() === 'pending',
      60_000,
    );
    for (const vendor of Object.values(started.demo.vendors))
      await fetch(`${vendor}/_simulator/clock`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"seconds":2678400}',
      });
  }

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'habeas-start-'));
    // The embedded server's user must reach it; otherwise its data would lie elsewhere and outlive the test.
    await chmod(home, 0o755);
    await start();
  }, 150_000);

  afterAll(async () => {
    if (program.child.exitCode === null) await program.kill('SIGTERM');
    await rm(home, { recursive: true, force: true });
  });

  it('serves, with its secrets in private files', async () => {
    expect((await new Client(started.url).get<unknown>('/health/ready')).status).toBe(200);
    for (const file of [
      started.demo.apiKeys,
      started.demo.environment,
      join(home, 'keys/demo-login.json'),
      join(home, 'keys/kek'),
    ]) {
      expect([file, (await stat(file)).mode & 0o777]).toEqual([file, 0o600]);
    }
  });

  it('an erasure by commands: asked, proven, shown, approved by its hash alone, proven to others', async () => {
    const submitted = await as(
      'officer',
      'request',
      'submit',
      '--public',
      '--controller',
      'nordlicht',
      '--right',
      'erasure',
      '--email',
      cast.gesa.email,
      '--country',
      'DE',
      '--json',
    );
    expect(submitted).toMatchObject({ code: 0 });
    const [opened] = (
      JSON.parse(submitted.out) as { cases: { reference: string; token: string; requests: { id: string }[] }[] }
    ).cases;
    request = opened!.requests[0]!.id;
    const assertion = (
      await operator('demo-login', '--email', cast.gesa.email, '--case', opened!.reference)
    ).out.trim();
    await until(state, (now) => now === 'proving');
    expect((await new Client(started.url).as(opened!.token).post('/v1/case/proof/login', { assertion })).status).toBe(
      200,
    );
    await until(state, (now) => now === 'deciding');

    const plan = await as('officer', 'request', 'plan', opened!.reference);
    expect(plan.out).toContain('Cannot be undone');
    const hash = /^Hash: ([0-9a-f]{64})$/m.exec(plan.out)![1]!;
    expect(await as('officer', 'request', 'approve', request, '--hash', '0'.repeat(64))).toMatchObject({
      code: 1,
      err: expect.stringContaining('[plan-changed]') as string,
    });
    expect(await as('clerk', 'request', 'approve', request, '--hash', hash)).toMatchObject({
      code: 1,
      err: expect.stringContaining('[forbidden]') as string,
    });
    const held = await as('officer', 'request', 'hold', request, '--reason', 'legal-claim', '--json');
    expect((await as('officer', 'request', 'approve', request, '--hash', hash)).out).toContain(
      'It still waits for: hold',
    );
    expect(
      (await as('officer', 'request', 'hold', request, '--lift', (JSON.parse(held.out) as { hold: string }).hold)).code,
    ).toBe(0);
    await vendorsDelete();
    await until(state, (now) => now === 'closed', 60_000);

    const shown = await as('officer', 'request', 'show', opened!.reference);
    expect(shown.out).toMatch(/What became of the data:[\s\S]*customers +delete:erase:gdpr\/17-1-a +1 +0 +reread/);
    expect(shown.out).not.toContain(cast.gesa.email);
    expect((await as('officer', 'request', 'cancel', request)).code).toBe(1);
    expect((await as('officer', 'request', 'retry', request)).code).toBe(1);
    expect((await as('officer', 'request', 'list', '--reference', opened!.reference, '--json')).out).toContain(request);

    const file = join(home, 'receipt.tlog-proof');
    await until(
      () => as('officer', 'ledger', 'receipt', 'get', request, '--out', file),
      ({ code }) => code === 0,
    );
    expect((await habeas(['ledger', 'receipt', 'verify', file, '--key', started.verifierKey])).code).toBe(0);
  }, 180_000);

  it('the operator works beside the running service', async () => {
    expect((await operator('ledger', 'verify', '--checkpoint', started.checkpoints)).code).toBe(0);
    const alone = await operator('ledger', 'verify');
    expect(alone.code).toBe(2);
    expect(alone.out).toContain('No checkpoint from outside was given');
    expect((await operator('keys', 'status')).code).toBe(0);
    const applied = await operator('map', 'apply', started.demo.maps);
    expect(applied.out).toContain('shop: version 1, unchanged.');
    expect((await as('engineer', 'systems', 'check')).out).toMatch(/shop +postgres +1 +yes +read, update, delete/);

    const added = await operator(
      'staff',
      'add',
      '--name',
      'Ada',
      '--email',
      'ada@example.test',
      '--role',
      'auditor',
      '--json',
    );
    const { key } = JSON.parse(added.out) as { key: string };
    const ada = new Client(started.url).as(key);
    expect((await ada.get('/v1/requests')).status).toBe(200);
    expect((await operator('staff', 'leave', '--email', 'ada@example.test')).code).toBe(0);
    await until(
      () => ada.get('/v1/requests'),
      ({ status }) => status === 401,
      5_000,
    );
  }, 120_000);

  it('ends in order, goes on after an orderly end and after a kill', async () => {
    expect(await program.kill('SIGTERM')).toMatchObject({ code: 0 });
    const before = keys;
    await start();
    expect(keys).toEqual(before);
    expect(await state()).toBe('closed');
    await program.kill('SIGKILL');
    await start();
    expect(await state()).toBe('closed');
    const worker = Program.start('worker', [], { HABEAS_HOME: home });
    await worker.says('"message":"Listening"');
    expect(await worker.kill('SIGTERM')).toMatchObject({ code: 0 });
    expect(await state()).toBe('closed');
  }, 240_000);

  it('a ticket of the simulated helpdesk becomes a request, where a worker apart does the work', async () => {
    await program.kill('SIGTERM');
    await start({ WORKERS: 'false' });
    const worker = Program.start('worker', [], { HABEAS_HOME: home });
    await worker.says('"message":"Listening"');
    const { vendors, ticket, helpdesk } = started.demo;
    const received = await fetch(`${vendors.zendesk}/_simulator/control/receive`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: ticket,
    });
    const { id } = ((await received.json()) as { result: { id: number } }).result;
    const authorization = `Basic ${Buffer.from(`${helpdesk.user}:${helpdesk.password}`).toString('base64')}`;
    // The worker has asked the helpdesk who wrote, and has told the ticket: both calls lead to this machine.
    await until(
      async () =>
        (await fetch(`${vendors.zendesk}/api/v2/tickets/${id}/comments`, { headers: { authorization } })).text(),
      (comments) => /HB-[0-9A-Z]{4}-[0-9A-Z]{4}/.test(comments),
      60_000,
    );
    const officer = new Client(started.url).as(keys.officer.key);
    await until(
      async () =>
        (await officer.get<{ items: { right: string }[] }>('/v1/requests?open=true&state=proving')).body.items,
      (waiting) => waiting.length === 1 && waiting[0]!.right === 'access',
    );
    expect(await worker.kill('SIGTERM')).toMatchObject({ code: 0 });
  }, 240_000);

  it('the web process refuses a database that is behind it, and production what is for development', async () => {
    const other = await mkdtemp(join(tmpdir(), 'habeas-behind-'));
    await chmod(other, 0o755);
    const refused = await Program.start('main', [], { HABEAS_HOME: other, PORT: '0' }).ended();
    expect(refused).toMatchObject({
      code: 2,
      err: expect.stringMatching(
        /migrations are pending, from Queues1764000000000 on\. Run `habeas migrate`/,
      ) as string,
    });
    const production = await habeas(['start'], {
      HABEAS_HOME: other,
      NODE_ENV: 'production',
      KEY_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64'),
    });
    expect(production).toMatchObject({ code: 2, err: expect.stringContaining('DATABASE_URL') as string });
    await rm(other, { recursive: true, force: true });
  }, 120_000);
});
