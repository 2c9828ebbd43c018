import { UNASKED_A_DAY } from '../../src/letters/unasked-letters.js';
import { type AskedCase, DemoHouse } from '../kit/demo-house.js';

describe('a mailbox that somebody wants to flood', () => {
  let house: DemoHouse;
  beforeAll(async () => {
    house = await DemoHouse.open();
  });
  afterAll(() => house?.close());

  async function submitted(email: string, times: number, more: object = {}): Promise<AskedCase[]> {
    const asked: AskedCase[] = [];
    for (let n = 0; n < times; n += 1) asked.push(await house.askAs(email, ['access'], more));
    for (const { requests } of asked) await house.reach(requests[0]!.id, 'proving');
    await house.quiet();
    return asked;
  }
  const states = (email: string, asked: AskedCase[]) =>
    house.sql<{ state: string; n: number }>(
      `SELECT l.state, count(*)::int AS n FROM letter l JOIN subject_case c ON c.id = l.case_id
       WHERE c.reference = ANY($1) AND l.kind = 'acknowledgement' GROUP BY l.state ORDER BY l.state`,
      [asked.map(({ reference }) => reference)],
    );

  it('gets so many letters a day from one controller; every submission is taken all the same', async () => {
    const known = await house.someone();
    for (const email of [known, 'nobody-at-all@anderswo.example']) {
      const asked = await submitted(email, UNASKED_A_DAY + 3);
      expect(await states(email, asked)).toEqual([
        { state: 'sent', n: UNASKED_A_DAY },
        { state: 'withheld', n: 3 },
      ]);
      expect(await house.mails(email)).toHaveLength(UNASKED_A_DAY);
      // What is kept back is written down, and the case is as any other.
      const last = asked.at(-1)!;
      const shown = await house.show(last.requests[0]!.id);
      expect(shown).toMatchObject({ state: 'proving', letters: [{ kind: 'acknowledgement', state: 'withheld' }] });
      expect((await house.person(last.token).get('/v1/case')).status).toBe(200);
      const noted = await house.sql<{ data: object }>(
        `SELECT e.body::jsonb -> 'data' AS data FROM ledger_entry e JOIN request r ON e.body::jsonb ->> 'request' = r.ledger_id
         WHERE r.id = $1 AND e.kind = 'letter.withheld'`,
        [last.requests[0]!.id],
      );
      expect(noted).toEqual([{ data: { letter: 'acknowledgement', code: 'too-many-letters' } }]);
    }
  });

  it('gets them from another controller, and an answer that an officer gives is always sent', async () => {
    const email = await house.someone();
    const asked = await submitted(email, UNASKED_A_DAY + 1);
    await submitted(email, 1, { controllers: ['sierra'], country: 'US', state: 'CA' });
    // An acknowledgement and a code: the other brand has its own count.
    expect(await house.mails(email)).toHaveLength(UNASKED_A_DAY + 2);
    const { id } = asked.at(-1)!.requests[0]!;
    expect((await house.officer.post(`/v1/requests/${id}/refusal`, { reason: 'excessive' })).status).toBe(204);
    await house.mail(email, /kommen wir nicht nach/);
  });
});
