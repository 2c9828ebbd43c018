import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The foreign keys of `controller_id` come with the table `controller`. */
export class Suppression1764000004000 implements MigrationInterface {
  name = 'Suppression1764000004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE tombstone (
        id uuid NOT NULL,
        controller_id uuid NOT NULL,
        tag bytea NOT NULL,
        kind text NOT NULL,
        tag_version smallint NOT NULL,
        fingerprint bytea,
        written_at timestamptz NOT NULL,
        lifted_at timestamptz,
        lift_reason text,
        CONSTRAINT tombstone_pkey PRIMARY KEY (id),
        CONSTRAINT tombstone_lifted_with_reason CHECK ((lifted_at IS NULL) = (lift_reason IS NULL))
      )`);
    // Two people erased under one key (a number given out again after a restore) are two tombstones.
    await runner.query(
      `CREATE UNIQUE INDEX tombstone_living ON tombstone (controller_id, tag, fingerprint) NULLS NOT DISTINCT WHERE lifted_at IS NULL`,
    );
    await runner.query(`CREATE INDEX tombstone_controller ON tombstone (controller_id)`);
    await runner.query(`
      CREATE TABLE marketing_block (
        id uuid NOT NULL,
        controller_id uuid NOT NULL,
        tag bytea NOT NULL,
        kind text NOT NULL,
        tag_version smallint NOT NULL,
        reason text NOT NULL,
        written_at timestamptz NOT NULL,
        lifted_at timestamptz,
        lift_reason text,
        CONSTRAINT marketing_block_pkey PRIMARY KEY (id),
        CONSTRAINT marketing_block_lifted_with_reason CHECK ((lifted_at IS NULL) = (lift_reason IS NULL))
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX marketing_block_living ON marketing_block (controller_id, tag) WHERE lifted_at IS NULL`,
    );
    await runner.query(`CREATE INDEX marketing_block_controller ON marketing_block (controller_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE marketing_block`);
    await runner.query(`DROP TABLE tombstone`);
  }
}
