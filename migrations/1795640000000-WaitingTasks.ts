import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Tasks whose system has taken the call and answers later: which of them it took together, since when they wait, and how
 * many answers have arrived.
 */
export class WaitingTasks1795640000000 implements MigrationInterface {
  name = 'WaitingTasks1795640000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE task
        ADD COLUMN batch uuid,
        ADD COLUMN waits_since timestamptz,
        ADD COLUMN answers integer NOT NULL DEFAULT 0`);
    await runner.query(`CREATE INDEX task_batch ON task (batch) WHERE batch IS NOT NULL AND state = 'ready'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE task DROP COLUMN batch, DROP COLUMN waits_since, DROP COLUMN answers`);
  }
}
