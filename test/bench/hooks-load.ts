import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'undici';

/** Keeps a number of connections busy with signed webhooks, one at a time each, and reports to its parent. */
export interface HookLoad {
  url: string;
  secret: string;
  connections: number;
  seconds: number;
}

export interface HookReport {
  accepted: number;
  failed: number;
  seconds: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** Processor time that signing, sending and reading took here, in microseconds a webhook. */
  ownMicroseconds: number;
}

const { url, secret, connections, seconds } = JSON.parse(process.argv[2]!) as HookLoad;
const { origin, pathname } = new URL(url);
const latencies: number[] = [];
let failed = 0;
const over = new AbortController();

/** A ticket as a helpdesk tells of it, some 900 bytes. */
function body(): string {
  return JSON.stringify({
    account_id: 12514403,
    id: randomUUID(),
    type: 'zen:event-type:ticket.created',
    subject: 'zen:ticket:5158',
    time: new Date().toISOString(),
    zendesk_event_version: '2022-11-06',
    detail: {
      id: '5158',
      subject: 'My parcel',
      description: 'Where is my parcel? I have been waiting for it since last week. '.repeat(8),
      requester_id: '8447388090494',
      status: 'OPEN',
      created_at: new Date().toISOString(),
      is_public: true,
      tags: ['parcel'],
      via: { channel: 'web_service' },
    },
    event: {},
  });
}

async function connection(): Promise<void> {
  const client = new Client(origin, { pipelining: 1 });
  while (!over.signal.aborted) {
    const began = performance.now();
    const text = body();
    const timestamp = new Date().toISOString();
    const { statusCode, body: answer } = await client.request({
      method: 'POST',
      path: pathname,
      headers: {
        'content-type': 'application/json',
        'x-zendesk-webhook-signature-timestamp': timestamp,
        'x-zendesk-webhook-signature': createHmac('sha256', secret).update(`${timestamp}${text}`).digest('base64'),
      },
      body: text,
    });
    await answer.dump();
    if (statusCode === 200) latencies.push(performance.now() - began);
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
} satisfies HookReport);
process.disconnect?.();
