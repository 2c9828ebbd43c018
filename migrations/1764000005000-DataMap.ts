import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DataMap1764000005000 implements MigrationInterface {
  name = 'DataMap1764000005000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE system (
        id uuid NOT NULL,
        slug text NOT NULL,
        connector text NOT NULL,
        origin text NOT NULL,
        current_map_id uuid,
        disabled_at timestamptz,
        survey jsonb,
        survey_digest bytea,
        surveyed_at timestamptz,
        created_at timestamptz NOT NULL,
        CONSTRAINT system_pkey PRIMARY KEY (id),
        CONSTRAINT system_origin CHECK (origin IN ('file', 'desk'))
      )`);
    await runner.query(`CREATE UNIQUE INDEX system_slug ON system (slug)`);
    await runner.query(`
      CREATE TABLE system_map (
        id uuid NOT NULL,
        system_id uuid NOT NULL,
        version integer NOT NULL,
        digest bytea NOT NULL,
        document json NOT NULL,
        source text NOT NULL,
        origin text NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT system_map_pkey PRIMARY KEY (id),
        CONSTRAINT system_map_origin CHECK (origin IN ('file', 'desk')),
        CONSTRAINT system_map_version_positive CHECK (version > 0),
        CONSTRAINT system_map_system_fkey FOREIGN KEY (system_id) REFERENCES system (id) ON DELETE RESTRICT
      )`);
    await runner.query(`CREATE UNIQUE INDEX system_map_version ON system_map (system_id, version)`);
    await runner.query(`
      ALTER TABLE system
        ADD CONSTRAINT system_current_map_fkey FOREIGN KEY (current_map_id) REFERENCES system_map (id)`);
    await runner.query(`
      CREATE TABLE system_controller (
        system_id uuid NOT NULL,
        controller_id uuid NOT NULL,
        CONSTRAINT system_controller_pkey PRIMARY KEY (system_id, controller_id),
        CONSTRAINT system_controller_system_fkey FOREIGN KEY (system_id) REFERENCES system (id) ON DELETE CASCADE
      )`);
    await runner.query(`CREATE INDEX system_controller_by_controller ON system_controller (controller_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE system_controller`);
    await runner.query(`ALTER TABLE system DROP CONSTRAINT system_current_map_fkey`);
    await runner.query(`DROP TABLE system_map`);
    await runner.query(`DROP TABLE system`);
  }
}
