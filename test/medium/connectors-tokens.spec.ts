import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { authorizationCode } from '../../src/connectors/kit/credentials/oauth.js';
import { localTools } from '../../src/connectors/kit/local-tools.js';
import { SystemClock } from '../../src/platform/clock/clock.js';
import { DataKeys } from '../../src/platform/crypto/data-keys.js';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { StoredJobNotes } from '../../src/work/stores/stored-job-notes.js';
import { StoredTokens } from '../../src/work/stores/stored-tokens.js';
import { connect, freshDatabase, type TestDatabase } from '../kit/database.js';

describe('tokens that all workers share', () => {
  let database: TestDatabase;
  let source: DataSource;
  const kek = randomBytes(32);
  beforeAll(async () => {
    database = await freshDatabase();
    source = await connect(database);
  });
  afterAll(async () => {
    await source?.destroy();
    await database?.drop();
  });

  const store = (system: string): StoredTokens =>
    new StoredTokens(source, new DataKeys(new KeyRing([kek]), new SystemClock()), system);

  /** A server that gives another refresh token each time, and takes each only once. */
  function server() {
    let living = 'r0';
    let exchanges = 0;
    return {
      exchanges: () => exchanges,
      request: async (_url: string, { body }: { body?: string | Buffer } = {}) => {
        const given = new URLSearchParams(String(body)).get('refresh_token');
        // Longer than it takes the others to ask too.
        await new Promise((resolve) => setTimeout(resolve, 150));
        if (given !== living) return { status: 400, headers: {}, body: Buffer.from('{"error":"invalid_grant"}') };
        exchanges++;
        living = `r${exchanges}`;
        const json = { access_token: `t${exchanges}`, refresh_token: living, expires_in: 3600 };
        return { status: 200, headers: {}, body: Buffer.from(JSON.stringify(json)) };
      },
    };
  }

  it('are exchanged by one of them, and the one that takes the place of the old one is kept', async () => {
    const http = server();
    const worker = () =>
      authorizationCode(
        localTools(http, { tokens: store('crm') }),
        { endpoint: 'https://login.example/token', client: { id: 'app', secret: 's' } },
        { refreshToken: 'r0' },
      );
    const workers = Array.from({ length: 5 }, worker);
    const shown = await Promise.all(workers.map((one) => one.headers()));
    expect(shown.map(({ authorization }) => authorization)).toEqual(Array(5).fill('Bearer t1'));
    expect(http.exchanges()).toBe(1);
    await Promise.all(workers.map((one) => one.renew!()));
    expect(http.exchanges()).toBe(2);
    // After a restart.
    const later = worker();
    expect(await later.headers()).toEqual({ authorization: 'Bearer t2' });
    await later.renew!();
    expect(await later.headers()).toEqual({ authorization: 'Bearer t3' });
  });

  it('lie sealed', async () => {
    const rows: { sealed: Buffer; name: string }[] = await source.query('SELECT sealed, name FROM system_token');
    expect(rows).toHaveLength(1);
    const text = rows[0]!.sealed.toString('latin1');
    expect(text).not.toMatch(/"access"|"refresh"/);
    expect(rows[0]!.name).toMatch(/^[0-9a-f]{64}$/);
  });

  it('may be exchanged by another worker when the first one has failed', async () => {
    const fails = store('shop').renew('grant', 0, () => Promise.reject(new Error('The line was cut.')));
    await expect(fails).rejects.toThrow('The line was cut.');
    const tokens = { access: 'a', expiresAt: null, refresh: null };
    expect(await store('shop').renew('grant', 0, async () => tokens)).toEqual({ tokens, version: 1 });
    expect(await store('shop').read('grant')).toEqual({ tokens, version: 1 });
    expect(await store('other').read('grant')).toBeNull();
  });

  it('names of jobs are kept by system', async () => {
    const notes = (system: string) => new StoredJobNotes(source, system, () => new Date());
    await notes('crm').write('a', '1');
    await notes('crm').write('a', '2');
    expect([await notes('crm').read('a'), await notes('shop').read('a')]).toEqual(['2', null]);
    await notes('crm').forget('a');
    expect(await notes('crm').read('a')).toBeNull();
  });
});
