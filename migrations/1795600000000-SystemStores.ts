import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What workers share of a system: budgets, tokens, jobs that are under way there. */
export class SystemStores1795600000000 implements MigrationInterface {
  name = 'SystemStores1795600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE system_budget (
        system text NOT NULL,
        budget text NOT NULL,
        next_at timestamptz NOT NULL,
        window_began timestamptz NOT NULL,
        taken bigint NOT NULL,
        CONSTRAINT system_budget_pk PRIMARY KEY (system, budget)
      ) WITH (fillfactor = 50)`);
    await runner.query(`
      CREATE TABLE system_token (
        system text NOT NULL,
        name text NOT NULL,
        sealed bytea,
        version integer NOT NULL,
        renewing_until timestamptz NOT NULL,
        renewing_by uuid,
        CONSTRAINT system_token_pk PRIMARY KEY (system, name)
      )`);
    await runner.query(`
      CREATE TABLE system_job (
        system text NOT NULL,
        name text NOT NULL,
        value text NOT NULL,
        noted_at timestamptz NOT NULL,
        CONSTRAINT system_job_pk PRIMARY KEY (system, name)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE system_job`);
    await runner.query(`DROP TABLE system_token`);
    await runner.query(`DROP TABLE system_budget`);
  }
}
