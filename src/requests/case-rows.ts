import { newId } from '../platform/ids/ids.js';
import type { EntryRow } from '../ledger/entry-row.js';
import type { NewKeyRow } from '../platform/crypto/prepared-key.js';
import { LOWEST_PRIORITY, priorityOf } from '../platform/queues/outbox.js';
import type { RowColumn } from '../platform/storage/row-source.js';
import type { IdentifierRow } from './identifier.entity.js';
import type { SubjectRequest } from './request.entity.js';
import type { SubjectCase } from './subject-case.entity.js';

/** `gateId`: the gate that this case is written behind. */
export type NewCase = Omit<SubjectCase, 'continues' | 'closedAt' | 'keepUntil' | 'forgottenAt'> & {
  gateId: string | null;
};

export type NewRequest = Omit<
  SubjectRequest,
  | 'confirmedAt'
  | 'eraseOn'
  | 'notBefore'
  | 'treatedAs'
  | 'executedVersion'
  | 'firstAnsweredAt'
  | 'endedAt'
  | 'outcome'
  | 'movedAt'
>;

/** The row of `idempotency` that lets the rest be written: once for a key. */
export interface GateRow {
  id: string;
  credential: string;
  route: string;
  key: Buffer;
  bodyHash: Buffer;
  response: Buffer;
  createdAt: Date;
  expiresAt: Date;
}

/** All rows that one submission makes: one case a controller, and what belongs to it. */
export interface Opening {
  cases: readonly NewCase[];
  requests: readonly NewRequest[];
  identifiers: readonly IdentifierRow[];
  keys: readonly NewKeyRow[];
  entries: readonly EntryRow[];
  gate: GateRow | null;
}

export const CASE: readonly RowColumn<NewCase>[] = [
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
  { name: 'notice_version', type: 'text', of: (row) => row.noticeVersion },
  { name: 'signal', type: 'text', of: (row) => row.signal },
  { name: 'acting_for', type: 'bytea', of: (row) => row.actingFor },
  { name: 'test_person', type: 'boolean', of: (row) => row.testPerson },
];

const REQUEST: readonly RowColumn<NewRequest>[] = [
  { name: 'id', type: 'uuid', of: (row) => row.id },
  { name: 'ledger_id', type: 'text', of: (row) => row.ledgerId },
  { name: 'case_id', type: 'uuid', of: (row) => row.caseId },
  { name: 'controller_id', type: 'uuid', of: (row) => row.controllerId },
  { name: '"right"', type: 'text', of: (row) => row.right },
  { name: 'law', type: 'text', of: (row) => row.law },
  { name: 'after_request_id', type: 'uuid', of: (row) => row.afterRequestId },
  { name: 'erase_after_days', type: 'int', of: (row) => row.eraseAfterDays },
  { name: 'due_on', type: 'date', of: (row) => row.dueOn },
  { name: 'created_at', type: 'timestamptz', of: (row) => row.createdAt },
  // An array of arrays of different lengths cannot be a parameter.
  { name: 'also_under', type: 'text', of: (row) => row.alsoUnder.join(' ') },
  { name: 'road', type: 'text', of: (row) => row.road.join(' ') },
];

export const IDENTIFIER: readonly RowColumn<IdentifierRow>[] = [
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

/** What the gate, the clock and the outbox need beside what stands in the tables above. */
export const CASE_AND_MORE: readonly RowColumn<NewCase>[] = [
  ...CASE,
  { name: 'event_id', type: 'uuid', of: () => newId() },
  { name: 'gate_id', type: 'uuid', of: (row) => row.gateId },
];
export const REQUEST_AND_MORE: readonly RowColumn<NewRequest>[] = [
  ...REQUEST,
  {
    name: 'priority',
    type: 'int',
    of: ({ dueOn, createdAt }) => (dueOn ? priorityOf(new Date(`${dueOn}T00:00:00Z`), createdAt) : LOWEST_PRIORITY),
  },
];

export const GATE: readonly RowColumn<GateRow>[] = [
  { name: 'id', type: 'uuid', of: (row) => row.id },
  { name: 'credential', type: 'text', of: (row) => row.credential },
  { name: 'route', type: 'text', of: (row) => row.route },
  { name: 'key', type: 'bytea', of: (row) => row.key },
  { name: 'body_hash', type: 'bytea', of: (row) => row.bodyHash },
  { name: 'response', type: 'bytea', of: (row) => row.response },
  { name: 'created_at', type: 'timestamptz', of: (row) => row.createdAt },
  { name: 'expires_at', type: 'timestamptz', of: (row) => row.expiresAt },
];
