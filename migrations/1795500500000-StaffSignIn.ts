import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Passwords, second factors, sessions, invitations, first set-up, opinions; a role takes the name that the desk shows. */
export class StaffSignIn1795500500000 implements MigrationInterface {
  name = 'StaffSignIn1795500500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE staff SET roles = array_replace(roles, 'connector_engineer', 'engineer')`);
    await runner.query(`ALTER TABLE staff ADD locale text NOT NULL DEFAULT 'de'`);
    await runner.query(`CREATE TABLE staff_password (
      staff_id uuid NOT NULL,
      hash text NOT NULL,
      set_at timestamptz NOT NULL,
      CONSTRAINT staff_password_pk PRIMARY KEY (staff_id),
      CONSTRAINT staff_password_staff_fk FOREIGN KEY (staff_id) REFERENCES staff (id))`);
    await runner.query(`CREATE TABLE staff_session (
      id uuid NOT NULL,
      staff_id uuid NOT NULL,
      hash bytea NOT NULL,
      stage text NOT NULL,
      browser text NOT NULL,
      network bytea NOT NULL,
      created_at timestamptz NOT NULL,
      seen_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      second_factor_at timestamptz,
      ended_at timestamptz,
      CONSTRAINT staff_session_pk PRIMARY KEY (id),
      CONSTRAINT staff_session_staff_fk FOREIGN KEY (staff_id) REFERENCES staff (id))`);
    await runner.query(`CREATE UNIQUE INDEX staff_session_hash ON staff_session (hash)`);
    await runner.query(`CREATE INDEX staff_session_staff ON staff_session (staff_id, network)`);
    await runner.query(`CREATE INDEX staff_session_expires ON staff_session (expires_at)`);
    await runner.query(`CREATE TABLE staff_totp (
      id uuid NOT NULL,
      staff_id uuid NOT NULL,
      secret bytea NOT NULL,
      last_step bigint NOT NULL,
      created_at timestamptz NOT NULL,
      confirmed_at timestamptz,
      CONSTRAINT staff_totp_pk PRIMARY KEY (id),
      CONSTRAINT staff_totp_staff_fk FOREIGN KEY (staff_id) REFERENCES staff (id))`);
    await runner.query(`CREATE INDEX staff_totp_staff ON staff_totp (staff_id)`);
    await runner.query(
      `CREATE UNIQUE INDEX staff_totp_confirmed ON staff_totp (staff_id) WHERE confirmed_at IS NOT NULL`,
    );
    await runner.query(`CREATE TABLE staff_recovery_code (
      id uuid NOT NULL,
      staff_id uuid NOT NULL,
      tag bytea NOT NULL,
      used_at timestamptz,
      CONSTRAINT staff_recovery_code_pk PRIMARY KEY (id),
      CONSTRAINT staff_recovery_code_staff_fk FOREIGN KEY (staff_id) REFERENCES staff (id))`);
    await runner.query(`CREATE UNIQUE INDEX staff_recovery_code_tag ON staff_recovery_code (staff_id, tag)`);
    await runner.query(`CREATE TABLE staff_passkey (
      id uuid NOT NULL,
      staff_id uuid NOT NULL,
      credential_id text NOT NULL,
      public_key bytea NOT NULL,
      counter bigint NOT NULL,
      transports text[] NOT NULL,
      name text NOT NULL,
      backed_up boolean NOT NULL,
      created_at timestamptz NOT NULL,
      used_at timestamptz,
      CONSTRAINT staff_passkey_pk PRIMARY KEY (id),
      CONSTRAINT staff_passkey_staff_fk FOREIGN KEY (staff_id) REFERENCES staff (id))`);
    await runner.query(`CREATE UNIQUE INDEX staff_passkey_credential ON staff_passkey (credential_id)`);
    await runner.query(`CREATE INDEX staff_passkey_staff ON staff_passkey (staff_id)`);
    await runner.query(`CREATE TABLE passkey_challenge (
      hash bytea NOT NULL,
      purpose text NOT NULL,
      staff_id uuid,
      expires_at timestamptz NOT NULL,
      CONSTRAINT passkey_challenge_pk PRIMARY KEY (hash),
      CONSTRAINT passkey_challenge_staff_fk FOREIGN KEY (staff_id) REFERENCES staff (id))`);
    await runner.query(`CREATE INDEX passkey_challenge_staff ON passkey_challenge (staff_id)`);
    await runner.query(`CREATE INDEX passkey_challenge_expires ON passkey_challenge (expires_at)`);
    await runner.query(`CREATE TABLE sign_in_delay (
      subject bytea NOT NULL,
      failures integer NOT NULL,
      blocked_until timestamptz NOT NULL,
      forget_at timestamptz NOT NULL,
      CONSTRAINT sign_in_delay_pk PRIMARY KEY (subject))`);
    await runner.query(`CREATE INDEX sign_in_delay_forget ON sign_in_delay (forget_at)`);
    await runner.query(`CREATE TABLE staff_invitation (
      id uuid NOT NULL,
      staff_id uuid NOT NULL,
      hash bytea NOT NULL,
      expires_at timestamptz NOT NULL,
      CONSTRAINT staff_invitation_pk PRIMARY KEY (id),
      CONSTRAINT staff_invitation_staff_fk FOREIGN KEY (staff_id) REFERENCES staff (id))`);
    await runner.query(`CREATE UNIQUE INDEX staff_invitation_hash ON staff_invitation (hash)`);
    await runner.query(`CREATE UNIQUE INDEX staff_invitation_staff ON staff_invitation (staff_id)`);
    await runner.query(`CREATE TABLE set_up_code (
      tag bytea NOT NULL,
      expires_at timestamptz NOT NULL,
      CONSTRAINT set_up_code_pk PRIMARY KEY (tag))`);
    await runner.query(`CREATE TABLE opinion (
      id uuid NOT NULL,
      request_id uuid NOT NULL,
      case_id uuid NOT NULL,
      position text NOT NULL,
      text bytea NOT NULL,
      written_by uuid NOT NULL,
      written_at timestamptz NOT NULL,
      CONSTRAINT opinion_pk PRIMARY KEY (id),
      CONSTRAINT opinion_request_fk FOREIGN KEY (request_id) REFERENCES request (id),
      CONSTRAINT opinion_case_fk FOREIGN KEY (case_id) REFERENCES subject_case (id),
      CONSTRAINT opinion_written_by_fk FOREIGN KEY (written_by) REFERENCES staff (id))`);
    await runner.query(`CREATE INDEX opinion_request ON opinion (request_id, written_at)`);
    await runner.query(`CREATE INDEX opinion_case ON opinion (case_id)`);
    await runner.query(`CREATE INDEX opinion_written_by ON opinion (written_by)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'opinion',
      'set_up_code',
      'staff_invitation',
      'sign_in_delay',
      'passkey_challenge',
      'staff_passkey',
      'staff_recovery_code',
      'staff_totp',
      'staff_session',
      'staff_password',
    ]) {
      await runner.query(`DROP TABLE ${table}`);
    }
    await runner.query(`ALTER TABLE staff DROP COLUMN locale`);
    await runner.query(`UPDATE staff SET roles = array_replace(roles, 'engineer', 'connector_engineer')`);
  }
}
