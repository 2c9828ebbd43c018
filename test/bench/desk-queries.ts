import { Queue } from '../../src/desk/queue/queue.js';
import { RequestViews } from '../../src/desk/case/request-view.js';
import { Figures } from '../../src/desk/figures/figures.js';
import type { StaffCaller } from '../../src/people/staff-caller.js';
import { Transactions } from '../../src/platform/queues/transactions.js';
import { LineCounts } from '../../src/requests/counting/line-counts.js';
import { RequestsRepository } from '../../src/requests/requests.repository.js';
import { type BenchService, benchService } from './bench-service.js';
import { onServer } from './bench-database.js';
import { fillDesk } from './desk-fill.js';
import { median, rounded, seconds, spread } from './measuring.js';
import { assertRight, type BenchOptions, type BenchResult } from './result.js';
import { controllers, shopMap } from './shop.js';

/** Real cases, made by the service itself, among the synthetic ones: what is sealed in them can be opened. */
const REAL = 100;

interface Desk {
  service: BenchService;
  requests: number;
  screens: Record<string, (turn: number) => Promise<unknown>>;
}

/**
 * What the desk's screens ask, as their controllers ask it, over two installations of which one has ten times as many
 * requests (nine of ten have ended): the 99th percentile of each screen at the larger against that at the smaller. Ours
 * and peer are the screen that does worst. The target is 2 at most.
 */
export async function run({ quick, databaseUrl }: BenchOptions): Promise<BenchResult> {
  const [small, large, rounds, turns] = quick ? [20_000, 200_000, 3, 60] : [100_000, 1_000_000, 7, 200];
  process.env.HABEAS_BENCH_SHOP_URL ??= databaseUrl;
  const desks: Desk[] = [];
  try {
    for (const requests of [small, large]) desks.push(await openDesk(databaseUrl, requests));
    const [few, many] = desks as [Desk, Desk];
    const measured = new Map<string, { few: number[]; many: number[] }>();
    for (const name of Object.keys(few.screens)) {
      await p99(few, name, 20);
      await p99(many, name, 20);
      measured.set(name, { few: [], many: [] });
    }
    for (let round = 0; round < rounds; round++) {
      for (const [name, times] of measured) {
        times.few.push(await p99(few, name, turns));
        times.many.push(await p99(many, name, turns));
      }
    }
    const screens = [...measured].map(([name, times]) => {
      const ratios = times.many.map((time, round) => time / times.few[round]!);
      return { name, ratio: median(ratios), spread: spread(ratios), few: median(times.few), many: median(times.many) };
    });
    const worst = screens.toSorted((a, b) => b.ratio - a.ratio)[0]!;
    const told = screens.map(
      ({ name, few: at, many: than, ratio }) => `${name} ${rounded(at)} → ${rounded(than)} (${rounded(ratio)})`,
    );
    return {
      name: 'desk-queries',
      ours: rounded(worst.many),
      peer: rounded(worst.few),
      ratio: rounded(worst.ratio),
      spread: rounded(worst.spread),
      unit: 'ms',
      note: `p99 at ${large} requests against ${small}, the worst screen: ${worst.name}. Target: 2 at most. In ms: ${told.join(', ')}.`,
    };
  } finally {
    for (const { service } of desks) await service.stop();
  }
}

async function openDesk(databaseUrl: string, requests: number): Promise<Desk> {
  const files = { 'controllers.yaml': controllers(), 'shop.yaml': shopMap() };
  const service = await benchService(databaseUrl, files, { WORKERS: 'false' });
  const key = await service.staff(['privacy_officer', 'integration']);
  const real = await realCases(service, key);
  await fillDesk(service.database.ownerUrl, 0, requests);
  await service.get(LineCounts).addUp();
  const owner = service.database.ownerUrl;
  const [staff] = await onServer<{ id: string }>(owner, `SELECT id FROM staff LIMIT 1`);
  const [counted] = await onServer<{ lines: number }>(owner, `SELECT count(*)::int AS lines FROM request_line`);
  assertRight('lines that are missing', counted!.lines - requests - REAL);
  const caller: StaffCaller = {
    kind: 'staff',
    id: staff!.id,
    credential: staff!.id,
    roles: ['privacy_officer'],
    controllers: null,
    actor: { role: 'staff' },
  };
  const desk = { service, requests, screens: await screensOf(service, caller, real) };
  const counts = await service.get(Queue).count(caller);
  const all = counts.states.reduce((sum, { count }) => sum + count, 0);
  assertRight('requests that are not counted', all - requests - REAL);
  return desk;
}

async function realCases(service: BenchService, key: string): Promise<{ id: string; email: string }[]> {
  const made: { id: string; email: string }[] = [];
  for (let number = 0; number < REAL; number++) {
    const email = `person${number}@bench.example.org`;
    const response = await fetch(`${service.url}/v1/requests`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({
        controllers: ['bench'],
        rights: ['erasure'],
        identifiers: [{ kind: 'email', value: email }],
      }),
    });
    const { cases } = (await response.json()) as { cases: { requests: { id: string }[] }[] };
    made.push({ id: cases[0]!.requests[0]!.id, email });
  }
  return made;
}

/** Every screen by its name; a turn asks for something else than the one before. */
async function screensOf(
  service: BenchService,
  caller: StaffCaller,
  real: { id: string; email: string }[],
): Promise<Desk['screens']> {
  const queue = service.get(Queue);
  const figures = service.get(Figures);
  const { manager } = service.get(Transactions);
  const references = await onServer<{ reference: string }>(
    service.database.ownerUrl,
    `SELECT c.reference FROM subject_case c JOIN request r ON r.case_id = c.id WHERE r.id = ANY($1::uuid[])`,
    [real.map(({ id }) => id)],
  );
  const states = ['deciding', 'working', 'closed', 'reviewing', 'proving'] as const;
  const deep: string[] = [];
  for (let cursor: string | undefined, page = 0; page < 100; page++) {
    const { next } = await queue.list(caller, { open: true, limit: 100, ...(cursor ? { cursor } : {}) });
    if (!next) break;
    deep.push((cursor = next));
  }
  const found = await queue.find(caller, { q: real[0]!.email });
  assertRight('an identifier leads to its request', found.items.length - 1);
  return {
    'list by due': () => queue.list(caller, { open: true, sort: 'due' }),
    'list by change': () => queue.list(caller, { open: true, sort: 'changed' }),
    'list of a state': (turn) => queue.list(caller, { state: states[turn % states.length]! }),
    'list of a right, late': () => queue.list(caller, { right: 'erasure', due: 'late' }),
    'list of what waits for a person': () => queue.list(caller, { flag: 'errand', open: true }),
    'deep page': (turn) => queue.list(caller, { open: true, limit: 100, cursor: deep[turn % deep.length]! }),
    'by reference': (turn) => queue.list(caller, { q: references[turn % references.length]!.reference }),
    'by identifier': (turn) => queue.find(caller, { q: real[turn % real.length]!.email }),
    counts: () => queue.count(caller),
    figures: () => figures.of(caller, {}),
    'case page': async (turn) => {
      const file = await service.get(RequestsRepository).file(manager, real[turn % real.length]!.id);
      return service.get(RequestViews).of(manager, file!, caller);
    },
  };
}

/** Milliseconds that 99 of 100 turns stay below. */
async function p99(desk: Desk, name: string, turns: number): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < turns; turn++) times.push(1000 * (await seconds(() => desk.screens[name]!(turn))));
  return times.toSorted((a, b) => a - b)[Math.min(turns - 1, Math.floor(turns * 0.99))]!;
}
