import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An outcome says which fields were masked, so that the answer can name what was cleared of a record that is kept. */
export class MaskedFields1764000012500 implements MigrationInterface {
  name = 'MaskedFields1764000012500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE outcome ADD COLUMN masked text[] NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE outcome DROP COLUMN masked`);
  }
}
