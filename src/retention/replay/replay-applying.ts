import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { EraseResult } from '../../connectors/kit/contract.js';
import { Ledger } from '../../ledger/ledger.js';
import { Clock } from '../../platform/clock/clock.js';
import { Tags } from '../../platform/crypto/tags.js';
import { CrashPoints } from '../../platform/faults/crash-points.js';
import { Transactions } from '../../platform/queues/transactions.js';
import type { EffectGroup, EffectSet } from '../../work/effect-set.js';
import { callName } from '../call-name.js';
import { rowsIn } from './comparison.js';
import { covers, digestOf, groupsOf, isClean, plannedPlace, toPerson } from './item-plan.js';
import { ReplayFindings } from './replay-findings.js';
import type { Replay } from './replay.entity.js';
import { type ClaimedItem, ReplayItemsRepository } from './replay-items.repository.js';
import { type Compared, type OpenSystem, ReplayScenes } from './replay-scenes.js';

/** An item with what is done about it now. */
interface Charge extends Compared {
  groups: EffectGroup[];
}

/**
 * Erases again what an officer has approved, in the four steps of every erasure: look again and compare with the approval;
 * write down what is about to go, under locks that a hold also takes; let the connector do it, which compares the
 * fingerprints once more under lock; look once more. Each is safe to repeat after a crash.
 */
@Injectable()
export class ReplayApplying {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ReplayItemsRepository,
    private readonly scenes: ReplayScenes,
    private readonly findings: ReplayFindings,
    private readonly ledger: Ledger,
    private readonly tags: Tags,
    private readonly crash: CrashPoints,
    private readonly clock: Clock,
  ) {}

  async run(replay: Replay, open: OpenSystem, claimed: readonly ClaimedItem[], signal: AbortSignal): Promise<void> {
    const about = `replay ${replay.system}`;
    const compared = await this.scenes.look(replay.system, open, claimed, 'before-erasure', signal);
    const known = new Set(compared.map(({ item }) => item.id));
    const lost = claimed.filter(({ id }) => !known.has(id));
    await this.crash.here('before-intent', about);
    const charges = await this.transactions.run((tx) => this.intend(tx, replay, lost, compared));
    if (charges.length === 0) return;
    await this.crash.here('after-intent', about);
    const results = await open.connector.erase({
      controller: charges[0]!.item.controller,
      reference: callName(
        'replay erase',
        charges.map(({ item }) => item.id),
      ),
      people: charges.map(({ item, set, groups }) => toPerson(item.id, set, groups)),
      digest: this.scenes.digest,
      signal,
    });
    await this.crash.here('after-effect', about);
    const after = await this.scenes.look(
      replay.system,
      open,
      charges.map(({ item }) => item),
      'after-erasure',
      signal,
    );
    await this.crash.here('before-shown', about);
    await this.transactions.run((tx) => this.show(tx, replay, charges, results, after));
  }

  /** @returns what may be done: still ours, not held, and covered by what was approved. */
  private async intend(
    tx: EntityManager,
    replay: Replay,
    lost: readonly ClaimedItem[],
    compared: readonly Compared[],
  ): Promise<Charge[]> {
    const at = this.clock.now();
    const all = [...lost, ...compared.map(({ item }) => item)];
    const held = await this.held(tx, all);
    const ours = new Set((await this.items.stillSo(tx, all)).map(({ id }) => id));
    for (const item of lost.filter(({ id }) => ours.has(id))) {
      await this.findings.open(tx, item, 'replay-without-key', replay.system);
      await this.items.change(tx, item.id, { state: 'finding', code: 'replay-without-key', done: true }, at);
    }
    const charges: Charge[] = [];
    for (const one of compared.filter(({ item }) => ours.has(item.id))) {
      const { item, comparison, key } = one;
      const groups = groupsOf(comparison);
      if (held.has(item.requestId)) {
        await this.items.change(tx, item.id, { state: 'held', code: 'hold-stands', done: true }, at);
      } else if (rowsIn(groups) === 0) {
        const strangers = await this.findings.of(tx, item, replay.system, one.set, comparison);
        await this.items.change(tx, item.id, { state: strangers > 0 ? 'finding' : 'clean', strangers, done: true }, at);
      } else if (!item.planned || !covers(this.approved(key.openText(item.planned, plannedPlace(item.id))), groups)) {
        await this.items.change(tx, item.id, { state: 'changed', code: 'scope-changed', done: true }, at);
      } else {
        charges.push({ ...one, groups });
      }
    }
    for (const { item } of charges) await this.items.intend(tx, item.id, at);
    await this.ledger.appendAll(
      tx,
      charges.map(({ item, groups }) => ({
        kind: 'replay.intended' as const,
        case: item.caseLedgerId,
        request: item.requestLedgerId,
        by: { role: 'service' as const },
        at,
        data: {
          replay: replay.id,
          system: replay.system,
          rows: rowsIn(groups),
          digest: digestOf(groups, this.tags.digest('plan', 'replay')),
        },
      })),
    );
    return charges;
  }

  /** Requests whose case is held. Locked first, so that a hold that comes in this moment and this intent see each other. */
  private async held(tx: EntityManager, items: readonly ClaimedItem[]): Promise<Set<string>> {
    const ids = [...new Set(items.map(({ requestId }) => requestId))];
    await tx.query(`SELECT id FROM request WHERE id = ANY($1::uuid[]) ORDER BY id FOR SHARE`, [ids]);
    const rows: { id: string }[] = await tx.query(
      `SELECT r.id FROM request r WHERE r.id = ANY($1::uuid[])
         AND EXISTS (SELECT FROM hold h WHERE h.case_id = r.case_id AND h.lifted_at IS NULL)`,
      [ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  private approved(sealed: string): EffectGroup[] {
    return (JSON.parse(sealed) as EffectSet).groups;
  }

  private async show(
    tx: EntityManager,
    replay: Replay,
    charges: readonly Charge[],
    results: readonly EraseResult[],
    after: readonly Compared[],
  ): Promise<void> {
    const at = this.clock.now();
    const ours = new Set(
      (
        await this.items.stillSo(
          tx,
          charges.map(({ item }) => item),
        )
      ).map(({ id }) => id),
    );
    for (const { item, set, groups } of charges.filter((one) => ours.has(one.item.id))) {
      const result = results.find(({ person }) => person === item.id);
      const now = after.find((one) => one.item.id === item.id)?.comparison;
      if (result?.status === 'pending') {
        await this.items.later(tx, [item.id], result.checkAgainAt);
        continue;
      }
      const clean = result?.status === 'done' && now !== undefined && isClean(now);
      const residue = now ? rowsIn(now.again) + rowsIn(now.more) : rowsIn(groups);
      await this.ledger.append(tx, {
        kind: 'replay.shown',
        case: item.caseLedgerId,
        request: item.requestLedgerId,
        by: { role: 'service' },
        at,
        data: { replay: replay.id, system: replay.system, rows: rowsIn(groups), residue },
      });
      const strangers = now ? await this.findings.of(tx, item, replay.system, set, now) : 0;
      if (clean) {
        await this.items.change(tx, item.id, { state: strangers > 0 ? 'finding' : 'clean', strangers, done: true }, at);
      } else if (result?.status === 'refused' && result.reason === 'somebody-else') {
        await this.findings.open(tx, item, 'key-reused', replay.system, result.collection);
        await this.items.change(tx, item.id, { state: 'finding', code: 'somebody-else', done: true }, at);
      } else {
        const code = result?.status === 'refused' ? result.reason : 'residue-left';
        await this.findings.open(tx, item, 'replay-failed', replay.system);
        await this.items.change(tx, item.id, { state: 'failed', code, done: true }, at);
      }
    }
  }
}
