import type { MigrationInterface, QueryRunner } from 'typeorm';

const APPEND_ONLY = ['ledger_entry', 'ledger_leaf', 'ledger_node', 'ledger_checkpoint'];

export class Ledger1764000002000 implements MigrationInterface {
  name = 'Ledger1764000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "ledger_entry" (
        "id" uuid NOT NULL,
        "kind" text NOT NULL,
        "case_id" text,
        "request_id" text,
        "at" TIMESTAMP(3) WITH TIME ZONE NOT NULL,
        "recorded_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(),
        "body" text NOT NULL,
        CONSTRAINT "ledger_entry_pk" PRIMARY KEY ("id")
      )`);
    await runner.query(`CREATE INDEX "ledger_entry_case" ON "ledger_entry" ("case_id") WHERE case_id IS NOT NULL`);
    // Rows come and go within seconds; a vacuum by share of the table would come too late.
    await runner.query(`
      CREATE TABLE "ledger_pending" (
        "entry_id" uuid NOT NULL,
        "since" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT "ledger_pending_pk" PRIMARY KEY ("entry_id")
      ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000)`);
    await runner.query(`
      CREATE TABLE "ledger_leaf" (
        "leaf_index" bigint NOT NULL,
        "entry_id" uuid NOT NULL,
        "body" text NOT NULL,
        "hash" bytea NOT NULL,
        CONSTRAINT "ledger_leaf_pk" PRIMARY KEY ("leaf_index"),
        CONSTRAINT "ledger_leaf_hash_length" CHECK (octet_length(hash) = 32)
      )`);
    await runner.query(`CREATE UNIQUE INDEX "ledger_leaf_entry" ON "ledger_leaf" ("entry_id")`);
    await runner.query(`
      CREATE TABLE "ledger_node" (
        "level" integer NOT NULL,
        "node_index" bigint NOT NULL,
        "hash" bytea NOT NULL,
        CONSTRAINT "ledger_node_pk" PRIMARY KEY ("level", "node_index"),
        CONSTRAINT "ledger_node_hash_length" CHECK (octet_length(hash) = 32)
      )`);
    await runner.query(`
      CREATE TABLE "ledger_checkpoint" (
        "size" bigint NOT NULL,
        "root" bytea NOT NULL,
        "note" text NOT NULL,
        "signed_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT "ledger_checkpoint_pk" PRIMARY KEY ("size"),
        CONSTRAINT "ledger_checkpoint_root_length" CHECK (octet_length(root) = 32)
      )`);
    await runner.query(`
      CREATE FUNCTION "ledger_refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'the ledger is append-only: % on % is refused', TG_OP, TG_TABLE_NAME
          USING ERRCODE = 'insufficient_privilege';
      END $$`);
    for (const table of APPEND_ONLY) {
      await runner.query(`
        CREATE TRIGGER "${table}_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "${table}"
        FOR EACH STATEMENT EXECUTE FUNCTION "ledger_refuse_change"()`);
      // ALWAYS: also where session_replication_role has been set to get round ordinary triggers.
      await runner.query(`ALTER TABLE "${table}" ENABLE ALWAYS TRIGGER "${table}_append_only"`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...APPEND_ONLY, 'ledger_pending']) await runner.query(`DROP TABLE "${table}"`);
    await runner.query(`DROP FUNCTION "ledger_refuse_change"()`);
  }
}
