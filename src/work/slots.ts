import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

const HELD_SECONDS = 60;

/** As many calls at once into a system as it bears, over all workers: slots are rows that lapse by themselves. */
@Injectable()
export class Slots {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** @returns the number of the slot, or null when all are taken. */
  async take(system: string, slots: number): Promise<number | null> {
    await this.source.query(
      `INSERT INTO system_slot (system, slot, taken_until) SELECT $1, n, '-infinity' FROM generate_series(1, $2::int) n
       ON CONFLICT DO NOTHING`,
      [system, slots],
    );
    const [rows]: [{ slot: number }[]] = await this.source.query(
      `UPDATE system_slot SET taken_until = now() + make_interval(secs => $3)
       WHERE system = $1 AND slot = (
         SELECT slot FROM system_slot WHERE system = $1 AND slot <= $2 AND taken_until < now() LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING slot`,
      [system, slots, HELD_SECONDS],
    );
    return rows[0]?.slot ?? null;
  }

  async keep(system: string, slot: number): Promise<void> {
    await this.source.query(
      `UPDATE system_slot SET taken_until = now() + make_interval(secs => $3) WHERE system = $1 AND slot = $2`,
      [system, slot, HELD_SECONDS],
    );
  }

  async release(system: string, slot: number): Promise<void> {
    await this.source.query(`UPDATE system_slot SET taken_until = '-infinity' WHERE system = $1 AND slot = $2`, [system, slot]);
  }
}
