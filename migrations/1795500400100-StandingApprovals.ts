import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Dated permission of an officer for deferred erasures under one ground of one controller. */
export class StandingApprovals1795500400100 implements MigrationInterface {
  name = 'StandingApprovals1795500400100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE standing_approval (
      id uuid NOT NULL,
      controller_id uuid NOT NULL,
      ground text NOT NULL,
      expires_on date NOT NULL,
      given_by uuid NOT NULL,
      given_at timestamptz NOT NULL,
      revoked_by uuid,
      revoked_at timestamptz,
      CONSTRAINT standing_approval_pk PRIMARY KEY (id),
      CONSTRAINT standing_approval_controller FOREIGN KEY (controller_id) REFERENCES controller (id))`);
    await runner.query(`CREATE INDEX standing_approval_ground ON standing_approval (controller_id, ground)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE standing_approval`);
  }
}
