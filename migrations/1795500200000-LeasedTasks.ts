import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A task is leased exactly while it has an end of lease. The engine's hot statements ask for the latter: by the state,
 * the server would take the index of all leases, and compare each of them with each task of the batch.
 */
export class LeasedTasks1795500200000 implements MigrationInterface {
  name = 'LeasedTasks1795500200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE task ADD CONSTRAINT task_leased CHECK ((state = 'leased') = (lease_until IS NOT NULL))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE task DROP CONSTRAINT task_leased`);
  }
}
