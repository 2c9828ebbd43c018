import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Agents in networks that take no inbound calls: their keys, what they tell of their systems, and the calls they hold. */
export class Agents1795640002000 implements MigrationInterface {
  name = 'Agents1795640002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE task ADD COLUMN retries integer NOT NULL DEFAULT 0`);
    await runner.query(`
      ALTER TABLE conversation
        ADD COLUMN agent_id uuid,
        ADD COLUMN lease_until timestamptz,
        ADD COLUMN fence integer NOT NULL DEFAULT 0,
        ADD COLUMN box bytea`);
    await runner.query(`
      CREATE INDEX conversation_agents ON conversation (system, opened_at) WHERE answerer = 'agent' AND answered_at IS NULL`);
    await runner.query(`
      CREATE TABLE agent (
        id uuid NOT NULL,
        name text NOT NULL,
        systems text[] NOT NULL,
        key_hash bytea NOT NULL,
        public_key jsonb,
        version text,
        created_at timestamptz NOT NULL,
        seen_at timestamptz,
        revoked_at timestamptz,
        CONSTRAINT agent_pk PRIMARY KEY (id)
      )`);
    await runner.query(`CREATE UNIQUE INDEX agent_name ON agent (name) WHERE revoked_at IS NULL`);
    await runner.query(`CREATE UNIQUE INDEX agent_key ON agent (key_hash)`);
    await runner.query(`
      CREATE TABLE agent_site (
        system text NOT NULL,
        agent_id uuid NOT NULL,
        survey jsonb NOT NULL,
        health jsonb NOT NULL,
        description jsonb NOT NULL,
        seen_at timestamptz NOT NULL,
        CONSTRAINT agent_site_pk PRIMARY KEY (system),
        CONSTRAINT agent_site_agent_fk FOREIGN KEY (agent_id) REFERENCES agent (id)
      )`);
    await runner.query(`CREATE INDEX agent_site_agent ON agent_site (agent_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE agent_site`);
    await runner.query(`DROP TABLE agent`);
    await runner.query(
      `ALTER TABLE conversation DROP COLUMN agent_id, DROP COLUMN lease_until, DROP COLUMN fence, DROP COLUMN box`,
    );
    await runner.query(`ALTER TABLE task DROP COLUMN retries`);
  }
}
