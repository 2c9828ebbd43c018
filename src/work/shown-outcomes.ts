import { Injectable } from '@nestjs/common';
import type { RereadResult } from '../connectors/kit/contract.js';
import { Ledger } from '../ledger/ledger.js';
import { Clock } from '../platform/clock/clock.js';
import { newId } from '../platform/ids/ids.js';
import { Transactions } from '../platform/queues/transactions.js';
import type { ClaimedTask } from './claimed-task.js';
import { type EffectSet, keyText } from './effect-set.js';
import { Intents } from './intents.js';
import { TasksRepository } from './tasks.repository.js';
import { outcomeWord, readVerdict } from './verdict.js';

export interface Shown {
  task: ClaimedTask;
  set: EffectSet;
  held: readonly { collection: string; key: readonly (string | number)[] }[];
  rereads: readonly RereadResult[];
  /** Records that the second search found and nothing explains. */
  unexpected: readonly { collection: string; records: number }[];
}

interface OutcomeLine {
  task: ClaimedTask;
  collection: string;
  verdict: string;
  intended: number;
  residue: number;
  heldByOthers: number;
  evidence: string;
  masked: string[];
}

/** Writes down what was shown of an erasure. Counts come from intent minus residue: a second DELETE says 0. */
@Injectable()
export class ShownOutcomes {
  constructor(
    private readonly transactions: Transactions,
    private readonly tasks: TasksRepository,
    private readonly intents: Intents,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  async write(shown: readonly Shown[]): Promise<void> {
    if (shown.length === 0) return;
    const at = this.clock.now();
    await this.transactions.run(async (tx) => {
      const ours = new Set(
        (
          await this.tasks.stillOurs(
            tx,
            shown.map(({ task }) => task),
          )
        ).map((task) => task.id),
      );
      const mine = shown.filter(({ task }) => ours.has(task.id)).map((one) => ({ ...one, lines: linesOf(one) }));
      const lines = mine.flatMap((one) => one.lines);
      await tx.query(
        `INSERT INTO outcome (id, task_id, request_id, system, collection, verdict, intended, residue, held_by_others, evidence, masked, shown_at)
         SELECT id, task, request, system, collection, verdict, intended, residue, held, evidence, string_to_array(masked, chr(31)), $12::timestamptz
         FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::int[], $8::int[], $9::int[], $10::text[], $11::text[])
           AS o (id, task, request, system, collection, verdict, intended, residue, held, evidence, masked)
         ON CONFLICT (task_id, collection, verdict) DO UPDATE
           SET residue = excluded.residue, held_by_others = excluded.held_by_others, evidence = excluded.evidence, shown_at = excluded.shown_at`,
        [
          lines.map(() => newId()),
          lines.map((line) => line.task.id),
          lines.map((line) => line.task.requestId),
          lines.map((line) => line.task.system),
          lines.map((line) => line.collection),
          lines.map((line) => line.verdict),
          lines.map((line) => line.intended),
          lines.map((line) => line.residue),
          lines.map((line) => line.heldByOthers),
          lines.map((line) => line.evidence),
          lines.map((line) => line.masked.join('\u001f')),
          at,
        ],
      );
      await this.ledger.appendAll(
        tx,
        mine.map(({ task, lines: own }) => ({
          kind: 'erasure.shown' as const,
          case: task.caseLedgerId,
          request: task.requestLedgerId,
          by: { role: 'connector' as const },
          at,
          data: { system: task.system, outcomes: tally(own), evidence: weakest(own) },
        })),
      );
      const isClean = ({ lines: own, unexpected }: (typeof mine)[number]): boolean =>
        unexpected.length === 0 && own.every((line) => line.residue === 0);
      await this.tasks.finish(
        tx,
        mine
          .filter(isClean)
          .map(({ task, lines: own }) => ({ task, outcome: { ...tally(own), evidence: weakest(own) } })),
      );
      for (const { task, lines: own, unexpected } of mine.filter((one) => !isClean(one))) {
        const residue =
          own.reduce((sum, line) => sum + line.residue, 0) + unexpected.reduce((sum, one) => sum + one.records, 0);
        await this.ledger.append(tx, {
          kind: 'erasure.residue',
          case: task.caseLedgerId,
          request: task.requestLedgerId,
          by: { role: 'connector' },
          at,
          data: { system: task.system, rows: residue },
        });
        await this.intents.parkForPerson(tx, task, 'residue-left');
      }
    });
  }
}

function linesOf({ task, set, held, rereads }: Shown): OutcomeLine[] {
  return set.groups
    .filter((group) => group.rows.length > 0)
    .map((group) => {
      const among = (rows: readonly { key: readonly (string | number)[] }[]): number => {
        if (rows.length === 0) return 0;
        const mine = new Set(group.rows.map((row) => keyText(row.key)));
        return rows.filter(({ key }) => mine.has(keyText(key))).length;
      };
      const read = rereads.filter((reread) => reread.collection === group.collection);
      const heldByOthers = among(held.filter(({ collection }) => collection === group.collection));
      const residue = group.action === 'none' ? 0 : among(read.flatMap((reread) => reread.residue)) - heldByOthers;
      return {
        task,
        collection: group.collection,
        verdict: group.verdict,
        intended: group.rows.length,
        residue: Math.max(0, residue),
        heldByOthers,
        evidence: group.action === 'none' ? 'reread' : (read[0]?.evidence ?? 'unverifiable'),
        masked: Object.keys(group.mask ?? {}).sort(),
      };
    });
}

function tally(lines: readonly OutcomeLine[]): Record<string, number> {
  const counts: Record<string, number> = {};
  const add = (name: string, records: number): void => {
    if (records > 0) counts[name] = (counts[name] ?? 0) + records;
  };
  for (const line of lines) {
    add(outcomeWord(readVerdict(line.verdict)), line.intended - line.residue - line.heldByOthers);
    add('residue', line.residue);
    add('detached', line.heldByOthers);
  }
  return counts;
}

const STRENGTH = ['unverifiable', 'declared', 'confirmed', 'reread'];

function weakest(lines: readonly OutcomeLine[]): string {
  return STRENGTH.find((evidence) => lines.some((line) => line.evidence === evidence)) ?? 'reread';
}
