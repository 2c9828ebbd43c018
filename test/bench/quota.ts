import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataMaps } from '../../src/datamap/versions/data-maps.js';
import { Relay } from '../../src/platform/queues/relay.js';
import { Transactions } from '../../src/platform/queues/transactions.js';
import { WorkOrders } from '../../src/work/work-orders.js';
import { openCases } from './approved-erasures.js';
import { onServer } from './bench-database.js';
import { type BenchService, benchService } from './bench-service.js';
import { median, rounded, spread } from './measuring.js';
import { assertRight, type BenchOptions, type BenchResult } from './result.js';
import { controllers } from './shop.js';

/** Calls that the system takes in a second, of all who call. */
const LIMIT = 10;
/** How long a call takes there. */
const LATENCY = 80;
/**
 * B11: people searched in a system that takes ten calls a second, by the whole engine (lanes, slots, budgets as rows,
 * guarded HTTP, sealed results), against the ten a second that are possible. Whoever is turned away by the system has
 * lost a call, and is counted.
 */
export async function run({ quick, databaseUrl }: BenchOptions): Promise<BenchResult> {
  const [rounds, people] = quick ? [2, 100] : [4, 300];
  const saas = await limitedSystem();
  const folder = await mkdtemp(join(tmpdir(), 'habeas-bench-connectors-'));
  await mkdir(join(folder, 'saas'));
  await writeFile(join(folder, 'saas', 'saas.yaml'), definition);
  const files = { 'saas.yaml': map(saas.address), 'controllers.yaml': controllers() };
  const service = await benchService(databaseUrl, files, {
    CONNECTORS_DIR: folder,
    EGRESS_ALLOW: new URL(saas.address).host,
  });
  const measured: number[] = [];
  try {
    // What becomes of a case after its search is not measured here.
    await service.pause('stages');
    for (let round = 0; round < rounds; round++) {
      saas.reset();
      measured.push(people / (await searched(service, people, round * people)));
      assertRight('people searched twice or not at all', saas.calls() - saas.refused() - people);
    }
    const wrong = await onServer<{ wrong: number }>(
      service.database.ownerUrl,
      `SELECT count(*)::int AS wrong FROM task WHERE state <> 'done' OR (outcome -> 'records' ->> 'contacts') IS DISTINCT FROM '1'`,
    );
    assertRight('people whose record was not found', wrong[0]!.wrong);
    const ours = median(measured);
    return {
      name: 'quota',
      ours: rounded(ours),
      peer: LIMIT,
      ratio: rounded(ours / LIMIT),
      spread: rounded(spread(measured)),
      unit: 'people/s',
      note:
        `${rounds} rounds of ${people} people, a call each that takes ${LATENCY} ms, from placing the order to the last result. ` +
        `Peer: the limit itself, ${LIMIT} calls a second. Turned away in the last round: ${saas.refused()}. Rows wrong: 0.`,
    };
  } finally {
    await service.stop();
    await saas.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Seconds from the order to the last result. */
async function searched(service: BenchService, people: number, from: number): Promise<number> {
  const transactions = service.get(Transactions);
  const relay = service.get(Relay);
  const ids = Array.from({ length: people }, (_, at) => String(1_000_000 + from + at));
  const { opened, controllerId } = await openCases(service, ids, 'access');
  const [system] = await service.get(DataMaps).forController(transactions.manager, controllerId);
  const start = performance.now();
  for (const one of opened) {
    const { id, dueOn } = one.requests[0]!;
    const request = { id, caseId: one.id, controllerId, dueOn };
    const tasks = [{ system: system!.slug, mapId: system!.id }];
    const order = { action: 'locate', round: 0, signal: 'planning.located', tasks, request } as const;
    await service.get(WorkOrders).place(transactions.manager, order);
  }
  relay.nudge();
  for (;;) {
    const [row] = await onServer<{ open: number }>(
      service.database.ownerUrl,
      `SELECT count(*)::int AS open FROM task WHERE state <> 'done'`,
    );
    if (row!.open === 0) return (performance.now() - start) / 1000;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** A system with a bucket of ten that fills at ten a second, and turns away whoever finds it empty. */
async function limitedSystem() {
  let [tokens, filled] = [LIMIT, performance.now()];
  let calls = 0;
  let refused = 0;
  const server = createServer((request, response) => {
    calls++;
    const now = performance.now();
    [tokens, filled] = [Math.min(LIMIT, tokens + ((now - filled) * LIMIT) / 1_000), now];
    if (tokens < 1) {
      refused++;
      response.writeHead(429, { 'retry-after': '1' }).end('{}');
      return;
    }
    tokens--;
    const id = request.url!.split('/').at(-1);
    const body = JSON.stringify({ id, email: `p${id}@example.org` });
    setTimeout(() => response.writeHead(200, { 'content-type': 'application/json' }).end(body), LATENCY);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: () => calls,
    refused: () => refused,
    reset: () => ([calls, refused] = [0, 0]),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const definition = `habeas-rest: 1
vendor: saas
title: A SaaS
documentation: [https://saas.example/api]
reviewed: 2026-11-23
address: { base: https://saas.example }
authentication: { kind: none }
budgets: [{ name: calls, limit: ${LIMIT}, per: PT1S }]
concurrency: 3
batch: 20
check: [{ call: { get: /me }, rights: [read] }]
done: { deletion: hard, reversible: false, residue: { en: n, de: n }, returns: { en: n, de: n } }
collections:
  contacts:
    title: { en: Contacts, de: Kontakte }
    key: [id]
    fields: { id: { category: user.unique_id, identifies: customer_id }, email: { category: user.contact.email } }
    find: { customer_id: [{ get: '/contacts/{identifier}', single: true }] }
    read: { get: '/contacts/{key.id}' }
    delete: [{ delete: '/contacts/{key.id}' }]
`;

const map = (address: string): string => `habeas: 1
system: saas
title: A SaaS
connector: saas
connection: { baseUrl: '${address}' }
controllers: [bench]
purposes: { sales: { title: Sales, basis: 6(1)(b), ends: later } }
recipients: []
source: none
transfers: none
automatedDecisions: none
copies: { backup: { title: Back-up, kind: backup, kept: P30D } }
collections:
  contacts:
    key: id
    purpose: sales
    identifiedBy: { customer_id: id }
    fields: { id: user.unique_id, email: user.contact.email }
    erasure: delete
`;
