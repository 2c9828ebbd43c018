import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a person is shown and says in the portal: the notice and its version, for whom she acts, messages that are read. */
export class PortalSide1795500600000 implements MigrationInterface {
  name = 'PortalSide1795500600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE subject_case
      ADD COLUMN notice_version text,
      ADD COLUMN signal text,
      ADD COLUMN acting_for bytea`);
    await runner.query(`CREATE TABLE privacy_notice (
      controller_id uuid NOT NULL,
      version text NOT NULL,
      text jsonb NOT NULL,
      digest bytea NOT NULL,
      applied_at timestamptz NOT NULL,
      CONSTRAINT privacy_notice_pk PRIMARY KEY (controller_id, version),
      CONSTRAINT privacy_notice_controller FOREIGN KEY (controller_id) REFERENCES controller (id))`);
    await runner.query(`ALTER TABLE message
      ADD COLUMN before_proof boolean NOT NULL DEFAULT false,
      ADD COLUMN read_at timestamptz`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE message DROP COLUMN read_at, DROP COLUMN before_proof`);
    await runner.query(`DROP TABLE privacy_notice`);
    await runner.query(
      `ALTER TABLE subject_case DROP COLUMN acting_for, DROP COLUMN signal, DROP COLUMN notice_version`,
    );
  }
}
