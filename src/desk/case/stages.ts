import type { EntityManager } from 'typeorm';
import { ENDED, type State } from '../../requests/journey-table.js';
import type { CaseFile } from '../../requests/requests.repository.js';
import type { StageView } from './case.dto.js';

interface Move {
  at: string;
  data: { from: State; to: State; code: string };
}

/** The stages of a request as the ledger tells them: those passed with their times, then those of its road still ahead. */
export async function stagesOf(manager: EntityManager, { request, case: of }: CaseFile): Promise<StageView[]> {
  const rows: { body: string }[] = await manager.query(
    `SELECT body FROM ledger_entry WHERE case_id = $1 AND request_id = $2 AND kind = 'request.moved' ORDER BY id`,
    [of.ledgerId, request.ledgerId],
  );
  const moves = rows.map(({ body }) => JSON.parse(body) as Move);
  const passed = new Map<State, StageView>([['received', entered('received', of.receivedAt, null)]]);
  for (const { at, data } of moves) {
    const left = passed.get(data.from);
    if (left) passed.set(data.from, { ...left, progress: 'done', leftAt: new Date(at) });
    // Entered once more: it stands where it was entered last.
    passed.delete(data.to);
    passed.set(data.to, entered(data.to, new Date(at), data.code));
  }
  const ended = ENDED.includes(request.state);
  const ahead = request.road
    .slice(request.road.indexOf(request.state) + 1)
    .filter((state) => !passed.has(state))
    .map((state): StageView => ({
      state,
      progress: ended ? 'skipped' : 'ahead',
      enteredAt: null,
      leftAt: null,
      code: null,
    }));
  return [...passed.values(), ...ahead];
}

const entered = (state: State, at: Date, code: string | null): StageView => ({
  state,
  progress: 'current',
  enteredAt: at,
  leftAt: null,
  code,
});
