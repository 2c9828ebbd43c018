import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who works a system by hand, as the desk says; and links to questions that can be revoked and sent again. */
export class SystemOwners1795650001000 implements MigrationInterface {
  name = 'SystemOwners1795650001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE system_owner (
        system text NOT NULL,
        name text NOT NULL,
        email text NOT NULL,
        language text NOT NULL,
        processor text,
        set_by uuid NOT NULL,
        set_at timestamptz NOT NULL,
        ended_at timestamptz,
        CONSTRAINT system_owner_pk PRIMARY KEY (system)
      )`);
    await runner.query(`
      ALTER TABLE conversation
        ADD COLUMN link_number integer NOT NULL DEFAULT 0,
        ADD COLUMN link_revoked_at timestamptz`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE conversation DROP COLUMN link_number, DROP COLUMN link_revoked_at`);
    await runner.query(`DROP TABLE system_owner`);
  }
}
