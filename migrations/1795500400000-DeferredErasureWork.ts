import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What becomes of a deferred erasure at its date: who carries it out, why it waits, how it ended. */
export class DeferredErasureWork1795500400000 implements MigrationInterface {
  name = 'DeferredErasureWork1795500400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE deferred_erasure
      ADD COLUMN work_request_id uuid,
      ADD COLUMN look_again_on date,
      ADD COLUMN waits_code text,
      ADD COLUMN stopped_at timestamptz,
      ADD COLUMN settled_code text,
      ADD CONSTRAINT deferred_erasure_work_fk FOREIGN KEY (work_request_id) REFERENCES request (id)`);
    await runner.query(
      `CREATE INDEX deferred_erasure_work ON deferred_erasure (work_request_id) WHERE work_request_id IS NOT NULL`,
    );
    await runner.query(`ALTER TABLE subject_case
      ADD COLUMN continues uuid,
      ADD CONSTRAINT subject_case_continues_fk FOREIGN KEY (continues) REFERENCES subject_case (id)`);
    await runner.query(`CREATE INDEX subject_case_continues ON subject_case (continues) WHERE continues IS NOT NULL`);
    await runner.query(`ALTER TABLE hold
      ADD COLUMN inherited_from uuid,
      ADD CONSTRAINT hold_inherited_fk FOREIGN KEY (inherited_from) REFERENCES hold (id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE hold DROP COLUMN inherited_from`);
    await runner.query(`ALTER TABLE subject_case DROP COLUMN continues`);
    await runner.query(`ALTER TABLE deferred_erasure
      DROP COLUMN work_request_id, DROP COLUMN look_again_on, DROP COLUMN waits_code, DROP COLUMN stopped_at, DROP COLUMN settled_code`);
  }
}
