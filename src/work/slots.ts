import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { newId } from '../platform/ids/ids.js';
import { WorkTimes } from './work-times.js';

export interface Slot {
  system: string;
  slot: number;
  /** Who holds it: one that lapsed and was taken by somebody else is neither kept nor given back by us. */
  holder: string;
}

/** As many calls at once into a system as it bears, over all workers: slots are rows that lapse by themselves. */
@Injectable()
export class Slots {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly times: WorkTimes,
  ) {}

  /** @returns null when all are taken. */
  async take(system: string, slots: number): Promise<Slot | null> {
    await this.source.query(
      `INSERT INTO system_slot (system, slot, taken_until) SELECT $1, n, '-infinity' FROM generate_series(1, $2::int) n
       ON CONFLICT DO NOTHING`,
      [system, slots],
    );
    const holder = newId();
    const [rows]: [{ slot: number }[]] = await this.source.query(
      `UPDATE system_slot SET taken_until = now() + make_interval(secs => $3), holder = $4
       WHERE system = $1 AND slot = (
         SELECT slot FROM system_slot WHERE system = $1 AND slot <= $2 AND taken_until < now() LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING slot`,
      [system, slots, this.times.leaseSeconds, holder],
    );
    return rows[0] ? { system, slot: rows[0].slot, holder } : null;
  }

  async keep({ system, slot, holder }: Slot): Promise<void> {
    await this.source.query(
      `UPDATE system_slot SET taken_until = now() + make_interval(secs => $4) WHERE system = $1 AND slot = $2 AND holder = $3`,
      [system, slot, holder, this.times.leaseSeconds],
    );
  }

  async release({ system, slot, holder }: Slot): Promise<void> {
    await this.source.query(
      `UPDATE system_slot SET taken_until = '-infinity', holder = NULL WHERE system = $1 AND slot = $2 AND holder = $3`,
      [system, slot, holder],
    );
  }
}
