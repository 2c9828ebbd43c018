import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Letters, as they were written. */
export class Letters1764000009500 implements MigrationInterface {
  name = 'Letters1764000009500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE letter (
      id uuid NOT NULL,
      case_id uuid NOT NULL,
      request_id uuid,
      kind text NOT NULL,
      locale text NOT NULL,
      once text NOT NULL,
      recipient bytea,
      content bytea NOT NULL,
      digest bytea NOT NULL,
      state text NOT NULL,
      created_at timestamptz NOT NULL,
      sent_at timestamptz,
      dispatched_by uuid,
      failure text,
      CONSTRAINT letter_pk PRIMARY KEY (id),
      CONSTRAINT letter_case_fk FOREIGN KEY (case_id) REFERENCES subject_case (id))`);
    await runner.query(`CREATE INDEX letter_case ON letter (case_id, created_at)`);
    await runner.query(`CREATE UNIQUE INDEX letter_once ON letter (case_id, kind, once)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE letter`);
  }
}
