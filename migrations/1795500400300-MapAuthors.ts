import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who put a version of a map in force: compared with who approves what rests on it. */
export class MapAuthors1795500400300 implements MigrationInterface {
  name = 'MapAuthors1795500400300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE system_map ADD COLUMN author uuid`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE system_map DROP COLUMN author`);
  }
}
