import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The case file: controllers, cases, requests, identifiers, holds, the clock's events, messages, the desk's line. */
export class Requests1764000006000 implements MigrationInterface {
  name = 'Requests1764000006000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE controller (
      id uuid NOT NULL,
      slug text NOT NULL,
      name text NOT NULL,
      law text NOT NULL,
      country text NOT NULL,
      region text,
      zone text NOT NULL,
      languages text[] NOT NULL,
      details jsonb NOT NULL,
      policy jsonb NOT NULL,
      created_at timestamptz NOT NULL,
      CONSTRAINT controller_pk PRIMARY KEY (id))`);
    await runner.query(`CREATE UNIQUE INDEX controller_slug ON controller (slug)`);
    await runner.query(`CREATE TABLE subject_case (
      id uuid NOT NULL,
      ledger_id text NOT NULL,
      controller_id uuid NOT NULL,
      sibling_of uuid,
      reference text NOT NULL,
      token_hash bytea NOT NULL,
      role text NOT NULL,
      channel text NOT NULL,
      relation text NOT NULL,
      received_at timestamptz NOT NULL,
      recorded_at timestamptz NOT NULL,
      recorded_by uuid,
      locale text NOT NULL,
      country text,
      region text,
      reply_by text NOT NULL,
      assurance text NOT NULL,
      proven_at timestamptz,
      note bytea,
      test_person boolean NOT NULL DEFAULT false,
      closed_at timestamptz,
      keep_until date,
      forgotten_at timestamptz,
      CONSTRAINT subject_case_pk PRIMARY KEY (id),
      CONSTRAINT subject_case_controller FOREIGN KEY (controller_id) REFERENCES controller (id))`);
    await runner.query(`CREATE TABLE duty (
      case_id uuid NOT NULL,
      staff_id uuid NOT NULL,
      duty text NOT NULL,
      CONSTRAINT duty_pk PRIMARY KEY (case_id, staff_id, duty),
      CONSTRAINT duty_case FOREIGN KEY (case_id) REFERENCES subject_case (id))`);
    await runner.query(`CREATE UNIQUE INDEX subject_case_reference ON subject_case (reference)`);
    await runner.query(`CREATE UNIQUE INDEX subject_case_token ON subject_case (token_hash)`);
    await runner.query(`CREATE INDEX subject_case_sibling ON subject_case (sibling_of)`);
    await runner.query(`CREATE TABLE request (
      id uuid NOT NULL,
      ledger_id text NOT NULL,
      case_id uuid NOT NULL,
      controller_id uuid NOT NULL,
      "right" text NOT NULL,
      state text NOT NULL,
      version integer NOT NULL,
      law text NOT NULL,
      also_under text[] NOT NULL DEFAULT '{}',
      road text[] NOT NULL,
      after_request_id uuid,
      confirmed_at timestamptz,
      not_before timestamptz,
      due_on date,
      executed_version integer,
      first_answered_at timestamptz,
      ended_at timestamptz,
      outcome text,
      created_at timestamptz NOT NULL,
      CONSTRAINT request_pk PRIMARY KEY (id),
      CONSTRAINT request_case_fk FOREIGN KEY (case_id) REFERENCES subject_case (id),
      CONSTRAINT request_controller FOREIGN KEY (controller_id) REFERENCES controller (id))`);
    await runner.query(`CREATE INDEX request_case ON request (case_id)`);
    await runner.query(`CREATE INDEX request_after ON request (after_request_id)`);
    await runner.query(`CREATE INDEX request_open ON request (state, due_on)
      WHERE state NOT IN ('closed', 'forgotten', 'refused', 'withdrawn', 'forwarded')`);
    await runner.query(`CREATE TABLE identifier (
      id uuid NOT NULL,
      case_id uuid NOT NULL,
      kind text NOT NULL,
      sealed bytea NOT NULL,
      tag bytea,
      source text NOT NULL,
      proven boolean NOT NULL,
      round integer NOT NULL,
      created_at timestamptz NOT NULL,
      CONSTRAINT identifier_pk PRIMARY KEY (id),
      CONSTRAINT identifier_case FOREIGN KEY (case_id) REFERENCES subject_case (id))`);
    await runner.query(`CREATE UNIQUE INDEX identifier_once ON identifier (case_id, kind, tag)`);
    await runner.query(`CREATE INDEX identifier_tag ON identifier (kind, tag)`);
    await runner.query(`CREATE TABLE hold (
      id uuid NOT NULL,
      case_id uuid NOT NULL,
      reason text NOT NULL,
      note bytea,
      placed_by uuid NOT NULL,
      placed_at timestamptz NOT NULL,
      lifted_by uuid,
      lifted_at timestamptz,
      CONSTRAINT hold_pk PRIMARY KEY (id),
      CONSTRAINT hold_case FOREIGN KEY (case_id) REFERENCES subject_case (id))`);
    await runner.query(`CREATE INDEX hold_standing ON hold (case_id) WHERE lifted_at IS NULL`);
    await runner.query(`CREATE TABLE clock_event (
      id uuid NOT NULL,
      case_id uuid NOT NULL,
      request_id uuid,
      event text NOT NULL,
      at timestamptz NOT NULL,
      reason text,
      by uuid,
      CONSTRAINT clock_event_pk PRIMARY KEY (id),
      CONSTRAINT clock_event_case_fk FOREIGN KEY (case_id) REFERENCES subject_case (id),
      CONSTRAINT clock_event_request FOREIGN KEY (request_id) REFERENCES request (id))`);
    await runner.query(`CREATE INDEX clock_event_case ON clock_event (case_id, at)`);
    await runner.query(`CREATE TABLE message (
      id uuid NOT NULL,
      case_id uuid NOT NULL,
      direction text NOT NULL,
      body bytea NOT NULL,
      written_by uuid,
      written_at timestamptz NOT NULL,
      CONSTRAINT message_pk PRIMARY KEY (id),
      CONSTRAINT message_case_fk FOREIGN KEY (case_id) REFERENCES subject_case (id))`);
    await runner.query(`CREATE INDEX message_case ON message (case_id, written_at)`);
    await runner.query(`CREATE TABLE request_line (
      request_id uuid NOT NULL,
      case_id uuid NOT NULL,
      controller_id uuid NOT NULL,
      reference text NOT NULL,
      "right" text NOT NULL,
      state text NOT NULL,
      law text NOT NULL,
      received_at timestamptz NOT NULL,
      due_on date,
      first_answered_at timestamptz,
      ended boolean NOT NULL,
      held boolean NOT NULL,
      CONSTRAINT request_line_pk PRIMARY KEY (request_id))`);
    await runner.query(
      `CREATE INDEX request_line_open ON request_line (controller_id, due_on, request_id) WHERE NOT ended`,
    );
    await runner.query(`CREATE INDEX request_line_recent ON request_line (controller_id, received_at, request_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'duty',
      'request_line',
      'message',
      'clock_event',
      'hold',
      'identifier',
      'request',
      'subject_case',
      'controller',
    ]) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
