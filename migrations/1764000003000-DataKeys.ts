import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DataKeys1764000003000 implements MigrationInterface {
  name = 'DataKeys1764000003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE data_key (
        id uuid NOT NULL,
        owner_kind text NOT NULL,
        owner_id text NOT NULL,
        wrapped bytea,
        kek_id text NOT NULL,
        created_at timestamptz NOT NULL,
        destroy_after timestamptz,
        destroyed_at timestamptz,
        CONSTRAINT data_key_pkey PRIMARY KEY (id),
        CONSTRAINT data_key_dead_holds_nothing CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX data_key_living_owner ON data_key (owner_kind, owner_id) WHERE destroyed_at IS NULL`,
    );
    await runner.query(
      `CREATE INDEX data_key_destroyed_owner ON data_key (owner_kind, owner_id) WHERE destroyed_at IS NOT NULL`,
    );
    await runner.query(
      `CREATE INDEX data_key_due ON data_key (destroy_after) WHERE destroyed_at IS NULL AND destroy_after IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE data_key`);
  }
}
