import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What other companies' tools send: who may, what came, and what became of it. */
export class Hooks1795610000000 implements MigrationInterface {
  name = 'Hooks1795610000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE hook_source (
        id uuid NOT NULL,
        name text NOT NULL,
        sender text NOT NULL,
        controller_id uuid NOT NULL,
        system text,
        path_hash bytea NOT NULL,
        settings jsonb NOT NULL,
        created_by uuid NOT NULL,
        created_at timestamptz NOT NULL,
        disabled_at timestamptz,
        CONSTRAINT hook_source_pk PRIMARY KEY (id),
        CONSTRAINT hook_source_controller FOREIGN KEY (controller_id) REFERENCES controller (id)
      )`);
    await runner.query(`CREATE UNIQUE INDEX hook_source_path ON hook_source (path_hash)`);
    await runner.query(`CREATE INDEX hook_source_of_controller ON hook_source (controller_id)`);
    await runner.query(`
      CREATE TABLE hook_secret (
        id uuid NOT NULL,
        source_id uuid NOT NULL,
        sealed bytea NOT NULL,
        created_by uuid NOT NULL,
        created_at timestamptz NOT NULL,
        ends_at timestamptz,
        CONSTRAINT hook_secret_pk PRIMARY KEY (id),
        CONSTRAINT hook_secret_source FOREIGN KEY (source_id) REFERENCES hook_source (id)
      )`);
    await runner.query(`CREATE INDEX hook_secret_of_source ON hook_secret (source_id)`);
    await runner.query(`
      CREATE TABLE hook_event (
        id uuid NOT NULL,
        source_id uuid NOT NULL,
        key bytea NOT NULL,
        digest bytea,
        topic text NOT NULL,
        body bytea,
        state text NOT NULL,
        code text,
        attempts integer NOT NULL DEFAULT 0,
        received_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        done_at timestamptz,
        CONSTRAINT hook_event_pk PRIMARY KEY (id),
        CONSTRAINT hook_event_state CHECK (state IN ('waiting', 'done', 'ignored', 'failed'))
      )`);
    await runner.query(`CREATE UNIQUE INDEX hook_event_once ON hook_event (source_id, key)`);
    await runner.query(
      `CREATE UNIQUE INDEX hook_event_same ON hook_event (source_id, digest) WHERE digest IS NOT NULL`,
    );
    await runner.query(`CREATE INDEX hook_event_waiting ON hook_event (source_id, due_at) WHERE state = 'waiting'`);
    await runner.query(`
      CREATE TABLE ticket_link (
        id uuid NOT NULL,
        source_id uuid NOT NULL,
        place text NOT NULL,
        ticket text NOT NULL,
        "right" text NOT NULL,
        request_id uuid NOT NULL,
        asked_at timestamptz NOT NULL,
        locale text NOT NULL,
        told text[] NOT NULL DEFAULT '{}',
        told_at timestamptz,
        telling_until timestamptz,
        failure text,
        created_at timestamptz NOT NULL,
        CONSTRAINT ticket_link_pk PRIMARY KEY (id),
        CONSTRAINT ticket_link_source FOREIGN KEY (source_id) REFERENCES hook_source (id),
        CONSTRAINT ticket_link_request FOREIGN KEY (request_id) REFERENCES request (id)
      )`);
    await runner.query(`CREATE UNIQUE INDEX ticket_link_of_request ON ticket_link (request_id)`);
    await runner.query(`CREATE INDEX ticket_link_of_ticket ON ticket_link (place, ticket)`);
    await runner.query(`CREATE INDEX ticket_link_of_source ON ticket_link (source_id)`);
    await runner.query(`
      CREATE TABLE shadow_request (
        id uuid NOT NULL,
        controller_id uuid NOT NULL,
        source_id uuid NOT NULL,
        place text NOT NULL,
        ticket text NOT NULL,
        message text NOT NULL,
        asked_at timestamptz NOT NULL,
        due_on date,
        locale text NOT NULL,
        "right" text,
        score double precision NOT NULL,
        rules text[] NOT NULL,
        rules_version text NOT NULL,
        content bytea NOT NULL,
        state text NOT NULL,
        reason text,
        decided_by uuid,
        decided_at timestamptz,
        request_id uuid,
        created_at timestamptz NOT NULL,
        CONSTRAINT shadow_request_pk PRIMARY KEY (id),
        CONSTRAINT shadow_request_controller FOREIGN KEY (controller_id) REFERENCES controller (id),
        CONSTRAINT shadow_request_source FOREIGN KEY (source_id) REFERENCES hook_source (id),
        CONSTRAINT shadow_request_request FOREIGN KEY (request_id) REFERENCES request (id),
        CONSTRAINT shadow_request_state CHECK (state IN ('open', 'confirmed', 'dismissed')),
        CONSTRAINT shadow_request_decided CHECK ((state = 'open') = (decided_at IS NULL)),
        CONSTRAINT shadow_request_dismissed CHECK ((state = 'dismissed') = (reason IS NOT NULL))
      )`);
    await runner.query(`CREATE UNIQUE INDEX shadow_request_once ON shadow_request (place, ticket, message)`);
    await runner.query(`CREATE INDEX shadow_request_list ON shadow_request (controller_id, state, due_on, id)`);
    await runner.query(`CREATE INDEX shadow_request_of_source ON shadow_request (source_id)`);
    await runner.query(
      `CREATE INDEX shadow_request_of_request ON shadow_request (request_id) WHERE request_id IS NOT NULL`,
    );
    await runner.query(`
      CREATE TABLE hook_finding (
        id uuid NOT NULL,
        controller_id uuid NOT NULL,
        source_id uuid NOT NULL,
        place text NOT NULL,
        kind text NOT NULL,
        change text NOT NULL,
        record_tag bytea NOT NULL,
        content bytea NOT NULL,
        erased_at timestamptz,
        seen_at timestamptz NOT NULL,
        opened_at timestamptz NOT NULL,
        settled_at timestamptz,
        settled_by uuid,
        outcome text,
        CONSTRAINT hook_finding_pk PRIMARY KEY (id),
        CONSTRAINT hook_finding_controller FOREIGN KEY (controller_id) REFERENCES controller (id),
        CONSTRAINT hook_finding_source FOREIGN KEY (source_id) REFERENCES hook_source (id),
        CONSTRAINT hook_finding_settled CHECK ((settled_at IS NULL) = (outcome IS NULL))
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX hook_finding_once ON hook_finding (place, kind, change, record_tag) WHERE settled_at IS NULL`,
    );
    await runner.query(`CREATE INDEX hook_finding_list ON hook_finding (controller_id, id)`);
    await runner.query(`CREATE INDEX hook_finding_of_source ON hook_finding (source_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['hook_finding', 'shadow_request', 'ticket_link', 'hook_event', 'hook_secret', 'hook_source'])
      await runner.query(`DROP TABLE ${table}`);
  }
}
