import { join } from 'node:path';
import { Global, Module, type Provider } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { developmentKeys } from '../platform/crypto/development-keys.js';
import { Settings } from '../platform/settings/settings.js';
import { CheckpointFolder } from './checkpoint-folder.js';
import type { CheckpointPublisher } from './checkpoint-publisher.js';
import { LedgerAdmission } from './ledger-admission.js';
import { LedgerRhythm } from './ledger-rhythm.js';
import { Ledger } from './ledger.js';
import { Sequencer } from './sequencer.js';
import { LogPages } from './log-pages.js';
import { SelfVerification } from './verify/self-verification.js';
import { VerificationRuns } from './verify/verification-runs.js';
import { Trails } from './trails.js';
import { Signer } from './signer.js';
import { parseVerifierKey } from './notes/verifier-key.js';
import { readSigningKey } from './signing-key.js';

/** Further ways for checkpoints to leave the house, beside the write-once folder: provided by a global module, or none. */
export const CHECKPOINT_PUBLISHERS = Symbol('ledger checkpoint publishers');

const folder: Provider = {
  provide: CheckpointFolder,
  inject: [Settings],
  useFactory: (settings: Settings) =>
    new CheckpointFolder(settings.CHECKPOINT_DIR ?? join(settings.HABEAS_HOME, 'checkpoints')),
};

/** Null where `habeas ledger sign` runs apart and this process has no key. */
const signer: Provider = {
  provide: Signer,
  inject: [getDataSourceToken(), Settings, CheckpointFolder, { token: CHECKPOINT_PUBLISHERS, optional: true }],
  useFactory: (
    source: DataSource,
    settings: Settings,
    checkpoints: CheckpointFolder,
    publishers?: readonly CheckpointPublisher[],
  ) => {
    const { ledgerKeyFile } = developmentKeys(settings);
    if (!ledgerKeyFile) return null;
    const key = readSigningKey(ledgerKeyFile, settings.LEDGER_ORIGIN);
    // A key that was mistyped is found at the start, and not when the first checkpoint is to be continued.
    const retiredKeys = settings.LEDGER_VERIFIER_KEYS.map((text) => parseVerifierKey(text) && text);
    return new Signer(source, { key, folder: checkpoints, retiredKeys, ...(publishers ? { publishers } : {}) });
  },
};

const rhythm: Provider = {
  provide: LedgerRhythm,
  inject: [Ledger, Sequencer, Signer],
  useFactory: (ledger: Ledger, sequencer: Sequencer, signs: Signer | null) =>
    new LedgerRhythm(ledger, sequencer, signs),
};

/**
 * What happened, for good. Needs a global `Settings` and the data source of @nestjs/typeorm. At the start it looks
 * whether the database continues what was signed; otherwise nothing runs by itself: the worker calls
 * `LedgerRhythm.start()`.
 */
@Global()
@Module({
  providers: [
    Ledger,
    Sequencer,
    folder,
    signer,
    rhythm,
    LedgerAdmission,
    LogPages,
    SelfVerification,
    Trails,
    VerificationRuns,
  ],
  exports: [
    Ledger,
    Sequencer,
    CheckpointFolder,
    Signer,
    LedgerRhythm,
    LogPages,
    SelfVerification,
    Trails,
    VerificationRuns,
  ],
})
export class LedgerModule {}
