import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Conversations with systems that are asked and answer later: questions, uploaded pages, attachments. */
export class Exchange1795640001000 implements MigrationInterface {
  name = 'Exchange1795640001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE conversation (
        id uuid NOT NULL,
        system text NOT NULL,
        map_id uuid NOT NULL,
        controller_id uuid NOT NULL,
        case_id uuid NOT NULL,
        request_id uuid NOT NULL,
        askers uuid[] NOT NULL,
        verb text NOT NULL,
        answerer text NOT NULL,
        whole boolean NOT NULL,
        digest bytea NOT NULL,
        generation integer NOT NULL,
        question bytea NOT NULL,
        token_hash bytea NOT NULL,
        state text NOT NULL,
        opened_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        told_at timestamptz,
        seen_at timestamptz,
        check_again_at timestamptz,
        answered_at timestamptz,
        heard_at timestamptz,
        answer_digest bytea,
        answer bytea,
        items integer NOT NULL DEFAULT 0,
        bytes integer NOT NULL DEFAULT 0,
        signed_by uuid,
        CONSTRAINT conversation_pk PRIMARY KEY (id),
        CONSTRAINT conversation_request_fk FOREIGN KEY (request_id) REFERENCES request (id),
        CONSTRAINT conversation_answered CHECK ((answered_at IS NOT NULL) = (state NOT IN ('open', 'taken')))
      )`);
    await runner.query(`CREATE UNIQUE INDEX conversation_once ON conversation (case_id, system, digest, generation)`);
    await runner.query(`CREATE UNIQUE INDEX conversation_token ON conversation (token_hash)`);
    await runner.query(`CREATE INDEX conversation_request ON conversation (request_id)`);
    await runner.query(`CREATE INDEX conversation_waiting ON conversation (expires_at) WHERE answered_at IS NULL`);
    await runner.query(`
      CREATE TABLE conversation_page (
        conversation_id uuid NOT NULL,
        number integer NOT NULL,
        digest bytea NOT NULL,
        items integer NOT NULL,
        bytes integer NOT NULL,
        sealed bytea NOT NULL,
        received_at timestamptz NOT NULL,
        CONSTRAINT conversation_page_pk PRIMARY KEY (conversation_id, number),
        CONSTRAINT conversation_page_fk FOREIGN KEY (conversation_id) REFERENCES conversation (id)
      )`);
    await runner.query(`
      CREATE TABLE conversation_file (
        id uuid NOT NULL,
        conversation_id uuid NOT NULL,
        media_type text NOT NULL,
        bytes integer NOT NULL,
        digest bytea NOT NULL,
        content bytea NOT NULL,
        added_at timestamptz NOT NULL,
        CONSTRAINT conversation_file_pk PRIMARY KEY (id),
        CONSTRAINT conversation_file_fk FOREIGN KEY (conversation_id) REFERENCES conversation (id)
      )`);
    await runner.query(`CREATE INDEX conversation_file_of ON conversation_file (conversation_id, added_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE conversation_file`);
    await runner.query(`DROP TABLE conversation_page`);
    await runner.query(`DROP TABLE conversation`);
  }
}
