import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What hangs on a request or a case: table, name of the key, column, what it points to. */
const REFERENCES = [
  ['work_order', 'work_order_request_fk', 'request_id', 'request'],
  ['task', 'task_request_fk', 'request_id', 'request'],
  ['row_set', 'row_set_request_fk', 'request_id', 'request'],
  ['errand', 'errand_request_fk', 'request_id', 'request'],
  ['outcome', 'outcome_request_fk', 'request_id', 'request'],
  ['plan', 'plan_request_fk', 'request_id', 'request'],
  ['objection', 'objection_request_fk', 'request_id', 'request'],
  ['deferred_erasure', 'deferred_erasure_request_fk', 'request_id', 'request'],
  ['challenge', 'challenge_case_fk', 'case_id', 'subject_case'],
  ['evidence', 'evidence_case_fk', 'case_id', 'subject_case'],
] as const;

/** Everything that is about a request or a case refers to one that is there. */
export class References1764000014000 implements MigrationInterface {
  name = 'References1764000014000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, name, column, target] of REFERENCES) {
      await runner.query(
        `ALTER TABLE ${table} ADD CONSTRAINT ${name} FOREIGN KEY (${column}) REFERENCES ${target} (id)`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, name] of REFERENCES) await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  }
}
