import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rooms below the case file name a controller too; its table came after theirs. */
const REFERENCES = {
  tombstone: 'tombstone_controller_fkey',
  marketing_block: 'marketing_block_controller_fkey',
  system_controller: 'system_controller_controller_fkey',
};

export class ControllerReferences1764000012000 implements MigrationInterface {
  name = 'ControllerReferences1764000012000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, constraint] of Object.entries(REFERENCES)) {
      await runner.query(
        `ALTER TABLE ${table} ADD CONSTRAINT ${constraint} FOREIGN KEY (controller_id) REFERENCES controller (id)`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, constraint] of Object.entries(REFERENCES)) {
      await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${constraint}`);
    }
  }
}
