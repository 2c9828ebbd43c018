import { Answers } from '../../src/work/answers.js';
import type { EntityManager } from 'typeorm';
import { type Notice, OtherSide } from '../kit/exchange/other-side.js';
import { membersMap, ToldHouse } from '../kit/exchange/told-house.js';

describe('an exchange that breaks off', () => {
  let side: OtherSide;
  let house: ToldHouse;
  /** How often the last step of taking an answer fails, as it does when the process dies before its commit. */
  let breaks = 0;
  let arrived: ((manager: EntityManager, taskId: string) => Promise<void>) | undefined;

  beforeAll(async () => {
    side = await OtherSide.open();
    process.env.LOYALTY_SECRET = side.secret;
    house = await ToldHouse.open({
      environment: { EGRESS_ALLOW: `127.0.0.1:${side.port}` },
      maps: { loyalty: membersMap('loyalty', 'webhook', { url: side.url, secret: 'env:LOYALTY_SECRET' }) },
    });
    const answers = house.service.service.app.get(Answers, { strict: false });
    arrived = answers.arrived.bind(answers);
    answers.arrived = async (manager, taskId) => {
      await arrived!(manager, taskId);
      if (breaks > 0) {
        breaks -= 1;
        throw new Error('The process died before its commit.');
      }
    };
  });
  afterAll(async () => {
    await house?.close();
    await side?.close();
  });

  it('before the commit: the other side has no word from us, says it again, and it counts once', async () => {
    side.join(1, 'one@people.example');
    const told: Notice[] = [];
    side.respond = (notice) => {
      told.push(notice);
      return { status: 202 };
    };
    const id = await house.begin('one@people.example');
    const [find] = await house.eventually(
      () => Promise.resolve(told),
      (notices) => notices.length === 1,
    );
    const records = side.of('one@people.example');
    expect((await side.put(find!, 1, records)).status).toBe(204);
    breaks = 2;
    const answer = { state: 'done', pages: 1, whole: true };
    expect((await side.answer(find!, answer)).status).toBe(500);
    const [row] = await house.sql<{ state: string; answeredAt: Date | null }>(
      `SELECT state, answered_at AS "answeredAt" FROM conversation WHERE id = $1`,
      [find!.data.task],
    );
    expect(row).toEqual({ state: 'open', answeredAt: null });
    expect((await side.answer(find!, answer)).status).toBe(500);
    side.respond = (notice, other) => {
      other.working.push(other.work(notice));
      return { status: 202 };
    };
    expect((await side.answer(find!, answer)).body).toEqual({ state: 'done', repeated: false });
    await house.reach(id, 'closed');
    const entries = await house.sql<{ conversation: string }>(
      `SELECT body::jsonb -> 'data' ->> 'conversation' AS conversation FROM ledger_entry WHERE kind = 'exchange.answered'`,
    );
    expect(new Set(entries.map(({ conversation }) => conversation)).size).toBe(entries.length);
  });

  it('after the notice was sent and before that was noted: the notice comes again, and the answer counts once', async () => {
    side.join(2, 'two@people.example');
    const id = await house.begin('two@people.example');
    await house.reach(id, 'closed');
    // As if the process had died between the call and its note.
    await house.sql(`UPDATE conversation SET told_at = NULL WHERE request_id = $1`, [id]);
    const again = await house.begin('two@people.example');
    expect((await house.reach(again, 'closed')).outcome).toBe('nothing-found');
    expect(side.of('two@people.example')).toEqual([]);
  });

  it('many callbacks at once: one of them is the answer', async () => {
    side.join(3, 'three@people.example');
    const told: Notice[] = [];
    const usual = side.respond;
    side.respond = (notice) => {
      told.push(notice);
      return { status: 202 };
    };
    const id = await house.begin('three@people.example');
    const [find] = await house.eventually(
      () => Promise.resolve(told),
      (notices) => notices.length === 1,
    );
    await side.put(find!, 1, side.of('three@people.example'));
    side.respond = usual;
    const answers = await Promise.all([
      ...Array.from({ length: 5 }, () => side.answer(find!, { state: 'done', pages: 1 })),
      ...Array.from({ length: 5 }, () => side.answer(find!, { state: 'needs-a-person' })),
    ]);
    const accepted = answers.filter(({ status }) => status === 200);
    expect(accepted.filter(({ body }) => body.repeated === false)).toHaveLength(1);
    expect(new Set(accepted.map(({ body }) => body.state)).size).toBe(1);
    for (const { status, body } of answers) if (status !== 200) expect(body.code).toBe('exchange-answered');
    await house.eventually(
      () =>
        house.sql<{ n: number }>(
          `SELECT count(*)::int AS n FROM ledger_entry e JOIN request r ON r.ledger_id = e.request_id
        WHERE r.id = $1 AND e.kind = 'exchange.answered' AND e.body LIKE '%"find"%'`,
          [id],
        ),
      ([row]) => row!.n >= 1,
    );
  });
});
