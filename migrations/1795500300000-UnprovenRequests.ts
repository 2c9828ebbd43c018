import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests whose sender is not proven: the lesser request that goes on, and the invitation to give further data. */
export class UnprovenRequests1795500300000 implements MigrationInterface {
  name = 'UnprovenRequests1795500300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE request ADD treated_as text`);
    await runner.query(
      `ALTER TABLE request ADD CONSTRAINT request_treated_as CHECK (treated_as IS NULL OR treated_as = 'categories')`,
    );
    await runner.query(`CREATE TABLE further_data (
      id uuid NOT NULL,
      case_id uuid NOT NULL,
      request_id uuid NOT NULL,
      asked_at timestamptz NOT NULL,
      asked_by uuid NOT NULL,
      given_at timestamptz,
      given integer,
      CONSTRAINT further_data_pk PRIMARY KEY (id),
      CONSTRAINT further_data_case_fk FOREIGN KEY (case_id) REFERENCES subject_case (id),
      CONSTRAINT further_data_request_fk FOREIGN KEY (request_id) REFERENCES request (id))`);
    await runner.query(`CREATE INDEX further_data_case ON further_data (case_id, asked_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE further_data`);
    await runner.query(`ALTER TABLE request DROP CONSTRAINT request_treated_as`);
    await runner.query(`ALTER TABLE request DROP COLUMN treated_as`);
  }
}
