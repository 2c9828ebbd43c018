import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type {
  ErasePerson,
  EraseResult,
  Occasion,
  RereadItem,
  RereadResult,
  Verb,
} from '../../connectors/kit/contract.js';
import { Refused } from '../../connectors/kit/errors.js';
import { grouped } from '../../connectors/kit/sql/grouped.js';
import type { ReasonCode } from '../../ledger/reasons.js';
import type { DataKey } from '../../platform/crypto/data-key.js';
import { DataKeys } from '../../platform/crypto/data-keys.js';
import { Tags } from '../../platform/crypto/tags.js';
import { CrashPoints } from '../../platform/faults/crash-points.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { keysOf } from '../../requests/keys-of.js';
import type { ClaimedTask } from '../claimed-task.js';
import { driftBetween } from '../drift.js';
import { type EffectGroup, type EffectSet, keyText, withinBounds } from '../effect-set.js';
import { type Intention, Intents, type Unfinished } from '../intents.js';
import { Judge, type Judgement } from '../judge.js';
import { RowSets } from '../row-sets.js';
import { sameGroups } from '../same-groups.js';
import { type Shown, ShownOutcomes } from '../shown-outcomes.js';
import { Systems } from '../systems.js';
import { referenceOf } from '../waiting.js';
import { locateAll } from './locate.action.js';
import { type TaskBatch, TaskAction } from './task-action.js';

/** A task with the effect it is to have. */
interface Charge {
  task: ClaimedTask;
  set: EffectSet;
}

/**
 * Destroys what an approved plan names, and shows that it is gone. Four steps, each safe to repeat: search again and
 * compare with the approval; write down what is about to be destroyed; look once more whether it still may be, and
 * destroy it; read again and search again.
 * From the second step on the sealed keys drive everything, so that a half-done erasure can always be finished.
 */
@Injectable()
export class EraseAction extends TaskAction {
  override readonly action = 'erase';
  override readonly verb: Verb = 'erase';

  constructor(
    private readonly transactions: Transactions,
    private readonly keys: DataKeys,
    private readonly tags: Tags,
    private readonly rowSets: RowSets,
    private readonly systems: Systems,
    private readonly judge: Judge,
    private readonly intents: Intents,
    private readonly shown: ShownOutcomes,
    private readonly crash: CrashPoints,
  ) {
    super();
  }

  override async run(batch: TaskBatch): Promise<void> {
    const keys = await keysOf(
      this.keys,
      this.transactions.manager,
      'erasure',
      batch.tasks.map((task) => task.requestId),
    );
    const charges = await this.open(batch.tasks, keys);
    const begun = charges.filter(({ task }) => task.intendedAt);
    const fresh = await this.compare(
      batch,
      charges.filter(({ task }) => !task.intendedAt),
      keys,
    );
    const system = batch.map.system;
    await this.crash.here('after-intent', system);
    const may = await this.intents.mayProceed([...begun, ...fresh].map(({ task }) => task));
    const charged = [...begun, ...fresh].filter(({ task }) => may.has(task.id));
    if (charged.length === 0) return;
    await this.crash.here('before-effect', system);
    const results = await batch.connector.erase({
      controller: batch.controller,
      reference: referenceOf(charged.map(({ task }) => task)),
      people: charged.map(toPerson),
      digest: this.digest(),
      signal: batch.signal,
    });
    await this.crash.here('after-effect', system);
    await this.show(batch, charged, results);
    await this.crash.here('after-shown', system);
  }

  /**
   * The sealed effects of the tasks, chunks put together.
   *
   * @throws Refused when one cannot be opened any more: what is not known must not count as nothing to do.
   */
  private async open(tasks: ClaimedTask[], keys: Map<string, DataKey>): Promise<Charge[]> {
    const sets = await this.rowSets.read<EffectSet>(
      this.transactions.manager,
      tasks.map((task) => task.rowSet!),
      tasks[0]!.system,
      (requestId) => keys.get(requestId),
    );
    return tasks.map((task) => {
      const chunks = sets.get(task.rowSet!);
      if (!chunks) throw new Refused('conflict', 'The sealed rows of an erasure cannot be opened.');
      return { task, set: { ...chunks[0]!, groups: chunks.flatMap((chunk) => chunk.groups) } };
    });
  }

  /** Searches again, refuses what has drifted, and commits the intent for the rest. */
  private async compare(batch: TaskBatch, charges: Charge[], keys: Map<string, DataKey>): Promise<Charge[]> {
    if (charges.length === 0) return [];
    const found = await this.locate(batch, charges, 'before-erasure');
    const judgements = new Map<string, Judgement>();
    for (const { task } of charges) {
      if (!judgements.has(task.law)) judgements.set(task.law, await this.judge.under(task.controllerId, task.law));
    }
    const { map } = await this.systems.effective(charges[0]!.task.mapId);
    const keyed = this.tags.digest('plan', 'intent');
    const intentions: Intention[] = charges.map(({ task, set }) => {
      const groups = withinBounds(set, judgements.get(task.law)!(map, found.get(task.id) ?? []));
      const same = sameGroups(set.groups, groups);
      const intended = { ...set, groups };
      return {
        task,
        drift: same ? { kind: 'same' } : driftBetween(set.groups, groups),
        set: intended,
        rewritten: !same,
        key: keys.get(task.requestId)!,
        digest: digestOf(intended, keyed),
      };
    });
    await this.crash.here('before-intent', batch.map.system);
    const committed = await this.intents.commit(intentions);
    return committed.map(({ task, set }) => ({ task, set }));
  }

  /** Reads the sealed keys again and searches again; whatever is found is residue, and nothing is called done over it. */
  private async show(batch: TaskBatch, charges: Charge[], results: EraseResult[]): Promise<void> {
    const of = new Map(results.map((result) => [result.person, result]));
    const done = charges.filter(({ task }) => of.get(task.id)?.status === 'done');
    const rereads = await batch.connector.reread({
      controller: batch.controller,
      reference: referenceOf(done.map(({ task }) => task)),
      items: done.flatMap(toRereadItems),
      digest: this.digest(),
      signal: batch.signal,
    });
    const found = await this.locate(batch, done, 'after-erasure');
    const rereadOf = grouped(rereads, (reread) => reread.person);
    const shown: Shown[] = done.map(({ task, set }) => {
      const result = of.get(task.id)!;
      const held = result.status === 'done' ? result.kept : [];
      const own = rereadOf.get(task.id) ?? [];
      return {
        task,
        set,
        held,
        rereads: own,
        unexpected: set.bound ? [] : unexpected(set, found.get(task.id) ?? [], own, held),
      };
    });
    await this.crash.here('before-shown', batch.map.system);
    await this.shown.write(shown);
    await this.intents.unfinished(
      charges.flatMap(({ task }): Unfinished[] => {
        const result = of.get(task.id);
        if (result?.status === 'done') return [];
        if (result?.status === 'pending') return [{ task, until: result.checkAgainAt }];
        const place =
          result?.status === 'refused' ? [result.collection, result.column].filter(Boolean).join('.') : undefined;
        const code: ReasonCode = result?.status === 'refused' ? result.reason : 'unsupported';
        return [{ task, code, place: place || undefined }];
      }),
    );
  }

  private locate(batch: TaskBatch, charges: Charge[], occasion: Occasion) {
    const people = charges.map(({ task, set }) => ({ person: task.id, identifiers: set.identifiers }));
    const reference = `${referenceOf(charges.map(({ task }) => task))}/${occasion}`;
    return locateAll(batch, people, this.digest(), { reference, occasion });
  }

  private digest(): (value: string) => string {
    return this.tags.digest('fingerprint', 'records');
  }
}

/** Keyed digest over the sorted sealed keys: what the ledger says of an intent. */
function digestOf(set: EffectSet, keyed: (value: string) => string): string {
  const lines = set.groups.flatMap((group) =>
    group.rows.map((row) => `${group.collection} ${group.verdict} ${keyText(row.key)}`),
  );
  return hash('sha256', keyed(lines.sort().join('\n')), 'hex');
}

const acted = (group: EffectGroup): boolean => group.action !== 'none' && group.rows.length > 0;

function toPerson({ task, set }: Charge): ErasePerson {
  return {
    person: task.id,
    identifiers: set.identifiers,
    guards: [
      ...set.groups
        .filter(acted)
        .flatMap((group) =>
          group.rows.flatMap(({ key, fingerprint }) =>
            fingerprint ? [{ collection: group.collection, key, fingerprint }] : [],
          ),
        ),
      ...(set.bound?.anchors ?? []),
    ],
    steps: set.groups.filter(acted).map((group) => ({
      collection: group.collection,
      action: group.action as 'delete' | 'mask' | 'release',
      keys: group.rows.map((row) => row.key),
      ...(group.mask ? { mask: group.mask } : {}),
      ...(group.set ? { set: group.set } : {}),
    })),
  };
}

function toRereadItems({ task, set }: Charge): RereadItem[] {
  return set.groups.filter(acted).map((group) => ({
    person: task.id,
    collection: group.collection,
    expect: group.action === 'mask' ? 'masked' : 'gone',
    rows: group.rows.map((row) => ({ key: row.key, ...(row.digests ? { before: row.digests } : {}) })),
  }));
}

/** Records that the second search finds although the effect left no room for them. */
function unexpected(
  set: EffectSet,
  found: { collection: string; key: readonly (string | number)[] }[],
  rereads: readonly RereadResult[],
  held: readonly { collection: string; key: readonly (string | number)[] }[],
): { collection: string; records: number }[] {
  if (found.length === 0) return [];
  const name = (collection: string, key: readonly (string | number)[]): string => `${collection}\u0000${keyText(key)}`;
  const explained = new Set([
    ...set.groups
      .filter((group) => group.action !== 'delete')
      .flatMap((group) => group.rows.map((row) => name(group.collection, row.key))),
    ...rereads.flatMap((reread) => reread.residue.map(({ key }) => name(reread.collection, key))),
    ...held.map(({ collection, key }) => name(collection, key)),
  ]);
  const counts = new Map<string, number>();
  for (const { collection, key } of found) {
    if (!explained.has(name(collection, key))) counts.set(collection, (counts.get(collection) ?? 0) + 1);
  }
  return [...counts].map(([collection, records]) => ({ collection, records }));
}
