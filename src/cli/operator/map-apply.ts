import { Applying, type Operator } from '../../applying/applying.js';
import { hasErrors, sentence } from '../../datamap/finding.js';
import { DataMaps } from '../../datamap/versions/data-maps.js';
import { Clock } from '../../platform/clock/clock.js';
import { Tags } from '../../platform/crypto/tags.js';
import { hashToken } from '../../platform/ids/ids.js';
import { Transactions } from '../../platform/queues/transactions.js';
import type { Service } from '../../service.js';
import type { Options } from '../define.js';
import { CliFailure, exitCodes } from '../failure.js';
import type { Outcome } from '../outcome.js';
import { keepSurveys } from './keep-surveys.js';
import { inService } from './on-database.js';

interface ApplyOptions extends Options {
  key?: string;
  /** false with --no-survey. */
  survey: boolean;
}

const UNNAMED =
  'Nobody is recorded as author of these maps, so that duties cannot be compared: give your API key in HABEAS_API_KEY.';

export function applyMaps(
  { key = process.env.HABEAS_API_KEY, survey }: ApplyOptions,
  [folder]: string[],
): Promise<Outcome> {
  return inService(async ({ app }) => {
    const operator = key ? await operatorOf(app, key) : undefined;
    const applied = await app.get(Applying, { strict: false }).folder(folder!, operator);
    if (hasErrors(applied.findings)) {
      return {
        json: applied,
        lines: [...applied.findings.map(sentence), 'Nothing was changed.'],
        exitCode: exitCodes.no,
      };
    }
    const { manager } = app.get(Transactions, { strict: false });
    const systems = applied.systems.map(({ system }) => system);
    const surveyed = survey ? await keepSurveys(manager, app.get(DataMaps, { strict: false }), systems) : [];
    const unseen = surveyed.filter(({ kept }) => !kept).map(({ system }) => system);
    return {
      json: { ...applied, author: operator?.staffId ?? null, surveyed },
      lines: [
        ...applied.findings.map(sentence),
        `Controllers: ${applied.controllers.join(', ') || 'none in this folder'}.`,
        ...applied.systems.map(
          (one) => `${one.system}: version ${one.version}${one.changed ? ', new' : ', unchanged'}.`,
        ),
        ...(operator ? [] : [UNNAMED]),
        ...(unseen.length > 0
          ? [`Not reached, so that \`map check\` cannot tell what has changed there since: ${unseen.join(', ')}.`]
          : []),
      ],
    };
  });
}

/** @throws CliFailure for a key that opens nothing. */
async function operatorOf(app: Service['app'], key: string): Promise<Operator> {
  const { manager } = app.get(Transactions, { strict: false });
  const [found]: { staffId: string }[] = await manager.query(
    `SELECT s.id AS "staffId" FROM api_key k JOIN staff s ON s.id = k.staff_id
     WHERE k.hash = $1 AND k.revoked_at IS NULL AND s.left_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > $2)`,
    [hashToken(key), app.get(Clock, { strict: false }).now()],
  );
  if (!found) throw new CliFailure('This API key opens nothing (any more).', exitCodes.usage);
  const tag = app.get(Tags, { strict: false }).tag('staff', 'staff', found.staffId).toString('base64url');
  return { staffId: found.staffId, actor: { role: 'staff', tag } };
}
