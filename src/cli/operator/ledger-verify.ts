import { readFile, stat } from 'node:fs/promises';
import { CheckpointFolder } from '../../ledger/checkpoint-folder.js';
import type { Verification } from '../../ledger/verify/finding.js';
import { verifyLedger } from '../../ledger/verify/verify-ledger.js';
import { developmentKeys } from '../../platform/crypto/development-keys.js';
import type { Settings } from '../../platform/settings/settings.js';
import type { Options } from '../define.js';
import { CliFailure, exitCodes } from '../failure.js';
import type { Outcome } from '../outcome.js';
import { signingKeyOf } from './ledger-key.js';
import { onDatabase } from './on-database.js';

export function verify(options: Options & { checkpoint?: string[]; key?: string[] }): Promise<Outcome> {
  return onDatabase(async (manager, settings) => {
    const keys = options.key ?? keysOf(settings);
    const outside = await checkpointsAt(options.checkpoint ?? []);
    const verification = await verifyLedger(manager, { keys, outside });
    return { json: verification, lines: verificationLines(verification), exitCode: verification.exitCode };
  });
}

/** The present key, if it lies here, and those that the settings name: earlier ones, or that of a signer apart. */
function keysOf(settings: Settings): string[] {
  const named = settings.LEDGER_VERIFIER_KEYS;
  const here = settings.LEDGER_KEY_FILE ?? developmentKeys(settings).ledgerKeyFile;
  return named.length > 0 && !here ? named : [signingKeyOf(settings).verifierKey, ...named];
}

async function checkpointsAt(paths: string[]): Promise<string[]> {
  const notes: string[] = [];
  for (const path of paths) {
    const found = (await stat(path)).isDirectory()
      ? (await new CheckpointFolder(path).all()).map((one) => one.note)
      : [await readFile(path, 'utf8')];
    // A folder that is empty must not pass for a check that was made.
    if (found.length === 0) throw new CliFailure(`${path} holds no readable checkpoint.`, exitCodes.usage);
    notes.push(...found);
  }
  return notes;
}

/** What was found, for people. */
export function verificationLines(verification: Verification): string[] {
  const { size, root, checkpoints, outsideCovers, findings, first } = verification;
  return [
    `${size} leaves, ${checkpoints} stored checkpoints${root ? `, root ${root}` : ''}.`,
    ...findings.map((finding) => {
      const where =
        finding.index === null
          ? ''
          : ` leaf ${finding.index}${finding.through === undefined ? '' : ` to ${finding.through}`}`;
      return `${finding.what}${where}: ${finding.detail}`;
    }),
    first
      ? `Damaged${first.index === null ? '' : `, from leaf ${first.index} on`}.`
      : outsideCovers === null
        ? 'The ledger agrees with itself. No checkpoint from outside was given, so that nobody can tell whether it was written anew.'
        : `Sound: the first ${outsideCovers} leaves are those of checkpoints held outside${outsideCovers < size ? `, the ${size - outsideCovers} after them are newer` : ''}.`,
  ];
}
