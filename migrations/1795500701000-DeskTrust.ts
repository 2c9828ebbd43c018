import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Saved views, what was revealed to whom and why, verification runs, and which checkpoints left by mail. */
export class DeskTrust1795500701000 implements MigrationInterface {
  name = 'DeskTrust1795500701000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE desk_view (
      id uuid NOT NULL,
      staff_id uuid NOT NULL,
      name text NOT NULL,
      filter jsonb NOT NULL,
      shared boolean NOT NULL,
      created_at timestamptz NOT NULL,
      CONSTRAINT desk_view_pk PRIMARY KEY (id),
      CONSTRAINT desk_view_staff FOREIGN KEY (staff_id) REFERENCES staff (id))`);
    await runner.query(`CREATE UNIQUE INDEX desk_view_name ON desk_view (staff_id, name)`);
    await runner.query(`CREATE INDEX desk_view_shared ON desk_view (name) WHERE shared`);
    await runner.query(`CREATE TABLE reveal (
      id uuid NOT NULL,
      case_id uuid NOT NULL,
      request_id uuid NOT NULL,
      staff_id uuid NOT NULL,
      what text NOT NULL,
      reason text NOT NULL,
      note bytea,
      at timestamptz NOT NULL,
      CONSTRAINT reveal_pk PRIMARY KEY (id),
      CONSTRAINT reveal_case FOREIGN KEY (case_id) REFERENCES subject_case (id))`);
    await runner.query(`CREATE INDEX reveal_of_case ON reveal (case_id, at)`);
    await runner.query(`CREATE TABLE ledger_verification (
      id uuid NOT NULL,
      asked_by uuid,
      asked_at timestamptz NOT NULL,
      checkpoint text,
      state text NOT NULL,
      started_at timestamptz,
      ended_at timestamptz,
      result jsonb,
      CONSTRAINT ledger_verification_pk PRIMARY KEY (id))`);
    await runner.query(`CREATE INDEX ledger_verification_asked ON ledger_verification (asked_at)`);
    await runner.query(`CREATE UNIQUE INDEX ledger_verification_open ON ledger_verification ((true))
      WHERE state IN ('waiting', 'running')`);
    await runner.query(`CREATE TABLE checkpoint_mailing (
      size bigint NOT NULL,
      sent_at timestamptz NOT NULL,
      recipients integer NOT NULL,
      CONSTRAINT checkpoint_mailing_pk PRIMARY KEY (size))`);
    await runner.query(`CREATE INDEX ledger_entry_request ON ledger_entry (request_id) WHERE request_id IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX ledger_entry_request`);
    for (const table of ['checkpoint_mailing', 'ledger_verification', 'reveal', 'desk_view'])
      await runner.query(`DROP TABLE ${table}`);
  }
}
