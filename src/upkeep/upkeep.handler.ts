import { Injectable } from '@nestjs/common';
import { CopyReminders } from '../delivery/answer/copy-reminders.js';
import { VaultSweep } from '../delivery/vault/vault-sweep.js';
import { Ledger } from '../ledger/ledger.js';
import { Clock } from '../platform/clock/clock.js';
import { Tags } from '../platform/crypto/tags.js';
import { forgetAnswers } from '../platform/http/idempotency/idempotency.js';
import { forgetAttempts } from '../platform/http/rate/attempts.js';
import { Log } from '../platform/logging/log.js';
import { type SignalHandler, Takes } from '../platform/queues/handler-registry.js';
import { Transactions } from '../platform/queues/transactions.js';
import { RequestLines } from '../requests/request-lines.js';
import { DeferredDue } from '../retention/deferred-due.js';
import { Forgetting } from '../retention/forgetting.js';
import { KeyDeaths } from '../retention/key-deaths.js';
import { LaneSweep } from '../work/lane-sweep.js';
import { CheckpointMail } from './checkpoint-mail.js';
import { type Chore, chores } from './chores.js';

/** Does one chore. */
@Injectable()
@Takes('upkeep.run')
export class UpkeepHandler implements SignalHandler {
  private readonly doing: Record<Chore, () => Promise<unknown>>;

  constructor(
    lanes: LaneSweep,
    keyDeaths: KeyDeaths,
    forgetting: Forgetting,
    vault: VaultSweep,
    reminders: CopyReminders,
    deferred: DeferredDue,
    checkpoints: CheckpointMail,
    private readonly lines: RequestLines,
    private readonly ledger: Ledger,
    private readonly transactions: Transactions,
    private readonly log: Log,
    tags: Tags,
    clock: Clock,
  ) {
    this.doing = {
      'sweep-lanes': () => lanes.sweep(),
      'watch-ledger': () => this.watchLedger(),
      'mail-checkpoint': () => checkpoints.send(),
      'destroy-keys': () => keyDeaths.run(),
      'remind-copies': () => reminders.run(),
      'defer-due': () => deferred.run(),
      'forget-cases': () => forgetting.run(),
      'forget-answers': () =>
        transactions.run(async (tx) => {
          await forgetAnswers(tx, clock.now());
          await forgetAttempts(tx, clock.now());
        }),
      'sweep-vault': () => vault.run(transactions.manager, clock.now()),
      'compare-lines': () => this.compareLines(),
      'load-tags': () => transactions.run((tx) => tags.load(tx)),
    };
  }

  async handle(chore: string): Promise<void> {
    if (chore in chores) await this.doing[chore as Chore]();
  }

  private async watchLedger(): Promise<void> {
    const backlog = await this.ledger.backlog(this.transactions.manager);
    if (backlog.late) this.log.error('Ledger entries wait for their place', { count: backlog.pending });
  }

  private async compareLines(): Promise<void> {
    const differing = await this.lines.differing(this.transactions.manager);
    if (differing.length === 0) return;
    this.log.error('Lines of the desk differ from the truth and are written anew', { count: differing.length });
    await this.transactions.run((tx) => this.lines.refresh(tx, differing));
  }
}
