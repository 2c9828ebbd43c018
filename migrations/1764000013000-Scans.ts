import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Scans of requests that came on paper. */
export class Scans1764000013000 implements MigrationInterface {
  name = 'Scans1764000013000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE scan (
      id uuid NOT NULL,
      case_id uuid NOT NULL,
      media_type text NOT NULL,
      bytes integer NOT NULL,
      digest bytea NOT NULL,
      content bytea NOT NULL,
      added_by uuid NOT NULL,
      added_at timestamptz NOT NULL,
      CONSTRAINT scan_pk PRIMARY KEY (id),
      CONSTRAINT scan_case_fk FOREIGN KEY (case_id) REFERENCES subject_case (id))`);
    await runner.query(`CREATE INDEX scan_case ON scan (case_id, added_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE scan`);
  }
}
