import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The engine: orders and their tasks, sealed row sets, errands, outcomes, places at each system. */
export class Work1764000008000 implements MigrationInterface {
  name = 'Work1764000008000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE work_order (
      id uuid NOT NULL,
      request_id uuid NOT NULL,
      action text NOT NULL,
      round integer NOT NULL,
      open integer NOT NULL,
      signal text NOT NULL,
      created_at timestamptz NOT NULL,
      CONSTRAINT work_order_pk PRIMARY KEY (id))`);
    await runner.query(`CREATE INDEX work_order_request ON work_order (request_id)`);
    await runner.query(`CREATE TABLE task (
      id uuid NOT NULL,
      order_id uuid NOT NULL,
      request_id uuid NOT NULL,
      case_id uuid NOT NULL,
      controller_id uuid NOT NULL,
      system text NOT NULL,
      map_id uuid NOT NULL,
      action text NOT NULL,
      round integer NOT NULL,
      state text NOT NULL,
      attempts integer NOT NULL DEFAULT 0,
      fence integer NOT NULL DEFAULT 0,
      lease_until timestamptz,
      due_at timestamptz NOT NULL,
      deadline date NOT NULL,
      row_set uuid,
      intended_at timestamptz,
      outcome jsonb,
      code text,
      done_at timestamptz,
      CONSTRAINT task_pk PRIMARY KEY (id),
      CONSTRAINT task_order_fk FOREIGN KEY (order_id) REFERENCES work_order (id))`);
    await runner.query(`CREATE INDEX task_order ON task (order_id)`);
    await runner.query(`CREATE INDEX task_request ON task (request_id)`);
    await runner.query(`CREATE INDEX task_lane ON task (system, action, deadline, id) WHERE state = 'ready'`);
    await runner.query(`CREATE INDEX task_lease ON task (lease_until) WHERE state = 'leased'`);
    await runner.query(`CREATE TABLE row_set (
      id uuid NOT NULL,
      set_id uuid NOT NULL,
      request_id uuid NOT NULL,
      kind text NOT NULL,
      system text NOT NULL,
      ordinal integer NOT NULL,
      rows integer NOT NULL,
      sealed bytea NOT NULL,
      created_at timestamptz NOT NULL,
      CONSTRAINT row_set_pk PRIMARY KEY (id))`);
    await runner.query(`CREATE INDEX row_set_request ON row_set (request_id, kind, system)`);
    await runner.query(`CREATE UNIQUE INDEX row_set_set ON row_set (set_id, system, ordinal)`);
    await runner.query(`CREATE TABLE errand (
      id uuid NOT NULL,
      controller_id uuid NOT NULL,
      case_id uuid NOT NULL,
      request_id uuid NOT NULL,
      task_id uuid,
      kind text NOT NULL,
      system text,
      place text,
      due_on date,
      opened_at timestamptz NOT NULL,
      settled_at timestamptz,
      settled_by uuid,
      outcome text,
      note bytea,
      CONSTRAINT errand_pk PRIMARY KEY (id))`);
    await runner.query(`CREATE INDEX errand_open ON errand (controller_id, due_on, id) WHERE settled_at IS NULL`);
    await runner.query(`CREATE INDEX errand_request ON errand (request_id)`);
    await runner.query(`CREATE INDEX errand_task ON errand (task_id)`);
    await runner.query(`CREATE TABLE outcome (
      id uuid NOT NULL,
      task_id uuid NOT NULL,
      request_id uuid NOT NULL,
      system text NOT NULL,
      collection text NOT NULL,
      verdict text NOT NULL,
      intended integer NOT NULL,
      residue integer NOT NULL,
      held_by_others integer NOT NULL,
      evidence text NOT NULL,
      shown_at timestamptz NOT NULL,
      CONSTRAINT outcome_pk PRIMARY KEY (id))`);
    await runner.query(`CREATE INDEX outcome_request ON outcome (request_id, system)`);
    await runner.query(`CREATE UNIQUE INDEX outcome_once ON outcome (task_id, collection, verdict)`);
    await runner.query(`CREATE TABLE system_slot (
      system text NOT NULL,
      slot integer NOT NULL,
      taken_until timestamptz NOT NULL,
      holder uuid,
      CONSTRAINT system_slot_pk PRIMARY KEY (system, slot))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['system_slot', 'outcome', 'errand', 'row_set', 'task', 'work_order']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
