import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Looking again after an erasure, restored back-ups, and erasures that are applied again after one. */
export class ErasureThatStays1795630000000 implements MigrationInterface {
  name = 'ErasureThatStays1795630000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE probe (
        id uuid NOT NULL CONSTRAINT probe_pk PRIMARY KEY,
        request_id uuid NOT NULL CONSTRAINT probe_request_fk REFERENCES request (id),
        controller_id uuid NOT NULL CONSTRAINT probe_controller_fk REFERENCES controller (id),
        system text NOT NULL,
        day integer NOT NULL,
        due_at timestamptz NOT NULL,
        state text NOT NULL,
        lease_until timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        result text,
        records integer NOT NULL DEFAULT 0,
        digest text,
        code text,
        done_at timestamptz)`);
    await runner.query(`CREATE UNIQUE INDEX probe_once ON probe (request_id, system, day)`);
    await runner.query(`CREATE INDEX probe_due ON probe (system, due_at, id) WHERE state = 'waiting'`);
    await runner.query(`CREATE INDEX probe_controller ON probe (controller_id, done_at)`);
    await runner.query(`
      CREATE TABLE system_restore (
        id uuid NOT NULL CONSTRAINT system_restore_pk PRIMARY KEY,
        system text NOT NULL,
        backup_at timestamptz NOT NULL,
        declared_at timestamptz NOT NULL,
        declared_by uuid NOT NULL CONSTRAINT system_restore_declared_by_fk REFERENCES staff (id),
        cleared_at timestamptz)`);
    await runner.query(`CREATE INDEX system_restore_open ON system_restore (system) WHERE cleared_at IS NULL`);
    await runner.query(`CREATE INDEX system_restore_declared_by ON system_restore (declared_by)`);
    await runner.query(`
      CREATE TABLE replay (
        id uuid NOT NULL CONSTRAINT replay_pk PRIMARY KEY,
        system text NOT NULL,
        since timestamptz NOT NULL,
        state text NOT NULL,
        hash text,
        asked_at timestamptz NOT NULL,
        asked_by uuid NOT NULL CONSTRAINT replay_asked_by_fk REFERENCES staff (id),
        counted_at timestamptz,
        approved_at timestamptz,
        approved_by uuid CONSTRAINT replay_approved_by_fk REFERENCES staff (id),
        single_person boolean NOT NULL DEFAULT false,
        ended_at timestamptz)`);
    await runner.query(`CREATE INDEX replay_system ON replay (system, asked_at)`);
    await runner.query(`CREATE INDEX replay_asked_by ON replay (asked_by)`);
    await runner.query(`CREATE INDEX replay_approved_by ON replay (approved_by) WHERE approved_by IS NOT NULL`);
    await runner.query(`
      CREATE TABLE replay_item (
        id uuid NOT NULL CONSTRAINT replay_item_pk PRIMARY KEY,
        replay_id uuid NOT NULL CONSTRAINT replay_item_replay_fk REFERENCES replay (id),
        task_id uuid NOT NULL CONSTRAINT replay_item_task_fk REFERENCES task (id),
        request_id uuid NOT NULL CONSTRAINT replay_item_request_fk REFERENCES request (id),
        controller_id uuid NOT NULL CONSTRAINT replay_item_controller_fk REFERENCES controller (id),
        chain uuid NOT NULL,
        erased_at timestamptz NOT NULL,
        state text NOT NULL,
        again integer NOT NULL DEFAULT 0,
        more integer NOT NULL DEFAULT 0,
        strangers integer NOT NULL DEFAULT 0,
        kept integer NOT NULL DEFAULT 0,
        planned bytea,
        digest text,
        code text,
        attempts integer NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL,
        lease_until timestamptz,
        intended_at timestamptz,
        done_at timestamptz)`);
    await runner.query(`CREATE UNIQUE INDEX replay_item_once ON replay_item (replay_id, task_id)`);
    await runner.query(`CREATE INDEX replay_item_state ON replay_item (replay_id, state, erased_at, id)`);
    await runner.query(`CREATE INDEX replay_item_task ON replay_item (task_id)`);
    await runner.query(`CREATE INDEX replay_item_request ON replay_item (request_id)`);
    await runner.query(`CREATE INDEX replay_item_controller ON replay_item (controller_id)`);
    // Erasures of a system since a moment, without walking all tasks of the house.
    await runner.query(
      `CREATE INDEX task_erased ON task (system, done_at) WHERE action = 'erase' AND state = 'done' AND row_set IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX task_erased`);
    for (const table of ['replay_item', 'replay', 'system_restore', 'probe']) await runner.query(`DROP TABLE ${table}`);
  }
}
