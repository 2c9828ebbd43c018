import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who asks: codes that were sent, and evidence that was accepted or refused. */
export class Identity1764000008500 implements MigrationInterface {
  name = 'Identity1764000008500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE challenge (
      id uuid NOT NULL,
      case_id uuid NOT NULL,
      code_tag bytea NOT NULL,
      contact_tag bytea NOT NULL,
      attempts integer NOT NULL,
      sent_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      used_at timestamptz,
      CONSTRAINT challenge_pk PRIMARY KEY (id))`);
    await runner.query(`CREATE INDEX challenge_case ON challenge (case_id, sent_at)`);
    await runner.query(`CREATE TABLE evidence (
      id uuid NOT NULL,
      case_id uuid NOT NULL,
      method text NOT NULL,
      level text NOT NULL,
      accepted boolean NOT NULL,
      assertion_id bytea,
      decided_by uuid,
      reason text,
      note bytea,
      at timestamptz NOT NULL,
      CONSTRAINT evidence_pk PRIMARY KEY (id))`);
    await runner.query(`CREATE INDEX evidence_case ON evidence (case_id, at)`);
    await runner.query(
      `CREATE UNIQUE INDEX evidence_assertion ON evidence (assertion_id) WHERE assertion_id IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE evidence`);
    await runner.query(`DROP TABLE challenge`);
  }
}
