import type { LedgerKind } from '../../ledger/events.js';
import type { State } from '../../requests/journey-table.js';

/** What a person is told in the order in which it happened; the page has the words. */
export const TIMELINE_CODES = [
  'received',
  'signal-received',
  'proof-asked',
  'code-sent',
  'code-locked',
  'proven',
  'proof-refused',
  'searching',
  'deciding',
  'working',
  'checking',
  'preparing',
  'reviewing',
  'shown',
  'acknowledged',
  'kept',
  'copy-ready',
  'copy-read',
  'copy-fetched',
  'confirmed',
  'doubt-asked',
  'doubt-settled',
  'extended',
  'answered',
  'closed',
  'refused',
  'withdrawn',
  'forwarded',
  'reopened',
] as const;
export type TimelineCode = (typeof TIMELINE_CODES)[number];

/** What an entry of the ledger is to the person. Holds are not hers to read here: some must not be told (§ 34 BDSG). */
const BY_KIND: Partial<Record<LedgerKind, TimelineCode>> = {
  'case.received': 'received',
  'optout.received': 'signal-received',
  'identity.challenged': 'code-sent',
  'identity.locked': 'code-locked',
  'identity.proven': 'proven',
  'identity.refused': 'proof-refused',
  'erasure.confirmed': 'confirmed',
  'erasure.shown': 'shown',
  'optout.acknowledged': 'acknowledged',
  'deferred.recorded': 'kept',
  'package.released': 'copy-ready',
  'package.previewed': 'copy-read',
  'package.downloaded': 'copy-fetched',
  'answer.sent': 'answered',
};

const BY_STATE: Partial<Record<State, TimelineCode>> = {
  proving: 'proof-asked',
  planning: 'searching',
  deciding: 'deciding',
  working: 'working',
  checking: 'checking',
  preparing: 'preparing',
  reviewing: 'reviewing',
  closed: 'closed',
  refused: 'refused',
  withdrawn: 'withdrawn',
  forwarded: 'forwarded',
  reopened: 'reopened',
};

const BY_CLOCK: Record<string, TimelineCode> = {
  extended: 'extended',
  doubt_recorded: 'doubt-asked',
  doubt_settled: 'doubt-settled',
};

/** Kinds of entry that the timeline is made of. */
export const TIMELINE_KINDS = [...Object.keys(BY_KIND), 'request.moved', 'clock.event'];

export function timelineCode(kind: string, data: Record<string, unknown>): TimelineCode | null {
  if (kind === 'request.moved') return BY_STATE[data.to as State] ?? null;
  if (kind === 'clock.event') return BY_CLOCK[String(data.event)] ?? null;
  return BY_KIND[kind as LedgerKind] ?? null;
}

/** Until she is proven: what was received, asked and decided about the asking itself (practice 4). */
const BEFORE_PROOF: readonly TimelineCode[] = [
  'received',
  'signal-received',
  'proof-asked',
  'code-sent',
  'code-locked',
  'proven',
  'proof-refused',
  'doubt-asked',
  'doubt-settled',
  'extended',
  'refused',
  'withdrawn',
  'forwarded',
  'reopened',
];

/** Of a right that asks for no proof: that it is worked on and over, and nothing of where or with what result. */
const WITHOUT_PROOF: readonly TimelineCode[] = [...BEFORE_PROOF, 'working', 'answered', 'closed'];

export function toldBeforeProof(code: TimelineCode, asksProof: boolean): boolean {
  return (asksProof ? BEFORE_PROOF : WITHOUT_PROOF).includes(code);
}
