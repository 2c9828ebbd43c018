import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Parts, the review of them, packages, and how they are fetched. */
export class Delivery1764000010000 implements MigrationInterface {
  name = 'Delivery1764000010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "part" (
        "id" uuid NOT NULL,
        "request_id" uuid NOT NULL,
        "case_id" uuid NOT NULL,
        "system" text NOT NULL,
        "collection" text NOT NULL,
        "ordinal" integer NOT NULL,
        "file" text NOT NULL,
        "records" integer NOT NULL,
        "bytes" integer NOT NULL,
        "sha256" bytea NOT NULL,
        "created_at" timestamptz NOT NULL,
        CONSTRAINT "part_pk" PRIMARY KEY ("id"),
        CONSTRAINT "part_once" UNIQUE ("request_id", "system", "collection", "ordinal"),
        CONSTRAINT "part_request_fk" FOREIGN KEY ("request_id") REFERENCES "request" ("id"),
        CONSTRAINT "part_case_fk" FOREIGN KEY ("case_id") REFERENCES "subject_case" ("id")
      )`);
    await runner.query(`CREATE INDEX "part_case" ON "part" ("case_id")`);

    await runner.query(`
      CREATE TABLE "exclusion" (
        "id" uuid NOT NULL,
        "request_id" uuid NOT NULL,
        "part_id" uuid,
        "system" text NOT NULL,
        "collection" text NOT NULL,
        "record_digest" text NOT NULL,
        "field" text,
        "span_start" integer,
        "span_end" integer,
        "value_digest" text,
        "reason" text NOT NULL,
        "released" boolean NOT NULL,
        "set_by" uuid NOT NULL,
        "set_at" timestamptz NOT NULL,
        CONSTRAINT "exclusion_pk" PRIMARY KEY ("id"),
        CONSTRAINT "exclusion_span" CHECK ((span_start IS NULL AND span_end IS NULL) OR (field IS NOT NULL AND NOT released AND value_digest IS NOT NULL AND span_start IS NOT NULL AND span_end IS NOT NULL AND span_start >= 0 AND span_end > span_start)),
        CONSTRAINT "exclusion_release" CHECK (NOT released OR value_digest IS NOT NULL),
        CONSTRAINT "exclusion_request_fk" FOREIGN KEY ("request_id") REFERENCES "request" ("id") ON DELETE CASCADE,
        CONSTRAINT "exclusion_part_fk" FOREIGN KEY ("part_id") REFERENCES "part" ("id") ON DELETE SET NULL
      )`);
    await runner.query(`CREATE INDEX "exclusion_request" ON "exclusion" ("request_id", "system", "collection")`);

    await runner.query(`
      CREATE TABLE "package" (
        "id" uuid NOT NULL,
        "request_id" uuid NOT NULL,
        "case_id" uuid NOT NULL,
        "kind" text NOT NULL,
        "locale" text NOT NULL,
        "file" text NOT NULL,
        "bytes" bigint,
        "sha256" bytea,
        "summary" jsonb,
        "state" text NOT NULL,
        "built_at" timestamptz,
        "released_at" timestamptz,
        "released_by" uuid,
        "expires_at" timestamptz,
        "superseded" boolean NOT NULL DEFAULT false,
        CONSTRAINT "package_pk" PRIMARY KEY ("id"),
        CONSTRAINT "package_request_fk" FOREIGN KEY ("request_id") REFERENCES "request" ("id"),
        CONSTRAINT "package_case_fk" FOREIGN KEY ("case_id") REFERENCES "subject_case" ("id")
      )`);
    await runner.query(`CREATE INDEX "package_request" ON "package" ("request_id")`);
    await runner.query(`CREATE INDEX "package_case" ON "package" ("case_id")`);

    await runner.query(`
      CREATE TABLE "download_grant" (
        "id" uuid NOT NULL,
        "package_id" uuid NOT NULL,
        "token_hash" bytea NOT NULL,
        "expires_at" timestamptz NOT NULL,
        "uses_left" integer NOT NULL,
        "created_at" timestamptz NOT NULL,
        CONSTRAINT "download_grant_pk" PRIMARY KEY ("id"),
        CONSTRAINT "download_grant_uses" CHECK (uses_left >= 0),
        CONSTRAINT "download_grant_package_fk" FOREIGN KEY ("package_id") REFERENCES "package" ("id") ON DELETE CASCADE
      )`);
    await runner.query(`CREATE UNIQUE INDEX "download_grant_token" ON "download_grant" ("token_hash")`);
    await runner.query(`CREATE INDEX "download_grant_package" ON "download_grant" ("package_id")`);

    await runner.query(`
      CREATE TABLE "download" (
        "id" uuid NOT NULL,
        "grant_id" uuid NOT NULL,
        "at" timestamptz NOT NULL,
        "outcome" text NOT NULL,
        CONSTRAINT "download_pk" PRIMARY KEY ("id"),
        CONSTRAINT "download_grant_fk" FOREIGN KEY ("grant_id") REFERENCES "download_grant" ("id") ON DELETE CASCADE
      )`);
    await runner.query(`CREATE INDEX "download_grant_at" ON "download" ("grant_id", "at")`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['download', 'download_grant', 'package', 'exclusion', 'part']) {
      await runner.query(`DROP TABLE "${table}"`);
    }
  }
}
