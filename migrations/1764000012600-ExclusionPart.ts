import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Parts are deleted whenever a system is collected anew, and each deletion asks which exclusions name the part. */
export class ExclusionPart1764000012600 implements MigrationInterface {
  name = 'ExclusionPart1764000012600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX exclusion_part ON exclusion (part_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX exclusion_part`);
  }
}
