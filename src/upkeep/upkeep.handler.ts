import { Injectable } from '@nestjs/common';
import { CopyReminders } from '../delivery/answer/copy-reminders.js';
import { VaultSweep } from '../delivery/vault/vault-sweep.js';
import { OwnerReminders } from '../handwork/owner-reminders.js';
import { reviewIsDue } from '../hooks/detection/rules/review.js';
import { forgetEvents } from '../hooks/receiving/forget-events.js';
import { Ledger } from '../ledger/ledger.js';
import { SelfVerification } from '../ledger/verify/self-verification.js';
import { Clock } from '../platform/clock/clock.js';
import { Tags } from '../platform/crypto/tags.js';
import { forgetSignIns } from '../people/sign-in/forget-sign-in.js';
import { forgetAnswers } from '../platform/http/idempotency/idempotency.js';
import { forgetAttempts } from '../platform/http/rate/attempts.js';
import { Log } from '../platform/logging/log.js';
import { type SignalHandler, Takes } from '../platform/queues/handler-registry.js';
import { Transactions } from '../platform/queues/transactions.js';
import { LineCounts } from '../requests/counting/line-counts.js';
import { RequestLines } from '../requests/request-lines.js';
import { DeferredDue } from '../retention/deferred-due.js';
import { Forgetting } from '../retention/forgetting.js';
import { KeyDeaths } from '../retention/key-deaths.js';
import { ProbesDue } from '../retention/reprobe/probes-due.js';
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
    owners: OwnerReminders,
    deferred: DeferredDue,
    probes: ProbesDue,
    checkpoints: CheckpointMail,
    verification: SelfVerification,
    private readonly counts: LineCounts,
    private readonly lines: RequestLines,
    private readonly ledger: Ledger,
    private readonly transactions: Transactions,
    private readonly log: Log,
    tags: Tags,
    private readonly clock: Clock,
  ) {
    this.doing = {
      'sweep-lanes': () => lanes.sweep(),
      'watch-ledger': () => this.watchLedger(),
      'mail-checkpoint': () => checkpoints.send(),
      'destroy-keys': () => keyDeaths.run(),
      'remind-copies': () => reminders.run(),
      'remind-owners': () => owners.run(),
      'defer-due': () => deferred.run(),
      'probe-erased': () => probes.run(),
      'forget-cases': () => forgetting.run(),
      'forget-answers': () =>
        transactions.run(async (tx) => {
          await forgetAnswers(tx, clock.now());
          await forgetAttempts(tx, clock.now());
          await forgetSignIns(tx, clock.now());
          await forgetEvents(tx, clock.now());
        }),
      'sweep-vault': () => vault.run(transactions.manager, clock.now()),
      'add-up-counts': () => counts.addUp(),
      'verify-ledger': () => this.verifyLedger(verification),
      'compare-lines': () => this.compareLines(),
      'watch-rules': () => Promise.resolve(this.watchRules()),
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

  private async verifyLedger(verification: SelfVerification): Promise<void> {
    const result = await verification.run();
    if (result?.verdict === 'damaged')
      this.log.error('The ledger is not what it was', { count: result.findings.length, size: result.size });
  }

  private watchRules(): void {
    if (reviewIsDue(this.clock.now()))
      this.log.warn('The rules that detect requests in messages are due for review; see docs/detection.md');
  }

  private async compareLines(): Promise<void> {
    await this.compareWithTruth();
    const wrong = await this.counts.reconcile();
    if (wrong > 0) this.log.error('Counts of the desk differed from its lines and were mended', { count: wrong });
  }

  private async compareWithTruth(): Promise<void> {
    const differing = await this.lines.differing(this.transactions.manager);
    if (differing.length === 0) return;
    this.log.error('Lines of the desk differ from the truth and are written anew', { count: differing.length });
    await this.transactions.run((tx) => this.lines.refresh(tx, differing));
  }
}
