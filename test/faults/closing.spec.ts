import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freshDatabase } from '../kit/database.js';
import { runService } from '../kit/running-service.js';
import { redisAddress } from '../kit/redis.js';

const redis = await redisAddress(14);

it.each([['PostgreSQL', undefined], ...(redis ? ([['Redis', redis]] as const) : [])] as const)(
  'a service that is closed, its queues on %s, keeps no connection and writes no warning',
  async (_name, redisUrl) => {
    const database = await freshDatabase();
    const home = await mkdtemp(join(tmpdir(), 'habeas-home-'));
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    try {
      const service = await runService({ database, home, environment: redisUrl ? { REDIS_URL: redisUrl } : {} });
      const open = async (): Promise<unknown[]> =>
        (
          await client.query(
            `SELECT application_name, query FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
          )
        ).rows;
      expect((await open()).length).toBeGreaterThan(0);
      const before = service.log.length;
      await service.stop();
      // A back end needs a moment to notice that its client has said goodbye.
      for (let look = 0; look < 50 && (await open()).length > 0; look += 1)
        await new Promise((go) => setTimeout(go, 100));
      expect(await open()).toEqual([]);
      expect(service.log.slice(before).filter((line) => /"level":"(warn|error)"/.test(line))).toEqual([]);
    } finally {
      await client.end();
      await database.drop();
      await rm(home, { recursive: true, force: true });
    }
  },
);
