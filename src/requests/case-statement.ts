import type { AppendFragment } from '../ledger/append-statement.js';
import { insertKeys, KEY_PARAMETERS, keyParameters, type NewKeyRow } from '../platform/crypto/prepared-key.js';
import { newId } from '../platform/ids/ids.js';
import { LOWEST_PRIORITY, priorityOf } from '../platform/queues/outbox.js';
import type { IdentifierRow } from './identifier.entity.js';
import type { SubjectRequest } from './request.entity.js';
import { signals } from './signals.js';
import type { SubjectCase } from './subject-case.entity.js';

export type NewCase = Omit<SubjectCase, 'closedAt' | 'keepUntil' | 'forgottenAt'>;

export type NewRequest = Omit<
  SubjectRequest,
  'confirmedAt' | 'notBefore' | 'executedVersion' | 'firstAnsweredAt' | 'endedAt' | 'outcome'
>;

/** The row of `idempotency` that lets the rest be written: once for a key. */
export interface GateRow {
  credential: string;
  route: string;
  key: Buffer;
  bodyHash: Buffer;
  response: Buffer;
  expiresAt: Date;
}

/** All rows that make some cases. */
export interface Opening {
  cases: readonly NewCase[];
  requests: readonly NewRequest[];
  identifiers: readonly IdentifierRow[];
  keys: readonly NewKeyRow[];
  gate: GateRow | null;
  at: Date;
}

/** A parameter that holds one column of all rows of a table. */
interface Column<Row> {
  name: string;
  type: string;
  of: (row: Row, opening: Opening) => unknown;
}

const CASE: readonly Column<NewCase>[] = [
  { name: 'id', type: 'uuid', of: (row) => row.id },
  { name: 'ledger_id', type: 'text', of: (row) => row.ledgerId },
  { name: 'controller_id', type: 'uuid', of: (row) => row.controllerId },
  { name: 'sibling_of', type: 'uuid', of: (row) => row.siblingOf },
  { name: 'reference', type: 'text', of: (row) => row.reference },
  { name: 'token_hash', type: 'bytea', of: (row) => row.tokenHash },
  { name: 'role', type: 'text', of: (row) => row.role },
  { name: 'channel', type: 'text', of: (row) => row.channel },
  { name: 'relation', type: 'text', of: (row) => row.relation },
  { name: 'received_at', type: 'timestamptz', of: (row) => row.receivedAt },
  { name: 'recorded_at', type: 'timestamptz', of: (row) => row.recordedAt },
  { name: 'recorded_by', type: 'uuid', of: (row) => row.recordedBy },
  { name: 'locale', type: 'text', of: (row) => row.locale },
  { name: 'country', type: 'text', of: (row) => row.country },
  { name: 'region', type: 'text', of: (row) => row.region },
  { name: 'reply_by', type: 'text', of: (row) => row.replyBy },
  { name: 'assurance', type: 'text', of: (row) => row.assurance },
  { name: 'proven_at', type: 'timestamptz', of: (row) => row.provenAt },
  { name: 'note', type: 'bytea', of: (row) => row.note },
  { name: 'test_person', type: 'boolean', of: (row) => row.testPerson },
];

const REQUEST: readonly Column<NewRequest>[] = [
  { name: 'id', type: 'uuid', of: (row) => row.id },
  { name: 'ledger_id', type: 'text', of: (row) => row.ledgerId },
  { name: 'case_id', type: 'uuid', of: (row) => row.caseId },
  { name: 'controller_id', type: 'uuid', of: (row) => row.controllerId },
  { name: '"right"', type: 'text', of: (row) => row.right },
  { name: 'law', type: 'text', of: (row) => row.law },
  { name: 'after_request_id', type: 'uuid', of: (row) => row.afterRequestId },
  { name: 'due_on', type: 'date', of: (row) => row.dueOn },
  { name: 'created_at', type: 'timestamptz', of: (row) => row.createdAt },
  // An array of arrays of different lengths cannot be a parameter.
  { name: 'also_under', type: 'text', of: (row) => row.alsoUnder.join(' ') },
  { name: 'road', type: 'text', of: (row) => row.road.join(' ') },
];

const IDENTIFIER: readonly Column<IdentifierRow>[] = [
  { name: 'id', type: 'uuid', of: (row) => row.id },
  { name: 'case_id', type: 'uuid', of: (row) => row.caseId },
  { name: 'kind', type: 'text', of: (row) => row.kind },
  { name: 'sealed', type: 'bytea', of: (row) => row.sealed },
  { name: 'tag', type: 'bytea', of: (row) => row.tag },
  { name: 'source', type: 'text', of: (row) => row.source },
  { name: 'proven', type: 'boolean', of: (row) => row.proven },
  { name: 'round', type: 'int', of: (row) => row.round },
  { name: 'created_at', type: 'timestamptz', of: (row) => row.createdAt },
];

/** What the clock and the outbox need beside what stands in the tables above. */
const EVENT: readonly Column<NewCase>[] = [{ name: 'id', type: 'uuid', of: () => newId() }];
const WAKE: readonly Column<NewRequest>[] = [
  {
    name: 'priority',
    type: 'int',
    of: ({ dueOn }, { at }) => (dueOn ? priorityOf(new Date(`${dueOn}T00:00:00Z`), at) : LOWEST_PRIORITY),
  },
];

const GATE: readonly Column<GateRow>[] = [
  { name: 'id', type: 'uuid', of: () => newId() },
  { name: 'credential', type: 'text', of: (row) => row.credential },
  { name: 'route', type: 'text', of: (row) => row.route },
  { name: 'key', type: 'bytea', of: (row) => row.key },
  { name: 'body_hash', type: 'bytea', of: (row) => row.bodyHash },
  { name: 'response', type: 'bytea', of: (row) => row.response },
  { name: 'created_at', type: 'timestamptz', of: (_row, { at }) => at },
  { name: 'expires_at', type: 'timestamptz', of: (row) => row.expiresAt },
];

/** Nothing is written unless the gate's row is new. */
export const ADMITTED = 'EXISTS (SELECT FROM gate)';

const TABLES = [CASE, REQUEST, IDENTIFIER, EVENT, WAKE, GATE] as const;
const KEYS_FIRST = 1 + TABLES.reduce((sum, columns) => sum + columns.length, 0);

/** Number of the first parameter of the ledger's entries. */
export const ENTRIES_FIRST = KEYS_FIRST + KEY_PARAMETERS;

/** Names of a table's columns, and its rows as SQL: `(a, b)` and `unnest($1::uuid[], …) AS t (a, b)`. */
function rowsOf<Row>(columns: readonly Column<Row>[], as: string): { names: string; from: string } {
  const first = 1 + TABLES.slice(0, TABLES.indexOf(columns as never)).reduce((sum, one) => sum + one.length, 0);
  const names = columns.map(({ name }) => name).join(', ');
  const arrays = columns.map(({ type }, at) => `$${first + at}::${type}[]`).join(', ');
  return { names, from: `unnest(${arrays}) WITH ORDINALITY AS ${as} (${names}, ordinal)` };
}

let text: string | undefined;

/** The statement that opens cases: the same text whatever is opened, so that the server plans it once a connection. */
export function openingStatement(opening: Opening, entries: AppendFragment): { sql: string; parameters: unknown[] } {
  const values = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): unknown[][] =>
    columns.map(({ of }) => rows.map((row) => of(row, opening)));
  const parameters = [
    ...values(CASE, opening.cases),
    ...values(REQUEST, opening.requests),
    ...values(IDENTIFIER, opening.identifiers),
    ...values(EVENT, opening.cases),
    ...values(WAKE, opening.requests),
    ...values(GATE, opening.gate ? [opening.gate] : []),
    ...keyParameters(opening.keys),
    ...entries.parameters,
  ];
  return { sql: (text ??= textWith(entries.ctes)), parameters };
}

function textWith(entries: string): string {
  const [cases, requests] = [rowsOf(CASE, 'c'), rowsOf(REQUEST, 'r')];
  const [identifiers, events, wakes, gate] = [
    rowsOf(IDENTIFIER, 'i'),
    rowsOf(EVENT, 'e'),
    rowsOf(WAKE, 'w'),
    rowsOf(GATE, 'g'),
  ];
  return `WITH asked AS (SELECT * FROM ${gate.from}),
    once AS (
      INSERT INTO idempotency (${gate.names}, status) SELECT ${gate.names}, 201 FROM asked
      ON CONFLICT (credential, route, key) DO NOTHING RETURNING id),
    gate AS (SELECT id FROM once UNION ALL SELECT NULL WHERE NOT EXISTS (SELECT FROM asked)),
    cases AS (SELECT * FROM ${cases.from} WHERE ${ADMITTED}),
    requests AS (SELECT * FROM ${requests.from} WHERE ${ADMITTED}),
    case_written AS (INSERT INTO subject_case (${cases.names}) SELECT ${cases.names} FROM cases),
    request_written AS (
      INSERT INTO request (id, ledger_id, case_id, controller_id, "right", state, version, law, also_under, road, after_request_id, due_on, created_at)
      SELECT id, ledger_id, case_id, controller_id, "right", 'received', 0, law, string_to_array(also_under, ' '), string_to_array(road, ' '),
             after_request_id, due_on, created_at FROM requests),
    line_written AS (
      INSERT INTO request_line (request_id, case_id, controller_id, reference, "right", state, law, received_at, due_on, ended, held)
      SELECT r.id, r.case_id, r.controller_id, c.reference, r."right", 'received', r.law, c.received_at, r.due_on, false, false
      FROM requests r JOIN cases c ON c.id = r.case_id),
    clock_written AS (
      INSERT INTO clock_event (id, case_id, event, at)
      SELECT e.id, c.id, 'received', c.received_at FROM cases c JOIN ${events.from} USING (ordinal)),
    identifier_written AS (
      INSERT INTO identifier (${identifiers.names}) SELECT ${identifiers.names} FROM ${identifiers.from} WHERE ${ADMITTED}
      ON CONFLICT (case_id, kind, tag) DO NOTHING),
    outbox_written AS (
      INSERT INTO outbox (queue, signal, subject, priority, due_at)
      SELECT '${signals['identity.begin'].queue}', 'identity.begin', r.id::text, w.priority, now()
      FROM requests r JOIN ${wakes.from} USING (ordinal)),
    key_written AS (${insertKeys(KEYS_FIRST)} WHERE ${ADMITTED}),
    ${entries}
    SELECT ${ADMITTED} AS opened`;
}
