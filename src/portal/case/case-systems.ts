import type { EntityManager } from 'typeorm';
import type { Localised } from '../../datamap/language.js';
import { bilingual } from '../../datamap/bilingual.dto.js';
import type { PersonSystemDto } from './person-case.dto.js';

/** Where a request stands in each system, in codes that tell nothing of what lies there. */
export async function systemsOf(
  manager: EntityManager,
  requestId: string,
  titles: ReadonlyMap<string, Localised>,
): Promise<PersonSystemDto[]> {
  const rows: Omit<PersonSystemDto, 'title'>[] = await manager.query(
    `SELECT system, CASE
        WHEN bool_and(state = 'cancelled') THEN 'stopped'
        WHEN bool_or(state = 'parked') THEN 'by-hand'
        WHEN bool_or(state IN ('ready', 'leased') AND (waits_since IS NOT NULL OR code = 'pending')) THEN 'answers-later'
        WHEN bool_or(action <> 'locate' AND state = 'leased') THEN 'working'
        WHEN bool_or(action <> 'locate' AND state = 'ready') THEN CASE WHEN bool_or(attempts > 0) THEN 'working' ELSE 'waiting' END
        WHEN bool_or(action = 'locate' AND state IN ('ready', 'leased')) THEN 'searching'
        WHEN bool_or(action <> 'locate' AND state = 'done') THEN 'done'
        ELSE 'searched' END AS state
     FROM task WHERE request_id = $1 GROUP BY system ORDER BY system`,
    [requestId],
  );
  return rows.map((row) => ({ ...row, title: bilingual(titles.get(row.system) ?? row.system) }));
}
