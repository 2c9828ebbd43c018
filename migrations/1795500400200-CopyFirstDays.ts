import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Copy first: the days after which the erasure goes on without her word, if she chose so. */
export class CopyFirstDays1795500400200 implements MigrationInterface {
  name = 'CopyFirstDays1795500400200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE request
      ADD COLUMN erase_after_days integer,
      ADD COLUMN erase_on date,
      ADD CONSTRAINT request_erase_after_days CHECK (erase_after_days > 0)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE request DROP COLUMN erase_after_days, DROP COLUMN erase_on`);
  }
}
