import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import type { SystemMap } from '../datamap/language.js';

/** Probes whether an erased person has come back end after this long. */
const LAST_PROBE = Temporal.Duration.from('P90D');

/**
 * How long an erasure's sealed keys live: as long as the longest back-up of its systems, so that a restore can be
 * erased again, or as long as the probes, whichever is longer (practice 18).
 */
export async function horizonOf(manager: EntityManager, requestId: string, from: Date): Promise<Date> {
  const maps: { map: SystemMap }[] = await manager.query(
    `SELECT DISTINCT ON (m.id) m.document AS map FROM task t JOIN system_map m ON m.id = t.map_id WHERE t.request_id = $1`,
    [requestId],
  );
  const start = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO('UTC');
  const ends = [
    start.add(LAST_PROBE),
    ...maps.flatMap(({ map }) => Object.values(map.copies).map((copy) => start.add(Temporal.Duration.from(copy.kept)))),
  ];
  return new Date(Math.max(...ends.map((end) => end.epochMilliseconds)));
}
