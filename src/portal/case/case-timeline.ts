import type { EntityManager } from 'typeorm';
import type { SubjectCase } from '../../requests/subject-case.entity.js';
import type { PersonEventDto } from './person-case.dto.js';
import { TIMELINE_KINDS, timelineCode, toldBeforeProof } from './timeline-codes.js';

/** A request as far as the timeline asks for it. */
export interface TimelineRequest {
  id: string;
  ledgerId: string;
  proven: boolean;
  asksProof: boolean;
}

const MOST_ENTRIES = 500;

/** What happened, from the ledger, in the order in which it happened. */
export async function timelineOf(
  manager: EntityManager,
  { ledgerId }: Pick<SubjectCase, 'ledgerId'>,
  requests: readonly TimelineRequest[],
): Promise<PersonEventDto[]> {
  const entries: { kind: string; requestId: string | null; at: Date; body: string }[] = await manager.query(
    `SELECT kind, request_id AS "requestId", at, body FROM ledger_entry
     WHERE case_id = $1 AND kind = ANY($2::text[]) ORDER BY at, id LIMIT $3`,
    [ledgerId, TIMELINE_KINDS, MOST_ENTRIES],
  );
  const byLedgerId = new Map(requests.map((request) => [request.ledgerId, request]));
  const anyProven = requests.some(({ proven }) => proven);
  const events = entries.flatMap((entry): PersonEventDto[] => {
    const { data } = JSON.parse(entry.body) as { data: Record<string, unknown> };
    const code = timelineCode(entry.kind, data);
    const request = entry.requestId === null ? null : byLedgerId.get(entry.requestId);
    if (!code || request === undefined) return [];
    const proven = request ? request.proven : anyProven;
    if (!proven && !toldBeforeProof(code, request?.asksProof ?? true)) return [];
    return [
      {
        code,
        at: entry.at,
        requestId: request?.id ?? null,
        system: proven && typeof data.system === 'string' ? data.system : null,
      },
    ];
  });
  // A plan drawn anew is the same to her: what repeats itself at once is said once.
  return events.filter((event, index) => {
    const before = events[index - 1];
    return (
      !before || before.code !== event.code || before.requestId !== event.requestId || before.system !== event.system
    );
  });
}
