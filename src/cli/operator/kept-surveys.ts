import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../datamap/finding.js';
import type { SurveyOutline } from '../../datamap/survey/survey.js';
import type { Settings } from '../../platform/settings/settings.js';
import { explain } from '../failure.js';
import { onDatabase } from './on-database.js';

export interface KeptSurveys {
  /** How the live schemas looked when the maps were last applied, by system. */
  surveys: ReadonlyMap<string, SurveyOutline>;
  /** Why that is not known, where there is a database that should know. */
  unknown: Finding | null;
}

/**
 * Reads what the service's database has kept at the last apply. Where there is none (a map is checked on a laptop before
 * anything runs) nothing is started for it, and drift is not spoken of.
 */
export async function keptSurveys(settings: Settings): Promise<KeptSurveys> {
  const surveys = new Map<string, SurveyOutline>();
  const embedded = existsSync(join(settings.HABEAS_HOME, 'postgres'));
  if (!settings.DATABASE_URL && !embedded) return { surveys, unknown: null };
  try {
    await onDatabase(async (manager) => {
      const rows: { slug: string; survey: SurveyOutline }[] = await manager.query(
        `SELECT slug, survey FROM system WHERE survey IS NOT NULL AND disabled_at IS NULL`,
      );
      for (const { slug, survey } of rows) surveys.set(slug, survey);
    });
    return { surveys, unknown: null };
  } catch (error) {
    const { message } = explain(error);
    return {
      surveys,
      unknown: {
        severity: 'warning',
        code: 'live/drift-unknown',
        path: [],
        file: 'DATABASE_URL',
        line: 1,
        column: 1,
        message: `What has changed since the maps were applied cannot be told. ${message}`,
        hint: '',
      },
    };
  }
}
