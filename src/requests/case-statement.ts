import { appendFragment } from '../ledger/append-statement.js';
import { insertKeys, keyParameters } from '../platform/crypto/prepared-key.js';
import { type RowColumn, rowParameters, rowsFrom } from '../platform/storage/row-source.js';
import { CASE, CASE_AND_MORE, GATE, IDENTIFIER, type Opening, REQUEST_AND_MORE } from './case-rows.js';
import { signals } from './signals.js';

const namesOf = (columns: readonly { name: string }[]): string => columns.map(({ name }) => name).join(', ');

/** Texts by what is single and what is not: each is planned once a connection. */
const texts = new Map<string, string>();

/**
 * The statement that opens cases: of each submission everything is written, or nothing when its gate's key is known.
 * It answers with the ids of the cases that it has written.
 */
export function openingStatement(openings: readonly Opening[]): { sql: string; parameters: unknown[] } {
  const rows = {
    cases: openings.flatMap((one) => one.cases),
    requests: openings.flatMap((one) => one.requests),
    identifiers: openings.flatMap((one) => one.identifiers),
    gates: openings.flatMap((one) => one.gate ?? []),
    keys: openings.flatMap((one) => one.keys),
    entries: openings.flatMap((one) => one.entries),
  };
  const { cases, requests, identifiers, gates, keys, entries } = rows;
  const parameters = [
    ...rowParameters(CASE_AND_MORE, cases),
    ...rowParameters(REQUEST_AND_MORE, requests),
    ...rowParameters(IDENTIFIER, identifiers),
    ...rowParameters(GATE, gates),
    ...keyParameters(keys),
  ];
  const written = appendFragment(entries, {
    first: parameters.length + 1,
    when: 'entry.case_id IN (SELECT ledger_id FROM cases)',
  });
  const shape = Object.values(rows)
    .map(({ length }) => (length === 1 ? '1' : 'n'))
    .join('');
  let sql = texts.get(shape);
  if (sql === undefined) {
    const sizes = { cases, requests, identifiers, gates, keys };
    texts.set(shape, (sql = textOf(sizes, written.ctes)));
  }
  return { sql, parameters: [...parameters, ...written.parameters] };
}

type Table = 'cases' | 'requests' | 'identifiers' | 'gates' | 'keys';

function textOf(rows: Record<Table, readonly unknown[]>, entries: string): string {
  let first = 1;
  const from = <Row>(columns: readonly RowColumn<Row>[], table: Table): string => {
    const text = rowsFrom(columns, rows[table].length, table.slice(0, 1), first);
    first += columns.length;
    return text;
  };
  const cases = from(CASE_AND_MORE, 'cases');
  const requests = from(REQUEST_AND_MORE, 'requests');
  const identifiers = from(IDENTIFIER, 'identifiers');
  const gates = from(GATE, 'gates');
  // Gates in their order: two statements that share keys wait for each other, but never both.
  return `WITH gate AS (
      INSERT INTO idempotency (${namesOf(GATE)}, status)
      SELECT ${namesOf(GATE)}, 201 FROM ${gates} ORDER BY credential, route, key
      ON CONFLICT (credential, route, key) DO NOTHING RETURNING id),
    cases AS (SELECT * FROM ${cases} WHERE gate_id IS NULL OR gate_id IN (SELECT id FROM gate)),
    requests AS (SELECT * FROM ${requests} WHERE case_id IN (SELECT id FROM cases)),
    case_written AS (INSERT INTO subject_case (${namesOf(CASE)}) SELECT ${namesOf(CASE)} FROM cases),
    request_written AS (
      INSERT INTO request (id, ledger_id, case_id, controller_id, "right", state, version, law, also_under, road, after_request_id,
        erase_after_days, due_on, created_at)
      SELECT id, ledger_id, case_id, controller_id, "right", 'received', 0, law, string_to_array(also_under, ' '), string_to_array(road, ' '),
             after_request_id, erase_after_days, due_on, created_at FROM requests),
    line_written AS (
      INSERT INTO request_line (request_id, case_id, controller_id, reference, "right", state, law, received_at, due_on, ended, held, test_person)
      SELECT r.id, r.case_id, r.controller_id, c.reference, r."right", 'received', r.law, c.received_at, r.due_on, false, false, c.test_person
      FROM requests r JOIN cases c ON c.id = r.case_id),
    clock_written AS (
      INSERT INTO clock_event (id, case_id, event, at) SELECT event_id, id, 'received', received_at FROM cases),
    identifier_written AS (
      INSERT INTO identifier (${namesOf(IDENTIFIER)}) SELECT ${namesOf(IDENTIFIER)} FROM ${identifiers}
      WHERE case_id IN (SELECT id FROM cases)
      ON CONFLICT (case_id, kind, tag) DO NOTHING),
    outbox_written AS (
      INSERT INTO outbox (queue, signal, subject, priority, due_at)
      SELECT '${signals['identity.begin'].queue}', 'identity.begin', id::text, priority, now() FROM requests),
    key_written AS (${insertKeys(rows.keys.length, first)} WHERE owner_id IN (SELECT id::text FROM cases)),
    ${entries}
    SELECT id FROM cases`;
}
