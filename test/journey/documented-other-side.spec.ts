import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { membersMap, ToldHouse } from '../kit/exchange/told-house.js';

const PROGRAM = join(import.meta.dirname, '../../docs/examples/other-side.mjs');

/** A port that nobody listens at. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('the other side as the documentation shows it', () => {
  let program: ChildProcess;
  let house: ToldHouse;

  beforeAll(async () => {
    const port = await freePort();
    process.env.DOCUMENTED_SECRET = `whsec_${randomBytes(32).toString('base64')}`;
    program = spawn(process.execPath, [PROGRAM], {
      env: { PATH: process.env.PATH, PORT: String(port), HABEAS_SECRET: process.env.DOCUMENTED_SECRET },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(program.stdout!, 'data');
    house = await ToldHouse.open({
      environment: { EGRESS_ALLOW: `127.0.0.1:${port}` },
      maps: {
        loyalty: membersMap('loyalty', 'webhook', {
          url: `http://127.0.0.1:${port}/habeas`,
          secret: 'env:DOCUMENTED_SECRET',
        }),
      },
    });
  });
  afterAll(async () => {
    program?.kill();
    await house?.close();
  });

  it('copies, erases, and finds nothing afterwards', async () => {
    const copy = await house.begin('ada@people.example', 'access');
    await house.reach(copy, 'reviewing');
    expect(await house.sql(`SELECT sum(records)::int AS records FROM part WHERE request_id = $1`, [copy])).toEqual([
      { records: 1 },
    ]);
    const erasure = await house.begin('ada@people.example');
    expect(await house.reach(erasure, 'closed')).toMatchObject({ outcome: 'fully-complied' });
    const again = await house.begin('ada@people.example');
    expect(await house.reach(again, 'closed')).toMatchObject({ outcome: 'nothing-found' });
  });
});
