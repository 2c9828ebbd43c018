import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor, LedgerEntry } from '../ledger/ledger-entry.js';
import { Ledger } from '../ledger/ledger.js';
import { Clock } from '../platform/clock/clock.js';
import { DataKeys } from '../platform/crypto/data-keys.js';
import { insertKeys, KEY_PARAMETERS, keyParameters, type PreparedKey } from '../platform/crypto/prepared-key.js';
import { newId, newLedgerId } from '../platform/ids/ids.js';
import { newReference } from '../platform/ids/reference.js';
import { LOWEST_PRIORITY, priorityOf } from '../platform/queues/outbox.js';
import { CaseTokens } from './case-tokens.js';
import { Identifiers } from './identifiers.js';
import type { IdentifierRow } from './identifier.entity.js';
import type { LegalController } from './legal-controller.entity.js';
import { OpeningTerms } from './opening-terms.js';
import type { Right, SubjectRequest } from './request.entity.js';
import { signals } from './signals.js';
import type { Assurance, Channel, Relation, Role } from './subject-case.entity.js';

/** What somebody asks of one controller, checked and canonical. */
export interface Submission {
  controller: LegalController;
  rights: readonly Right[];
  /** Erasure only after the copy: both must be among the rights. */
  copyFirst: boolean;
  identifiers: readonly { kind: string; value: string; source: 'given' | 'login'; proven: boolean }[];
  text: string | null;
  locale: string;
  country: string | null;
  region: string | null;
  relation: Relation;
  role: Role;
  channel: Channel;
  receivedAt: Date;
  recordedBy: string | null;
  replyBy: string;
  assurance: Assurance;
  testPerson: boolean;
}

/** A case as it was opened. */
export interface OpenedCase {
  id: string;
  ledgerId: string;
  reference: string;
  /** For the person alone; it is stored nowhere. */
  token: string;
  controller: string;
  requests: { id: string; right: Right; state: 'received'; dueOn: string | null }[];
}

/** A request to be written once: a second one with the same key writes nothing. */
export interface Gate {
  credential: string;
  route: string;
  key: Buffer;
  bodyHash: Buffer;
  /** The stored answer: ids only. */
  response: (opened: readonly OpenedCase[]) => Buffer;
  expiresAt: Date;
}

export const notePlace = (caseId: string) => ({ table: 'subject_case', row: caseId, column: 'note' });

type NewRequest = Omit<
  SubjectRequest,
  'confirmedAt' | 'notBefore' | 'executedVersion' | 'firstAnsweredAt' | 'endedAt' | 'outcome'
>;

interface Prepared {
  submission: Submission;
  opened: OpenedCase;
  tokenHash: Buffer;
  key: PreparedKey;
  note: Buffer | null;
  identifiers: IdentifierRow[];
  requests: NewRequest[];
  siblingOf: string | null;
}

/** Opens cases: everything that makes one is written by a single statement, or nothing is (invariant 1). */
@Injectable()
export class CaseOpening {
  constructor(
    private readonly terms: OpeningTerms,
    private readonly keys: DataKeys,
    private readonly identifiers: Identifiers,
    private readonly tokens: CaseTokens,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /**
   * Opens a case a controller, as siblings when there are several: one receipt, a clock each (practice 26).
   *
   * @param gate makes the statement write only once for a key
   * @returns the cases, or null when the gate's key was used before.
   */
  async open(
    manager: EntityManager,
    submissions: readonly Submission[],
    by: Actor,
    gate?: Gate,
  ): Promise<OpenedCase[] | null> {
    const prepared = this.prepare(submissions);
    const opened = prepared.map((one) => one.opened);
    const statement = this.statement(prepared, by, gate, opened);
    const rows: { opened: boolean }[] = await manager.query(statement.sql, statement.parameters);
    return rows[0]?.opened ? opened : null;
  }

  private prepare(submissions: readonly Submission[]): Prepared[] {
    const first = newId();
    return submissions.map((submission, index) => {
      const id = index === 0 ? first : newId();
      const { token, hash } = this.tokens.of(id);
      const key = this.keys.prepare({ kind: 'case', id });
      const requests = this.requestsOf(submission, id);
      return {
        submission,
        tokenHash: hash,
        key,
        note: submission.text ? key.key.seal(submission.text, notePlace(id)) : null,
        identifiers: submission.identifiers.map((identifier) =>
          this.identifiers.prepare(key.key, id, { ...identifier, round: 0 }),
        ),
        requests,
        siblingOf: index === 0 ? null : first,
        opened: {
          id,
          ledgerId: newLedgerId(),
          reference: newReference(),
          token,
          controller: submission.controller.slug,
          requests: requests.map((request) => ({
            id: request.id,
            right: request.right,
            state: 'received',
            dueOn: request.dueOn,
          })),
        },
      };
    });
  }

  private requestsOf(submission: Submission, caseId: string): NewRequest[] {
    const copyId = newId();
    const createdAt = this.clock.now();
    return submission.rights.map((right) => ({
      id: right === 'access' && submission.copyFirst ? copyId : newId(),
      ledgerId: newLedgerId(),
      caseId,
      controllerId: submission.controller.id,
      right,
      state: 'received',
      version: 0,
      ...this.terms.of(submission, right),
      afterRequestId: right === 'erasure' && submission.copyFirst ? copyId : null,
      createdAt,
    }));
  }

  private statement(prepared: readonly Prepared[], by: Actor, gate: Gate | undefined, opened: readonly OpenedCase[]) {
    const at = this.clock.now();
    const parameters: unknown[] = [];
    const add = (values: readonly unknown[], type: string): string => {
      parameters.push(values);
      return `$${parameters.length}::${type}[]`;
    };
    const cases = prepared;
    const requests = prepared.flatMap((one) => one.requests.map((request) => ({ request, one })));
    const identifiers = prepared.flatMap((one) => one.identifiers);
    const gateSql = gate ? this.gateSql(gate, opened, parameters, at) : `SELECT 1 AS id`;
    const open = 'EXISTS (SELECT FROM gate)';

    const caseSql = `INSERT INTO subject_case (id, ledger_id, controller_id, sibling_of, reference, token_hash, role, channel, relation,
        received_at, recorded_at, recorded_by, locale, country, region, reply_by, assurance, proven_at, note, test_person)
      SELECT * FROM unnest(${[
        add(
          cases.map(({ opened: o }) => o.id),
          'uuid',
        ),
        add(
          cases.map(({ opened: o }) => o.ledgerId),
          'text',
        ),
        add(
          cases.map(({ submission: s }) => s.controller.id),
          'uuid',
        ),
        add(
          cases.map(({ siblingOf }) => siblingOf),
          'uuid',
        ),
        add(
          cases.map(({ opened: o }) => o.reference),
          'text',
        ),
        add(
          cases.map(({ tokenHash }) => tokenHash),
          'bytea',
        ),
        add(
          cases.map(({ submission: s }) => s.role),
          'text',
        ),
        add(
          cases.map(({ submission: s }) => s.channel),
          'text',
        ),
        add(
          cases.map(({ submission: s }) => s.relation),
          'text',
        ),
        add(
          cases.map(({ submission: s }) => s.receivedAt),
          'timestamptz',
        ),
        add(
          cases.map(() => at),
          'timestamptz',
        ),
        add(
          cases.map(({ submission: s }) => s.recordedBy),
          'uuid',
        ),
        add(
          cases.map(({ submission: s }) => s.locale),
          'text',
        ),
        add(
          cases.map(({ submission: s }) => s.country),
          'text',
        ),
        add(
          cases.map(({ submission: s }) => s.region),
          'text',
        ),
        add(
          cases.map(({ submission: s }) => s.replyBy),
          'text',
        ),
        add(
          cases.map(({ submission: s }) => s.assurance),
          'text',
        ),
        add(
          cases.map(({ submission: s }) => (s.assurance === 'none' ? null : at)),
          'timestamptz',
        ),
        add(
          cases.map(({ note }) => note),
          'bytea',
        ),
        add(
          cases.map(({ submission: s }) => s.testPerson),
          'boolean',
        ),
      ].join(', ')}) WHERE ${open} RETURNING id`;

    const requestSql = `INSERT INTO request (id, ledger_id, case_id, controller_id, "right", state, version, law, also_under, road, after_request_id, due_on, created_at)
      SELECT id, ledger_id, case_id, controller_id, "right", 'received', 0, law, string_to_array(also_under, ' '), string_to_array(road, ' '), after_request_id, due_on, created_at
      FROM unnest(${[
        add(
          requests.map(({ request }) => request.id),
          'uuid',
        ),
        add(
          requests.map(({ request }) => request.ledgerId),
          'text',
        ),
        add(
          requests.map(({ request }) => request.caseId),
          'uuid',
        ),
        add(
          requests.map(({ request }) => request.controllerId),
          'uuid',
        ),
        add(
          requests.map(({ request }) => request.right),
          'text',
        ),
        add(
          requests.map(({ request }) => request.law),
          'text',
        ),
        add(
          requests.map(({ request }) => request.alsoUnder.join(' ')),
          'text',
        ),
        add(
          requests.map(({ request }) => request.road.join(' ')),
          'text',
        ),
        add(
          requests.map(({ request }) => request.afterRequestId),
          'uuid',
        ),
        add(
          requests.map(({ request }) => request.dueOn),
          'date',
        ),
        add(
          requests.map(() => at),
          'timestamptz',
        ),
      ].join(
        ', ',
      )}) AS r (id, ledger_id, case_id, controller_id, "right", law, also_under, road, after_request_id, due_on, created_at)
      WHERE ${open} RETURNING id, case_id, controller_id, "right", law, due_on`;

    const lineSql = `INSERT INTO request_line (request_id, case_id, controller_id, reference, "right", state, law, received_at, due_on, ended, held)
      SELECT r.id, r.case_id, r.controller_id, c.reference, r."right", 'received', r.law, c.received_at, r.due_on, false, false
      FROM request_written r JOIN unnest(${[
        add(
          cases.map(({ opened: o }) => o.id),
          'uuid',
        ),
        add(
          cases.map(({ opened: o }) => o.reference),
          'text',
        ),
        add(
          cases.map(({ submission: s }) => s.receivedAt),
          'timestamptz',
        ),
      ].join(', ')}) AS c (id, reference, received_at) ON c.id = r.case_id`;

    const clockSql = `INSERT INTO clock_event (id, case_id, event, at)
      SELECT id, case_id, 'received', at FROM unnest(${[
        add(
          cases.map(() => newId()),
          'uuid',
        ),
        add(
          cases.map(({ opened: o }) => o.id),
          'uuid',
        ),
        add(
          cases.map(({ submission: s }) => s.receivedAt),
          'timestamptz',
        ),
      ].join(', ')}) AS e (id, case_id, at) WHERE ${open}`;

    const identifierSql = `INSERT INTO identifier (id, case_id, kind, sealed, tag, source, proven, round, created_at)
      SELECT id, case_id, kind, sealed, tag, source, proven, 0, created_at FROM unnest(${[
        add(
          identifiers.map((row) => row.id),
          'uuid',
        ),
        add(
          identifiers.map((row) => row.caseId),
          'uuid',
        ),
        add(
          identifiers.map((row) => row.kind),
          'text',
        ),
        add(
          identifiers.map((row) => row.sealed),
          'bytea',
        ),
        add(
          identifiers.map((row) => row.tag),
          'bytea',
        ),
        add(
          identifiers.map((row) => row.source),
          'text',
        ),
        add(
          identifiers.map((row) => row.proven),
          'boolean',
        ),
        add(
          identifiers.map((row) => row.createdAt),
          'timestamptz',
        ),
      ].join(', ')}) AS i (id, case_id, kind, sealed, tag, source, proven, created_at) WHERE ${open}
      ON CONFLICT (case_id, kind, tag) DO NOTHING`;

    const outboxSql = `INSERT INTO outbox (queue, signal, subject, priority, due_at)
      SELECT '${signals['identity.begin'].queue}', 'identity.begin', id::text, priority, now() FROM unnest(${[
        add(
          requests.map(({ request }) => request.id),
          'uuid',
        ),
        add(
          requests.map(({ request }) =>
            request.dueOn ? priorityOf(new Date(`${request.dueOn}T00:00:00Z`), at) : LOWEST_PRIORITY,
          ),
          'int',
        ),
      ].join(', ')}) AS o (id, priority) WHERE ${open}`;

    const keyFirst = parameters.length + 1;
    parameters.push(...keyParameters(cases.map(({ key }) => key.row)));
    const keySql = `${insertKeys(keyFirst)} WHERE ${open}`;
    const entries = this.ledger.fragment(this.entries(prepared, by, at), {
      first: keyFirst + KEY_PARAMETERS,
      when: open,
    });
    parameters.push(...entries.parameters);
    const sql = `WITH gate AS (${gateSql}), case_written AS (${caseSql}), request_written AS (${requestSql}), line_written AS (${lineSql}),
      clock_written AS (${clockSql}), identifier_written AS (${identifierSql}), outbox_written AS (${outboxSql}), key_written AS (${keySql}),
      ${entries.ctes} SELECT EXISTS (SELECT FROM gate) AS opened`;
    return { sql, parameters };
  }

  private gateSql(gate: Gate, opened: readonly OpenedCase[], parameters: unknown[], at: Date): string {
    const first = parameters.length + 1;
    parameters.push(
      newId(),
      gate.credential,
      gate.route,
      gate.key,
      gate.bodyHash,
      201,
      gate.response(opened),
      at,
      gate.expiresAt,
    );
    const values = ['uuid', 'text', 'text', 'bytea', 'bytea', 'smallint', 'bytea', 'timestamptz', 'timestamptz'];
    return `INSERT INTO idempotency (id, credential, route, key, body_hash, status, response, created_at, expires_at)
      VALUES (${values.map((type, index) => `$${first + index}::${type}`).join(', ')})
      ON CONFLICT (credential, route, key) DO NOTHING RETURNING id`;
  }

  private entries(prepared: readonly Prepared[], by: Actor, at: Date): LedgerEntry[] {
    return prepared.flatMap(({ opened, submission }): LedgerEntry[] => [
      {
        kind: 'case.received',
        case: opened.ledgerId,
        by,
        at,
        data: {
          channel: submission.channel,
          controller: submission.controller.slug,
          receivedAt: submission.receivedAt.toISOString(),
        },
      },
      ...(submission.assurance === 'none'
        ? []
        : [
            {
              kind: 'identity.proven' as const,
              case: opened.ledgerId,
              by,
              at,
              data: { method: 'login-assertion', level: submission.assurance },
            },
          ]),
    ]);
  }
}
