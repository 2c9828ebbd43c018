import type { EntityManager } from 'typeorm';
import { Clock } from '../../src/platform/clock/clock.js';
import { DataKeys } from '../../src/platform/crypto/data-keys.js';
import { Tags } from '../../src/platform/crypto/tags.js';
import { newId } from '../../src/platform/ids/ids.js';
import { Transactions } from '../../src/platform/queues/transactions.js';
import { DataMaps } from '../../src/datamap/versions/data-maps.js';
import { CaseOpening, type OpenedCase, type Submission } from '../../src/requests/case-opening.js';
import { Controllers } from '../../src/requests/controllers.js';
import { Raise } from '../../src/requests/raise.js';
import type { Right } from '../../src/requests/request.entity.js';
import { locateAll } from '../../src/work/actions/locate.action.js';
import type { EffectSet } from '../../src/work/effect-set.js';
import { rowsOf } from '../../src/work/effect-set.js';
import { Judge } from '../../src/work/judge.js';
import { RowSets } from '../../src/work/row-sets.js';
import { Systems } from '../../src/work/systems.js';
import type { BenchService } from './bench-service.js';

const AT_ONCE = 500;

/** Requests of these people as the officer's approval leaves them: at work, effects sealed, a task each in the shop. */
export async function approvedErasures(service: BenchService, customers: readonly string[]): Promise<void> {
  for (let from = 0; from < customers.length; from += AT_ONCE) {
    await approve(service, customers.slice(from, from + AT_ONCE));
  }
}

/** Opens a case a person, proven by the company's login. */
export async function openCases(
  service: BenchService,
  customers: readonly string[],
  right: Right,
): Promise<{ opened: OpenedCase[]; controllerId: string; law: string; dueOn: string }> {
  const { manager } = service.get(Transactions);
  const controller = (await service.get(Controllers).bySlug('bench'))!;
  const submissions = customers.map((id): Submission => ({
    controller,
    rights: [right],
    copyFirst: false,
    identifiers: [{ kind: 'customer_id', value: id, source: 'login', proven: true }],
    text: null,
    locale: 'de',
    country: 'DE',
    region: null,
    relation: 'customer',
    role: 'controller',
    channel: 'api',
    receivedAt: service.get(Clock).now(),
    recordedBy: null,
    replyBy: 'portal',
    assurance: 'login',
    testPerson: false,
  }));
  const opened = (await service.get(CaseOpening).open(submissions, { role: 'service' }))!;
  const [{ law, dueOn }]: [{ law: string; dueOn: string }] = await manager.query(
    `SELECT law, due_on::text AS "dueOn" FROM request WHERE id = $1`,
    [opened[0]!.requests[0]!.id],
  );
  return { opened, controllerId: controller.id, law, dueOn };
}

async function approve(service: BenchService, customers: readonly string[]): Promise<void> {
  const { manager } = service.get(Transactions);
  const { opened, controllerId, law, dueOn } = await openCases(service, customers, 'erasure');
  const system = (await service.get(DataMaps).ofSystem(manager, 'shop'))!;
  const { connector } = await service.get(Systems).open(system.id);
  const { map } = await service.get(Systems).effective(system.id);
  const judge = await service.get(Judge).under(controllerId, law);
  const people = opened.map((one, at) => ({
    person: one.id,
    identifiers: [{ kind: 'customer_id', value: customers[at]! }],
  }));
  const signal = new AbortController().signal;
  const digest = service.get(Tags).digest('fingerprint', 'records');
  const found = await locateAll({ connector, controller: 'bench', signal }, people, digest);
  const requests = opened.map((one) => one.requests[0]!.id);
  const plans = opened.map(() => newId());
  await service.get(Transactions).run(async (tx) => {
    const owners = requests.map((id) => ({ owner: { kind: 'erasure' as const, id }, destroyAfter: null }));
    const keys = await service.get(DataKeys).createMany(tx, owners);
    await service.get(RowSets).write(
      tx,
      opened.map((one, at) => {
        const content: EffectSet = { groups: judge(map, found.get(one.id)!), identifiers: people[at]!.identifiers };
        const common = { kind: 'planned' as const, system: 'shop', ordinal: 0 };
        return {
          ...common,
          setId: plans[at]!,
          requestId: requests[at]!,
          rows: rowsOf(content),
          content,
          key: keys[at]!,
        };
      }),
    );
    await putToWork(
      tx,
      opened.map((one, at) => ({ orderId: newId(), requestId: requests[at]!, caseId: one.id, planId: plans[at]! })),
      { controllerId, mapId: system.id, dueOn },
    );
  });
}

/** An order with one task each, for all requests at once and without the wakes. */
async function putToWork(
  tx: EntityManager,
  work: readonly { orderId: string; requestId: string; caseId: string; planId: string }[],
  common: { controllerId: string; mapId: string; dueOn: string },
): Promise<void> {
  const requests = work.map((one) => one.requestId);
  const orders = work.map((one) => one.orderId);
  await tx.query(`UPDATE request SET state = 'working', version = version + 1 WHERE id = ANY($1::uuid[])`, [requests]);
  await tx.query(
    `INSERT INTO work_order (id, request_id, action, round, open, signal, created_at)
     SELECT o.id, o.request_id, 'erase', 0, 1, 'planning.executed', now() FROM unnest($1::uuid[], $2::uuid[]) AS o (id, request_id)`,
    [orders, requests],
  );
  await tx.query(
    `INSERT INTO task (id, order_id, request_id, case_id, controller_id, system, map_id, action, round, state, due_at, deadline, row_set)
     SELECT id, order_id, request_id, case_id, $6::uuid, 'shop', $7::uuid, 'erase', 0, 'ready', now(), $8::date, row_set
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[]) AS t (id, order_id, request_id, case_id, row_set)`,
    [
      work.map(() => newId()),
      orders,
      requests,
      work.map((one) => one.caseId),
      work.map((one) => one.planId),
      common.controllerId,
      common.mapId,
      common.dueOn,
    ],
  );
}

/** Wakes the shop's lane and waits until no task is left. */
export async function eraseAll(service: BenchService): Promise<void> {
  const transactions = service.get(Transactions);
  await transactions.run((tx) => service.get(Raise).signal(tx, 'work.lane', 'shop.erase'));
  for (;;) {
    const [{ busy }]: [{ busy: boolean }] = await transactions.manager.query(
      `SELECT EXISTS (SELECT FROM task WHERE system = 'shop' AND action = 'erase' AND state = 'ready')
           OR EXISTS (SELECT FROM task WHERE lease_until IS NOT NULL AND state = 'leased') AS busy`,
    );
    if (!busy) return;
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}
