import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Plans: what an officer approves. */
export class Planning1764000009000 implements MigrationInterface {
  name = 'Planning1764000009000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE plan (
      id uuid NOT NULL,
      request_id uuid NOT NULL,
      hash text NOT NULL,
      document jsonb NOT NULL,
      state text NOT NULL,
      drawn_at timestamptz NOT NULL,
      approved_at timestamptz,
      approved_by uuid,
      single_person boolean NOT NULL DEFAULT false,
      void_code text,
      CONSTRAINT plan_pk PRIMARY KEY (id))`);
    await runner.query(`CREATE INDEX plan_request ON plan (request_id, drawn_at)`);
    await runner.query(`CREATE UNIQUE INDEX plan_living ON plan (request_id) WHERE state <> 'void'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE plan`);
  }
}
