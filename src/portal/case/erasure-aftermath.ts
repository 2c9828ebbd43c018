import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { KeptAboutHer } from '../../delivery/answer/kept-about-her.js';
import { legalDay } from '../../laws/legal-day.js';
import { dayOf } from '../../letters/formats.js';
import type { CaseFile } from '../../requests/requests.repository.js';
import type { PersonAftermathDto, PersonLookDto } from './erasure-aftermath.dto.js';

/** What follows an erasure that is closed: when we look again, and what we keep so that we can. */
@Injectable()
export class ErasureAftermath {
  constructor(private readonly kept: KeptAboutHer) {}

  /** @returns null as long as none is planned: nothing was erased, or not everything is shown yet. */
  async of(manager: EntityManager, file: CaseFile): Promise<PersonAftermathDto | null> {
    const looks = await looksAfter(manager, file);
    const [key]: { until: Date | null }[] = await manager.query(
      `SELECT CASE WHEN destroyed_at IS NULL THEN destroy_after END AS until FROM data_key
       WHERE owner_kind = 'erasure' AND owner_id = $1 ORDER BY created_at DESC LIMIT 1`,
      [file.request.id],
    );
    if (looks.length === 0 && !key?.until) return null;
    const { zone } = file.controller;
    return {
      looks,
      // The key dies as the day after begins.
      identifiersUntil: key?.until ? legalDay(key.until, zone).subtract({ days: 1 }).toString() : null,
      ...(await this.kept.listed(manager, file)),
    };
  }
}

/** One for each day, over all systems: where any of them has still to be asked it is planned. */
async function looksAfter(manager: EntityManager, file: CaseFile): Promise<PersonLookDto[]> {
  const rows: { days: number; at: Date; state: PersonLookDto['state'] }[] = await manager.query(
    `SELECT day AS days, max(coalesce(done_at, due_at)) AS at, CASE
        WHEN bool_or(state = 'waiting') THEN 'planned'
        WHEN bool_or(result IN ('came-back', 'details-back')) THEN 'found'
        WHEN bool_or(result = 'not-possible') THEN 'not-possible'
        WHEN bool_or(state = 'done') THEN 'clear'
        ELSE 'called-off' END AS state
     FROM probe WHERE request_id = $1 GROUP BY day ORDER BY day`,
    [file.request.id],
  );
  return rows.map(({ days, at, state }) => ({ days, on: dayOf(at, file.controller.zone), state }));
}
