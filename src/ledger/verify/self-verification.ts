import { Inject, Injectable, Optional } from '@nestjs/common';
import { Transactions } from '../../platform/queues/transactions.js';
import { Settings } from '../../platform/settings/settings.js';
import { CheckpointFolder } from '../checkpoint-folder.js';
import { Signer } from '../signer.js';
import { resultOf, type VerificationResult } from './verification-result.js';
import { VerificationRuns } from './verification-runs.js';
import { verifyLedger } from './verify-ledger.js';

/** Of a folder of years the newest checkpoints are enough: each covers what those before it cover. */
const NEWEST = 1_000;

/**
 * The service verifies its own ledger. That finds what somebody changed in the database; it proves nothing about whoever
 * holds the signing key as well, unless checkpoints from outside are compared: those in the folder of CHECKPOINT_DIR,
 * which the operator says this machine cannot rewrite, and one that the asker holds. The folder under HABEAS_HOME, on the
 * same machine as the rest, does not count as outside.
 */
@Injectable()
export class SelfVerification {
  constructor(
    private readonly runs: VerificationRuns,
    private readonly transactions: Transactions,
    private readonly folder: CheckpointFolder,
    private readonly settings: Settings,
    @Optional() @Inject(Signer) private readonly signer: Signer | null,
  ) {}

  /** Does the run that waits; or, when none does, one of its own. A run that a dead worker left is begun again. */
  async run(): Promise<VerificationResult | null> {
    const manager = this.transactions.manager;
    const { run } = await this.runs.ask(manager, null, null);
    await this.runs.begin(manager, run.id);
    try {
      const result = await this.verify(run.checkpoint);
      await this.runs.end(manager, run.id, result);
      return result;
    } catch (error) {
      await this.runs.end(manager, run.id, null);
      throw error;
    }
  }

  private async verify(given: string | null): Promise<VerificationResult> {
    const kept = this.settings.CHECKPOINT_DIR === undefined ? [] : (await this.folder.all()).slice(-NEWEST);
    const outside = [...kept.map(({ note }) => note), ...(given === null ? [] : [given])];
    const keys = [...(this.signer ? [this.signer.verifierKey] : []), ...this.settings.LEDGER_VERIFIER_KEYS];
    const found = await verifyLedger(this.transactions.manager, { keys, outside });
    return resultOf(found, { folder: kept.length, given: given !== null });
  }
}
