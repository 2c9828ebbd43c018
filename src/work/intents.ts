import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Ledger } from '../ledger/ledger.js';
import type { ReasonCode } from '../ledger/reasons.js';
import { Clock } from '../platform/clock/clock.js';
import type { DataKey } from '../platform/crypto/data-key.js';
import { newId } from '../platform/ids/ids.js';
import { Transactions } from '../platform/queues/transactions.js';
import type { State } from '../requests/journey-table.js';
import { Raise } from '../requests/raise.js';
import { Burials, buries } from './burials.js';
import type { ClaimedTask } from './claimed-task.js';
import type { Drift } from './drift.js';
import { type EffectSet, rowsOf } from './effect-set.js';
import { Errands } from './errands.js';
import { RowSets } from './row-sets.js';
import { TasksRepository } from './tasks.repository.js';

export interface Intention {
  task: ClaimedTask;
  drift: Drift;
  set: EffectSet;
  /** The fresh judgement differs from the approved rows in some tolerable way, so the intent gets rows of its own. */
  rewritten: boolean;
  key: DataKey;
  /** Keyed digest of the rows, for the ledger. */
  digest: string;
}

/** An erasure the system did not do now: waits until a moment, or for a person. */
export type Unfinished = { task: ClaimedTask; until: Date } | { task: ClaimedTask; code: ReasonCode; place?: string };

/** States in which an approved effect may begin: a system that was away for weeks may be left when the answer is out. */
const UNDER_WAY: readonly State[] = ['working', 'checking', 'answering'];
/** Whoever finds the request elsewhere comes back after this, should nobody have cancelled the task by then. */
const LOOK_AGAIN_MS = 60_000;

const DRIFT_CODES = {
  'new-collection': 'scope-changed',
  'new-verdict': 'scope-changed',
  'other-verdict': 'scope-changed',
} as const;

/** Nothing is destroyed before its intent is committed here: which rows, sealed, under a plan that has not drifted. */
@Injectable()
export class Intents {
  constructor(
    private readonly transactions: Transactions,
    private readonly tasks: TasksRepository,
    private readonly rowSets: RowSets,
    private readonly errands: Errands,
    private readonly burials: Burials,
    private readonly ledger: Ledger,
    private readonly raise: Raise,
    private readonly clock: Clock,
  ) {}

  /**
   * Commits what may be destroyed and sends the rest back to be planned anew.
   *
   * Requests are locked against a hold or a withdrawal that arrives in this moment: whichever commits first wins. They
   * are locked before their tasks, as everybody does who moves a request.
   *
   * @returns the intentions that were committed.
   */
  commit(intentions: readonly Intention[]): Promise<Intention[]> {
    return this.transactions.run(async (tx) => {
      const { free, held: underHold } = await this.stillFree(tx, intentions);
      const ours = new Set(
        (
          await this.tasks.stillOurs(
            tx,
            intentions.map(({ task }) => task),
          )
        ).map((task) => task.id),
      );
      const mine = intentions.filter(({ task }) => ours.has(task.id));
      const limits = await this.grownLimits(tx, mine);
      const fits = ({ task, drift }: Intention): boolean =>
        drift.kind === 'same' ||
        drift.kind === 'shrunk' ||
        (drift.kind === 'grown' && drift.by <= (limits.get(task.controllerId) ?? 0));
      const waiting = mine.filter(({ task }) => !free.has(task.requestId)).map(({ task }) => task);
      const drifted = mine.filter((intention) => free.has(intention.task.requestId) && !fits(intention));
      const good = mine.filter((intention) => free.has(intention.task.requestId) && fits(intention));
      await this.putBack(tx, waiting, underHold);
      await this.sendBack(tx, drifted);
      await this.write(tx, good);
      return good;
    });
  }

  /**
   * The last look before a system is touched, at intents new and old: still ours (we may have been frozen since), and no
   * hold has come. Those that are held go back; a call that has been begun is not broken off.
   *
   * @returns ids of the tasks that may go on.
   */
  mayProceed(tasks: readonly ClaimedTask[]): Promise<Set<string>> {
    if (tasks.length === 0) return Promise.resolve(new Set());
    return this.transactions.run(async (tx) => {
      const ours = await this.tasks.stillOurs(tx, tasks);
      const rows: { id: string }[] = await tx.query(
        `SELECT t.id FROM task t JOIN hold h ON h.case_id = t.case_id AND h.lifted_at IS NULL WHERE t.id = ANY($1::uuid[])`,
        [ours.map((task) => task.id)],
      );
      const held = new Set(rows.map((row) => row.id));
      await this.tasks.later(
        tx,
        ours.filter((task) => held.has(task.id)),
        this.clock.now(),
        'held',
      );
      return new Set(ours.filter((task) => !held.has(task.id)).map((task) => task.id));
    });
  }

  /** Of the requests, those that are under way and not held, and those that are held; locked until the transaction ends. */
  private async stillFree(
    tx: EntityManager,
    intentions: readonly Intention[],
  ): Promise<{ free: Set<string>; held: Set<string> }> {
    const ids = [...new Set(intentions.map(({ task }) => task.requestId))];
    await tx.query(`SELECT id FROM request WHERE id = ANY($1::uuid[]) ORDER BY id FOR SHARE`, [ids]);
    // A statement of its own: the one above may have waited for the hold that this one must see.
    const rows: { id: string; state: State; held: boolean }[] = await tx.query(
      `SELECT r.id, r.state, EXISTS (SELECT FROM hold h WHERE h.case_id = r.case_id AND h.lifted_at IS NULL) AS held
       FROM request r WHERE r.id = ANY($1::uuid[])`,
      [ids],
    );
    const of = (wanted: (row: { state: State; held: boolean }) => boolean): Set<string> =>
      new Set(rows.filter(wanted).map(({ id }) => id));
    return { free: of(({ state, held }) => !held && UNDER_WAY.includes(state)), held: of(({ held }) => held) };
  }

  /** A held task is claimed by nobody until the hold is lifted, which wakes its lane. */
  private async putBack(tx: EntityManager, tasks: readonly ClaimedTask[], held: ReadonlySet<string>): Promise<void> {
    const now = this.clock.now();
    await this.tasks.later(
      tx,
      tasks.filter(({ requestId }) => held.has(requestId)),
      now,
      'held',
    );
    const elsewhere = tasks.filter(({ requestId }) => !held.has(requestId));
    await this.tasks.later(tx, elsewhere, new Date(now.getTime() + LOOK_AGAIN_MS), 'not-under-way');
  }

  private async grownLimits(tx: EntityManager, intentions: readonly Intention[]): Promise<Map<string, number>> {
    if (!intentions.some(({ drift }) => drift.kind === 'grown')) return new Map();
    const rows: { id: string; grown: number }[] = await tx.query(
      `SELECT id, (policy ->> 'grownRecords')::int AS grown FROM controller WHERE id = ANY($1::uuid[])`,
      [[...new Set(intentions.map(({ task }) => task.controllerId))]],
    );
    return new Map(rows.map((row) => [row.id, row.grown]));
  }

  private async write(tx: EntityManager, intentions: readonly Intention[]): Promise<void> {
    if (intentions.length === 0) return;
    const at = this.clock.now();
    const rewritten = new Map(intentions.filter((one) => one.rewritten).map(({ task }) => [task.id, newId()]));
    await this.rowSets.write(
      tx,
      intentions.flatMap(({ task, set, key, rewritten: anew }) =>
        anew
          ? [
              {
                setId: rewritten.get(task.id)!,
                requestId: task.requestId,
                kind: 'intended' as const,
                system: task.system,
                ordinal: 0,
                rows: rowsOf(set),
                content: set,
                key,
              },
            ]
          : [],
      ),
    );
    await tx.query(
      `UPDATE task t SET intended_at = $3, row_set = coalesce(n.row_set, t.row_set)
       FROM unnest($1::uuid[], $2::uuid[]) AS n (id, row_set) WHERE t.id = n.id`,
      [intentions.map(({ task }) => task.id), intentions.map(({ task }) => rewritten.get(task.id) ?? null), at],
    );
    // Before anything is destroyed: what a crash leaves half done is remembered too.
    await this.burials.write(
      tx,
      intentions
        .filter(({ set }) => buries(set))
        .map(({ task, set }) => ({ ...task, identifiers: set.identifiers, deferred: set.bound !== undefined })),
    );
    await this.ledger.appendAll(
      tx,
      intentions.map(({ task, set, digest }) => ({
        kind: 'erasure.intended' as const,
        case: task.caseLedgerId,
        request: task.requestLedgerId,
        by: { role: 'service' as const },
        at,
        data: { system: task.system, hash: task.rowSet ?? '', rows: rowsOf(set), digest },
      })),
    );
  }

  private async sendBack(tx: EntityManager, intentions: readonly Intention[]): Promise<void> {
    if (intentions.length === 0) return;
    const at = this.clock.now();
    await this.ledger.appendAll(
      tx,
      intentions.map(({ task, drift }) => ({
        kind: 'plan.drifted' as const,
        case: task.caseLedgerId,
        request: task.requestLedgerId,
        by: { role: 'service' as const },
        at,
        data: {
          hash: task.rowSet ?? '',
          code: drift.kind === 'changed' ? DRIFT_CODES[drift.code] : ('scope-grown' as const),
        },
      })),
    );
    await this.tasks.park(
      tx,
      intentions.map(({ task }) => task),
      'drifted',
    );
    await this.raise.signal(tx, 'planning.drifted', [...new Set(intentions.map(({ task }) => task.requestId))]);
  }

  /** Tasks whose intent stands but whose effect the system has not had yet. */
  async unfinished(tasks: readonly Unfinished[]): Promise<void> {
    if (tasks.length === 0) return;
    await this.transactions.run(async (tx) => {
      for (const unfinished of tasks) {
        const [ours] = await this.tasks.stillOurs(tx, [unfinished.task]);
        if (!ours) continue;
        if ('until' in unfinished) {
          await this.tasks.later(tx, [ours], unfinished.until, 'pending');
          await this.raise.signal(tx, 'work.lane', `${ours.system}.${ours.action}`, { dueAt: unfinished.until });
        } else {
          await this.parkForPerson(tx, ours, unfinished.code, unfinished.place);
        }
      }
    });
  }

  /** Parks one task and opens its errand, in the caller's transaction. */
  async parkForPerson(tx: EntityManager, task: ClaimedTask, code: ReasonCode, place?: string): Promise<void> {
    await this.tasks.park(tx, [task], code);
    await this.ledger.append(tx, {
      kind: 'task.parked',
      case: task.caseLedgerId,
      request: task.requestLedgerId,
      by: { role: 'service' },
      at: this.clock.now(),
      data: { system: task.system, action: task.action, code },
    });
    await this.errands.open(tx, {
      ...task,
      taskId: task.id,
      kind: code,
      dueOn: task.deadline,
      ...(place ? { place } : {}),
    });
  }
}
