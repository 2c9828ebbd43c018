import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Indexes under foreign keys by which cases and holds are removed. */
export class ReferenceIndexes1795500900000 implements MigrationInterface {
  name = 'ReferenceIndexes1795500900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX further_data_request ON further_data (request_id)`);
    await runner.query(`CREATE INDEX hold_inherited ON hold (inherited_from) WHERE inherited_from IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX hold_inherited`);
    await runner.query(`DROP INDEX further_data_request`);
  }
}
