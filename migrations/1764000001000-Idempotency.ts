import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the HTTP edge remembers: answers to requests with an Idempotency-Key, and attempts that are limited exactly. */
export class Idempotency1764000001000 implements MigrationInterface {
  name = 'Idempotency1764000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE idempotency (
        id uuid NOT NULL,
        credential text NOT NULL,
        route text NOT NULL,
        key bytea NOT NULL,
        body_hash bytea NOT NULL,
        status smallint NOT NULL,
        response bytea NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        CONSTRAINT idempotency_pkey PRIMARY KEY (id)
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX idempotency_credential_route_key_key ON idempotency (credential, route, key)`,
    );
    await runner.query(`CREATE INDEX idempotency_expires_at_idx ON idempotency (expires_at)`);
    await runner.query(`
      CREATE TABLE attempt_count (
        purpose text NOT NULL,
        subject bytea NOT NULL,
        attempts integer NOT NULL,
        window_ends_at timestamptz NOT NULL,
        CONSTRAINT attempt_count_pkey PRIMARY KEY (purpose, subject)
      )`);
    await runner.query(`CREATE INDEX attempt_count_window_ends_at_idx ON attempt_count (window_ends_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE attempt_count`);
    await runner.query(`DROP TABLE idempotency`);
  }
}
