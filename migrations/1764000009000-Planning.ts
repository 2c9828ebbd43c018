import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Plans: what an officer approves; and the contacts that were told of an erasure. */
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
    await runner.query(`CREATE TABLE objection (
      id uuid NOT NULL,
      request_id uuid NOT NULL,
      token_hash bytea NOT NULL,
      contact_tag bytea NOT NULL,
      told_at timestamptz NOT NULL,
      used_at timestamptz,
      CONSTRAINT objection_pk PRIMARY KEY (id))`);
    await runner.query(`CREATE UNIQUE INDEX objection_token ON objection (token_hash)`);
    await runner.query(`CREATE INDEX objection_request ON objection (request_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE objection`);
    await runner.query(`DROP TABLE plan`);
  }
}
