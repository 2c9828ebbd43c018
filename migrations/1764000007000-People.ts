import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The office: staff and their API keys. */
export class People1764000007000 implements MigrationInterface {
  name = 'People1764000007000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE staff (
      id uuid NOT NULL,
      name text NOT NULL,
      email text NOT NULL,
      roles text[] NOT NULL,
      controllers text[],
      created_at timestamptz NOT NULL,
      left_at timestamptz,
      CONSTRAINT staff_pk PRIMARY KEY (id))`);
    await runner.query(`CREATE UNIQUE INDEX staff_email ON staff (email)`);
    await runner.query(`CREATE TABLE api_key (
      id uuid NOT NULL,
      staff_id uuid NOT NULL,
      label text NOT NULL,
      hash bytea NOT NULL,
      created_at timestamptz NOT NULL,
      expires_at timestamptz,
      revoked_at timestamptz,
      CONSTRAINT api_key_pk PRIMARY KEY (id),
      CONSTRAINT api_key_staff_fk FOREIGN KEY (staff_id) REFERENCES staff (id))`);
    await runner.query(`CREATE UNIQUE INDEX api_key_hash ON api_key (hash)`);
    await runner.query(`CREATE INDEX api_key_staff ON api_key (staff_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE api_key`);
    await runner.query(`DROP TABLE staff`);
  }
}
