import { readSigningKey, type SigningKey } from '../../ledger/signing-key.js';
import { developmentKeys } from '../../platform/crypto/development-keys.js';
import type { Settings } from '../../platform/settings/settings.js';
import { settingsOfProcess } from '../environment.js';
import { CliFailure, exitCodes } from '../failure.js';
import type { Outcome } from '../outcome.js';

export function showKey(): Promise<Outcome> {
  const settings = settingsOfProcess();
  const { origin, verifierKey } = signingKeyOf(settings);
  return Promise.resolve({ json: { origin, verifierKey }, lines: [verifierKey] });
}

/** @throws CliFailure where this machine has none; SettingsError, LedgerKeyUnfit. */
export function signingKeyOf(settings: Settings): SigningKey {
  const file = settings.LEDGER_KEY_FILE ?? developmentKeys(settings).ledgerKeyFile;
  if (file) return readSigningKey(file, settings.LEDGER_ORIGIN);
  throw new CliFailure('There is no signing key here: set LEDGER_KEY_FILE.', exitCodes.usage);
}
