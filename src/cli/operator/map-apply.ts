import { Applying } from '../../applying/applying.js';
import { hasErrors, sentence } from '../../datamap/finding.js';
import type { Options } from '../define.js';
import { exitCodes } from '../failure.js';
import type { Outcome } from '../outcome.js';
import { inService } from './on-database.js';

export function applyMaps(_options: Options, [folder]: string[]): Promise<Outcome> {
  return inService(async ({ app }) => {
    const applied = await app.get(Applying, { strict: false }).folder(folder!);
    const refused = hasErrors(applied.findings);
    return {
      json: applied,
      lines: [
        ...applied.findings.map(sentence),
        ...(refused
          ? ['Nothing was changed.']
          : [
              `Controllers: ${applied.controllers.join(', ') || 'none in this folder'}.`,
              ...applied.systems.map(
                (one) => `${one.system}: version ${one.version}${one.changed ? ', new' : ', unchanged'}.`,
              ),
            ]),
      ],
      ...(refused ? { exitCode: exitCodes.no } : {}),
    };
  });
}
