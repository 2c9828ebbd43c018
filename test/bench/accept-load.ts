import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'undici';

/** Keeps a number of connections busy with requests, one at a time each, and reports to its parent. */
export interface Load {
  url: string;
  key: string;
  connections: number;
  seconds: number;
}

export interface LoadReport {
  accepted: number;
  failed: number;
  seconds: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** Processor time that sending and reading took here, in microseconds a request: the server's machine pays for it. */
  ownMicroseconds: number;
}

const { url, key, connections, seconds } = JSON.parse(process.argv[2]!) as Load;
const latencies: number[] = [];
let failed = 0;
const over = new AbortController();

async function connection(): Promise<void> {
  const client = new Client(url, { pipelining: 1 });
  while (!over.signal.aborted) {
    const began = performance.now();
    const { statusCode, body } = await client.request({
      method: 'POST',
      path: '/v1/requests',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, 'idempotency-key': randomUUID() },
      body: JSON.stringify({
        controllers: ['bench'],
        rights: ['access'],
        identifiers: [{ kind: 'email', value: `erika.${randomUUID().slice(0, 18)}@example.org` }],
        locale: 'de',
        country: 'DE',
      }),
    });
    await body.dump();
    if (statusCode === 201) latencies.push(performance.now() - began);
    else failed += 1;
  }
  await client.close();
}

const began = performance.now();
const processor = process.cpuUsage();
const running = Promise.all(Array.from({ length: connections }, connection));
await wait(seconds * 1000);
over.abort();
await running;
const taken = (performance.now() - began) / 1000;
const { user, system } = process.cpuUsage(processor);
latencies.sort((one, other) => one - other);
const at = (share: number): number => latencies[Math.floor(share * (latencies.length - 1))] ?? 0;
process.send?.({
  accepted: latencies.length,
  failed,
  seconds: taken,
  p50: at(0.5),
  p99: at(0.99),
  ownMicroseconds: Math.round((user + system) / Math.max(1, latencies.length)),
} satisfies LoadReport);
process.disconnect?.();
