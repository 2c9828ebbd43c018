import { DemoHouse, type RequestShown } from '../kit/demo-house.js';

const DAY = 86_400_000;

describe('a date of receipt that was recorded wrongly', () => {
  let house: DemoHouse;
  beforeAll(async () => {
    house = await DemoHouse.open();
  });
  afterAll(() => house?.close());

  const correct = (id: string, receivedAt: Date | string, reason = 'receipt-misrecorded', by = house.officer) =>
    by.post<{ code: string; errors?: { rule: string }[] }>(`/v1/requests/${id}/receipt-date`, { receivedAt, reason });

  const due = ({ clocks }: RequestShown): string => clocks[0]!.due;

  it('is corrected by an officer: every clock of the case counts from then, and the ledger keeps both days', async () => {
    const asked = await house.recorded(await house.someone(), ['access', 'erasure']);
    const [access, erasure] = asked.requests.map(({ id }) => id);
    const before = await house.show(access!);
    const earlier = new Date(Date.now() - 10 * DAY);
    expect((await correct(access!, earlier, 'receipt-shown-earlier')).status).toBe(204);
    for (const id of [access!, erasure!]) {
      const after = await house.show(id);
      expect(due(after) < due(before)).toBe(true);
      expect(after.receivedAt).toBe(earlier.toISOString());
    }
    const lines = await house.sql<{ due: string; received: Date }>(
      `SELECT due_on::text AS due, received_at AS received FROM request_line WHERE request_id = $1`,
      [erasure],
    );
    expect(lines).toEqual([{ due: due(await house.show(erasure!)), received: earlier }]);
    const entries = await house.sql<{ body: string }>(
      `SELECT body FROM ledger_entry WHERE kind IN ('receipt.corrected', 'clock.event') ORDER BY id`,
    );
    const [corrected, counted] = entries.map(({ body }) => (JSON.parse(body) as { data: Record<string, string> }).data);
    expect(corrected).toEqual({ from: expect.any(String), to: counted!.on, code: 'receipt-shown-earlier' });
    expect(corrected!.from! > corrected!.to!).toBe(true);
  });

  it('wakes what waits for the new dates', async () => {
    const id = (await house.recorded(await house.someone(), ['access'])).requests[0]!.id;
    await house.reach(id, 'proving');
    await house.quiet();
    expect((await correct(id, new Date(Date.now() - 25 * DAY))).status).toBe(204);
    // So late that the day for an answer is behind us: the request is looked at as one that was never proven.
    await house.errand(id, 'proof-not-given');
  });

  it('is refused to an agent, for the future, without a change, and where no human recorded it', async () => {
    const id = (await house.recorded(await house.someone(), ['access'])).requests[0]!.id;
    const now = (await house.show(id)).receivedAt;
    expect((await correct(id, new Date(Date.now() - DAY), 'receipt-misrecorded', house.clerk)).status).toBe(403);
    const future = await correct(id, new Date(Date.now() + DAY));
    expect([future.status, future.body.errors?.[0]?.rule]).toEqual([400, 'past']);
    const same = await correct(id, now);
    expect([same.status, same.body.errors?.[0]?.rule]).toEqual([400, 'changed']);
    const long = await correct(id, '2001-01-01T00:00:00Z');
    expect([long.status, long.body.errors?.[0]?.rule]).toEqual([400, 'law']);
    expect((await correct(id, new Date(), 'because')).status).toBe(400);
    const sent = (await house.ask('anna', ['access'])).requests[0]!.id;
    expect((await correct(sent, new Date(Date.now() - DAY))).status).toBe(409);
    const [unchanged] = await house.sql<{ received: Date }>(
      `SELECT c.received_at AS received FROM subject_case c JOIN request r ON r.case_id = c.id WHERE r.id = $1`,
      [id],
    );
    expect(unchanged!.received.toISOString()).toBe(now);
  });
});
