import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { SystemMap } from '../../datamap/language.js';
import { legalDay, startOfLegalDay } from '../../laws/legal-day.js';
import { Ledger } from '../../ledger/ledger.js';
import type { Actor } from '../../ledger/ledger-entry.js';
import type { ReasonCode } from '../../ledger/reasons.js';
import { Clock } from '../../platform/clock/clock.js';
import { DataKeys } from '../../platform/crypto/data-keys.js';
import { newId } from '../../platform/ids/ids.js';
import { Settings } from '../../platform/settings/settings.js';
import type { CaseFile } from '../../requests/requests.repository.js';
import { horizonOf } from '../../work/kept-of-erased.js';

const DAY_MS = 24 * 3_600_000;

/** The looks after an erasure: planned when it has ended, and called off when they have lost their reason. */
@Injectable()
export class Probes {
  constructor(
    private readonly keys: DataKeys,
    private readonly settings: Settings,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /**
   * Plans the looks into every system in which something was erased or masked, and sets the day on which the sealed
   * identifiers die: they are needed until the last look, and until no back-up can bring her back.
   */
  async plan(manager: EntityManager, file: CaseFile): Promise<void> {
    const now = this.clock.now();
    const days = this.settings.PROBE_DAYS;
    const { id } = file.request;
    const touched: { system: string }[] = await manager.query(
      `SELECT DISTINCT system FROM outcome WHERE request_id = $1 AND verdict NOT LIKE 'none:%' ORDER BY 1`,
      [id],
    );
    const looks = touched.flatMap(({ system }) => days.map((day) => ({ system, day })));
    await manager.query(
      `INSERT INTO probe (id, request_id, controller_id, system, day, due_at, state)
       SELECT id, $2::uuid, $3::uuid, system, day, due_at, 'waiting'
       FROM unnest($1::uuid[], $4::text[], $5::int[], $6::timestamptz[]) AS n (id, system, day, due_at)
       ON CONFLICT (request_id, system, day) DO NOTHING`,
      [
        looks.map(() => newId()),
        id,
        file.controller.id,
        looks.map(({ system }) => system),
        looks.map(({ day }) => day),
        looks.map(({ day }) => new Date(now.getTime() + day * DAY_MS)),
      ],
    );
    const maps: { map: SystemMap }[] = await manager.query(
      `SELECT DISTINCT ON (m.id) m.document AS map FROM task t JOIN system_map m ON m.id = t.map_id WHERE t.request_id = $1`,
      [id],
    );
    const { zone } = file.controller;
    const last = horizonOf(
      legalDay(now, zone),
      maps.map(({ map }) => map),
      days,
    );
    await this.keys.setDestroyAfter(manager, { kind: 'erasure', id }, startOfLegalDay(last.add({ days: 1 }), zone));
  }

  /** Calls off what still waits of a request. @returns how many looks. */
  async cancel(
    manager: EntityManager,
    file: Pick<CaseFile, 'request' | 'case'>,
    code: ReasonCode,
    by: Actor = { role: 'service' },
  ): Promise<number> {
    const [rows]: [unknown[]] = await manager.query(
      `UPDATE probe SET state = 'cancelled', lease_until = NULL, code = $2, done_at = $3
       WHERE request_id = $1 AND state = 'waiting' RETURNING id`,
      [file.request.id, code, this.clock.now()],
    );
    if (rows.length === 0) return 0;
    await this.ledger.append(manager, {
      kind: 'probe.cancelled',
      case: file.case.ledgerId,
      request: file.request.ledgerId,
      by,
      at: this.clock.now(),
      data: { probes: rows.length, code },
    });
    return rows.length;
  }
}
