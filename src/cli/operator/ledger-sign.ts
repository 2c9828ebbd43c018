import { join } from 'node:path';
import { CheckpointFolder } from '../../ledger/checkpoint-folder.js';
import { Signer } from '../../ledger/signer.js';
import type { Options } from '../define.js';
import { exitCodes } from '../failure.js';
import type { Outcome } from '../outcome.js';
import { signingKeyOf } from './ledger-key.js';
import { onDatabase } from './on-database.js';

export function sign(options: Options & { retiredKey?: string[] }): Promise<Outcome> {
  return onDatabase(async (_manager, settings, source) => {
    const signer = new Signer(source, {
      key: signingKeyOf(settings),
      folder: new CheckpointFolder(settings.CHECKPOINT_DIR ?? join(settings.HABEAS_HOME, 'checkpoints')),
      retiredKeys: [...(options.retiredKey ?? []), ...settings.LEDGER_VERIFIER_KEYS],
    });
    const signed = await signer.signOnce();
    const failed = signed.unpublished.length > 0;
    const what =
      signed.note === null
        ? 'The ledger is empty.'
        : `${signed.fresh ? 'Signed' : 'Signed already'}: ${signed.size} leaves.`;
    return {
      json: signed,
      lines: [what, ...(failed ? [`It did not reach: ${signed.unpublished.join(', ')}. Run this again.`] : [])],
      ...(failed ? { exitCode: exitCodes.no } : {}),
    };
  });
}
