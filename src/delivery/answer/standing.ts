import type { EntityManager } from 'typeorm';
import { Outcome } from '../../work/outcome.entity.js';
import { outcomeWord, readVerdict } from '../../work/verdict.js';
import type { Standing } from './answer-letters.js';

/** How far a request is: counted from what was shown, and from what is still open. */
export async function standingOf(manager: EntityManager, requestId: string): Promise<Standing> {
  const [counts]: { outstanding: number; unsearched: number; done: number; found: number }[] = await manager.query(
    `SELECT count(*) FILTER (WHERE action <> 'locate' AND state IN ('ready', 'leased', 'parked'))::int
              + (SELECT count(*) FROM errand WHERE request_id = $1 AND settled_at IS NULL AND task_id IS NULL AND kind IN ('by-hand', 'recipient-to-be-told'))::int AS outstanding,
            count(*) FILTER (WHERE action = 'locate' AND state IN ('ready', 'leased', 'parked'))::int AS unsearched,
            count(*) FILTER (WHERE action <> 'locate' AND state = 'done')::int AS done,
            coalesce(sum((SELECT coalesce(sum(value::int), 0) FROM jsonb_each_text(outcome -> 'records') )) FILTER (WHERE action = 'locate' AND state = 'done' AND jsonb_typeof(outcome -> 'records') = 'object'), 0)::int AS found
     FROM task WHERE request_id = $1`,
    [requestId],
  );
  const standing: Standing = {
    outstanding: counts!.outstanding + counts!.unsearched,
    done: counts!.done,
    found: counts!.found,
    retained: 0,
    refused: 0,
    unshown: 0,
  };
  const [byHand]: { done: number; undone: number }[] = await manager.query(
    `WITH latest AS (SELECT max(order_id::text) AS id FROM task WHERE request_id = $1 AND action <> 'locate')
     SELECT (SELECT count(*) FROM errand WHERE request_id = $1 AND kind = 'by-hand' AND outcome = 'done-by-hand')::int AS done,
            (SELECT count(*) FROM errand WHERE request_id = $1 AND kind = 'by-hand' AND outcome IN ('not-possible', 'no-longer-needed'))::int
            + (SELECT count(*) FROM task WHERE request_id = $1 AND state = 'done' AND outcome ->> 'settled' IN ('not-possible', 'no-longer-needed'))::int
            + (SELECT count(*) FROM task, latest WHERE request_id = $1 AND state = 'cancelled' AND order_id::text = latest.id)::int AS undone`,
    [requestId],
  );
  standing.done += byHand!.done;
  standing.refused += byHand!.undone;
  for (const row of await manager.findBy(Outcome, { requestId })) {
    const word = outcomeWord(readVerdict(row.verdict));
    if (word === 'retained') standing.retained += row.intended;
    if (word === 'necessary' || word === 'kept') standing.refused += row.intended;
    if (row.evidence === 'unverifiable' || row.residue > 0) standing.unshown += row.intended;
  }
  return standing;
}
