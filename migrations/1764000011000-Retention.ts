import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Erasures that a retention ground puts off. */
export class Retention1764000011000 implements MigrationInterface {
  name = 'Retention1764000011000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE deferred_erasure (
      id uuid NOT NULL,
      controller_id uuid NOT NULL,
      request_id uuid NOT NULL,
      system text NOT NULL,
      collection text NOT NULL,
      ground text NOT NULL,
      not_before date NOT NULL,
      law text NOT NULL,
      records integer NOT NULL,
      sealed bytea NOT NULL,
      recorded_at timestamptz NOT NULL,
      settled_at timestamptz,
      CONSTRAINT deferred_erasure_pk PRIMARY KEY (id))`);
    await runner.query(
      `CREATE UNIQUE INDEX deferred_erasure_once ON deferred_erasure (request_id, system, collection, ground, not_before)`,
    );
    await runner.query(`CREATE INDEX deferred_erasure_due ON deferred_erasure (not_before) WHERE settled_at IS NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE deferred_erasure`);
  }
}
