import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Systems registered at the desk: their maps while they are being written, and the credentials given for them. */
export class SystemDrafts1795500800000 implements MigrationInterface {
  name = 'SystemDrafts1795500800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE system_draft (
        system text NOT NULL,
        yaml text NOT NULL,
        revision integer NOT NULL,
        created_by uuid NOT NULL,
        created_at timestamptz NOT NULL,
        changed_by uuid NOT NULL,
        changed_at timestamptz NOT NULL,
        CONSTRAINT system_draft_pkey PRIMARY KEY (system),
        CONSTRAINT system_draft_revision_positive CHECK (revision > 0)
      )`);
    await runner.query(`
      CREATE TABLE system_credential (
        id uuid NOT NULL,
        system text NOT NULL,
        sealed bytea NOT NULL,
        door bytea NOT NULL,
        created_by uuid NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT system_credential_pkey PRIMARY KEY (id)
      )`);
    await runner.query(`CREATE INDEX system_credential_by_system ON system_credential (system)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE system_credential`);
    await runner.query(`DROP TABLE system_draft`);
  }
}
