import { cast } from '../../src/demo/company/cast.js';
import { countByTable, rowsOf, stillThere } from '../../src/demo/company/oracle/rows-of.js';
import { DemoHouse } from '../kit/demo-house.js';

const DAY = 86_400_000;

describe('what the office decides', () => {
  let house: DemoHouse;
  beforeAll(async () => {
    house = await DemoHouse.open({ policies: { sierra: { singlePersonUntil: '2099-12-31' } } });
  });
  afterAll(() => house?.close());

  describe('holds', () => {
    it('placed before the decision: approved, and yet nothing happens until it is lifted', async () => {
      const own = await rowsOf(house.company, cast.gesa);
      const { id } = (await house.ask('gesa', ['erasure'])).requests[0]!;
      await house.prove(id);
      await house.reach(id, 'deciding');
      const hold = await house.officer.post<{ id: string }>(`/v1/requests/${id}/holds`, {
        reason: 'legal-claim',
        note: 'invoice in dispute',
      });
      expect(hold.status).toBe(201);
      await house.approve(id);
      await house.quiet();
      expect((await house.plan(id)).waitsFor).toBe('hold');
      expect(countByTable(await stillThere(house.company, own))).toEqual(countByTable(own));
      expect((await house.clerk.delete(`/v1/requests/${id}/holds/${hold.body.id}`)).status).toBe(403);
      expect((await house.officer.delete(`/v1/requests/${id}/holds/${hold.body.id}`)).status).toBe(204);
      expect((await house.officer.delete(`/v1/requests/${id}/holds/${hold.body.id}`)).status).toBe(404);
      await house.reach(id, 'closed');
      expect(await stillThere(house.company, own)).toEqual([]);
    });

    it('placed mid-erasure: what has not begun stops, and goes on when it is lifted', async () => {
      const own = await rowsOf(house.company, cast.ivo);
      const { id } = (await house.ask('ivo', ['erasure'])).requests[0]!;
      await house.prove(id);
      await house.reach(id, 'deciding');
      let hold = '';
      await house.paused('shop', async () => {
        await house.approve(id);
        await house.eventually(
          async () => (await house.show(id)).tasks.filter((task) => task.action === 'erase' && task.state === 'done'),
          (tasks) => tasks.length === 2,
        );
        hold = (await house.officer.post<{ id: string }>(`/v1/requests/${id}/holds`, { reason: 'authority-order' }))
          .body.id;
      });
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      const shop = own.filter((row) => row.table.startsWith('shop.'));
      expect(countByTable(await stillThere(house.company, own))).toEqual({
        ...countByTable(shop),
        'helpdesk.tickets': 1,
      });
      expect((await house.show(id)).state).toBe('working');
      await house.officer.delete(`/v1/requests/${id}/holds/${hold}`);
      await house.reach(id, 'closed');
    });
  });

  it('a refusal names reasons, authority and court, and ends the request', async () => {
    const email = await house.someone();
    const { id } = (await house.askAs(email, ['erasure'])).requests[0]!;
    await house.reach(id, 'proving');
    expect((await house.clerk.post(`/v1/requests/${id}/refusal`, { reason: 'excessive' })).status).toBe(403);
    expect((await house.officer.post(`/v1/requests/${id}/refusal`, { reason: 'because' })).status).toBe(400);
    expect((await house.officer.post(`/v1/requests/${id}/refusal`, { reason: 'excessive' })).status).toBe(204);
    const { text } = await house.mail(email, /kommen wir nicht nach/);
    expect(text).toContain('Die Anfrage ist exzessiv (Art. 12 Abs. 5 DSGVO).');
    expect(text).toContain('Der Hamburgische Beauftragte für Datenschutz');
    expect(text).toMatch(/ein Gericht anrufen \(Art\. 79 DSGVO\)/);
    expect(await house.show(id)).toMatchObject({ state: 'refused', outcome: 'excessive' });
    expect((await house.officer.post(`/v1/requests/${id}/refusal`, { reason: 'excessive' })).status).toBe(409);
  });

  it('an extension is granted once, with its reason', async () => {
    const email = await house.someone();
    const asked = await house.askAs(email, ['access']);
    const { id, dueOn } = asked.requests[0]!;
    await house.reach(id, 'proving');
    expect((await house.officer.post(`/v1/requests/${id}/extension`, {})).status).toBe(400);
    expect((await house.officer.post(`/v1/requests/${id}/extension`, { reason: 'complexity' })).status).toBe(204);
    const after = (await house.show(id)).clocks[0]!;
    expect(after.due > dueOn).toBe(true);
    const { text } = await house.mail(email, /dauert länger/);
    expect(text).toContain('Die Bearbeitung ist komplex.');
    expect((await house.officer.post(`/v1/requests/${id}/extension`, { reason: 'complexity' })).status).toBe(409);
    expect((await house.show(id)).clocks[0]!.due).toBe(after.due);
    expect((await house.mails(email)).filter(({ subject }) => subject.includes('dauert länger'))).toHaveLength(1);
  });

  it.each([
    [1, 'pauses', /./],
    [20, 'pauses nothing', /zu spät|too late/],
  ])('a doubt asked %i days after receipt %s', async (days, effect) => {
    const email = await house.someone();
    const asked = await house.recorded(email, ['access'], {
      receivedAt: new Date(Date.now() - days * DAY).toISOString(),
    });
    const { id } = asked.requests[0]!;
    await house.reach(id, 'proving');
    const before = (await house.show(id)).clocks[0]!;
    const doubt = { doubt: 'Die Anschrift passt nicht zu unseren Daten.', needed: 'Ihre Kundennummer' };
    expect((await house.clerk.post(`/v1/requests/${id}/doubt`, doubt)).status).toBe(204);
    const paused = (await house.show(id)).clocks[0]!;
    expect(paused.unpausedDue).toBe(before.unpausedDue);
    expect(paused.state === 'paused').toBe(effect === 'pauses');
    const { text } = await house.mail(email, /Was wir von Ihnen brauchen/);
    expect(text).toContain('Ihre Kundennummer');
  });

  describe('recorded requests', () => {
    it('run from their true receipt, and the reply by post waits for somebody to dispatch it', async () => {
      const receivedAt = new Date(Date.now() - 6 * DAY).toISOString();
      const email = await house.someone();
      const asked = await house.recorded(email, ['access'], { receivedAt, replyBy: 'post', channel: 'letter' });
      const { id } = asked.requests[0]!;
      await house.reach(id, 'proving');
      const shown = await house.show(id);
      expect(shown.receivedAt).toBe(receivedAt);
      const now = await house.askAs(await house.someone(), ['access']);
      expect(asked.requests[0]!.dueOn < now.requests[0]!.dueOn).toBe(true);
      expect(shown.letters.filter(({ kind }) => kind === 'acknowledgement')).toEqual([
        expect.objectContaining({ state: 'to-post' }),
      ]);
      const second = await house.hire('second', ['agent']);
      await second.post(`/v1/requests/${id}/identity`, { decision: 'accept' });
      await house.release(id);
      await house.reach(id, 'closed');
      expect((await house.show(id)).letters).toContainEqual(
        expect.objectContaining({ kind: 'package-by-post', state: 'to-post' }),
      );
      expect(
        (await house.mails(email))
          .map(({ subject }) => subject)
          .filter((subject) => subject !== 'Ihr Bestätigungscode'),
      ).toEqual([]);
    });

    it('are refused with a receipt in the future, and then nothing is stored', async () => {
      const before = await house.sql(`SELECT id FROM subject_case`);
      const { status } = await house.clerk.post('/v1/requests/recorded', {
        ...house.submission('anna', ['access']),
        channel: 'letter',
        receivedAt: new Date(Date.now() + DAY).toISOString(),
      });
      expect(status).toBe(400);
      expect(await house.sql(`SELECT id FROM subject_case`)).toHaveLength(before.length);
    });
  });

  it('one message to two controllers gives sibling cases, with one receipt and a clock each', async () => {
    const { body } = await house.integration.post<{
      cases: { controller: string; reference: string; token: string; requests: { id: string; dueOn: string }[] }[];
    }>('/v1/requests', { ...house.submission('kai', ['access']), controllers: ['nordlicht', 'sierra'] });
    expect(body.cases.map(({ controller }) => controller)).toEqual(['nordlicht', 'sierra']);
    const [one, two] = body.cases as [(typeof body.cases)[0], (typeof body.cases)[0]];
    expect(one.token).not.toBe(two.token);
    const rows = await house.sql<{ received: Date; sibling: string | null; id: string }>(
      `SELECT id, received_at AS received, sibling_of AS sibling FROM subject_case WHERE reference = ANY($1) ORDER BY sibling_of NULLS FIRST`,
      [[one.reference, two.reference]],
    );
    expect(rows[1]!.sibling).toBe(rows[0]!.id);
    expect(rows[1]!.received).toEqual(rows[0]!.received);
    const laws = async (id: string): Promise<string[]> =>
      (await house.show(id)).clocks.map(({ law }) => law.split('@')[0]!).sort();
    expect(await laws(one.requests[0]!.id)).not.toEqual(await laws(two.requests[0]!.id));
    expect((await house.person(one.token).post(`/v1/case/requests/${two.requests[0]!.id}/withdrawal`)).status).toBe(
      404,
    );
  });

  it('staff of one controller neither see nor move the other’s requests', async () => {
    const stranger = await house.hire('stranger', ['privacy_officer', 'agent'], ['sierra']);
    const { id } = (await house.askAs(await house.someone(), ['erasure'])).requests[0]!;
    await house.reach(id, 'proving');
    const tries: [string, object | null][] = [
      [`/v1/requests/${id}`, null],
      [`/v1/requests/${id}/plan`, null],
      [`/v1/requests/${id}/package`, null],
      [`/v1/requests/${id}/identity`, { decision: 'accept' }],
      [`/v1/requests/${id}/plan/approval`, { hash: 'a'.repeat(64) }],
      [`/v1/requests/${id}/refusal`, { reason: 'excessive' }],
      [`/v1/requests/${id}/extension`, { reason: 'complexity' }],
      [`/v1/requests/${id}/holds`, { reason: 'legal-claim' }],
      [`/v1/requests/${id}/withdrawal`, {}],
      [`/v1/requests/${id}/release`, { digest: 'a'.repeat(64) }],
    ];
    for (const [path, body] of tries) {
      const { status } = body ? await stranger.post(path, body) : await stranger.get(path);
      expect({ path, status }).toEqual({ path, status: 404 });
    }
    const listed = await stranger.get<{ items: { controller: string }[] }>('/v1/requests?limit=200');
    expect(new Set(listed.body.items.map(({ controller }) => controller)).has('nordlicht')).toBe(false);
    expect((await stranger.post('/v1/requests', house.submission('anna', ['access']))).status).toBe(422);
    expect((await house.show(id)).state).toBe('proving');
  });

  describe('duties', () => {
    it.each(['recorded', 'identity'])('who %s it cannot approve the erasure', async (duty) => {
      const both = await house.hire(`both-${duty}`, ['agent', 'privacy_officer']);
      const email = await house.someone();
      const asked =
        duty === 'recorded'
          ? await house.recorded(email, ['erasure'], {}, both)
          : await house.askAs(email, ['erasure']);
      const { id } = asked.requests[0]!;
      await house.reach(id, 'proving');
      await (duty === 'identity' ? both : house.clerk).post(`/v1/requests/${id}/identity`, { decision: 'accept' });
      await house.reach(id, 'deciding');
      const { hash } = await house.plan(id);
      const { status, body } = await both.post<{ code: string; duty: string }>(`/v1/requests/${id}/plan/approval`, {
        hash,
      });
      expect({ status, code: body.code, duty: body.duty }).toEqual({
        status: expect.any(Number),
        code: 'duties-not-apart',
        duty,
      });
      expect((await house.show(id)).state).toBe('deciding');
    });

    it('under a dated setting one person may, and it is recorded', async () => {
      const both = await house.hire('both-sierra', ['agent', 'privacy_officer'], ['sierra']);
      const { id } = (await house.ask('jo', ['erasure'])).requests[0]!;
      await house.reach(id, 'proving');
      await both.post(`/v1/requests/${id}/identity`, { decision: 'accept' });
      await house.reach(id, 'deciding');
      const { hash } = await house.plan(id);
      const { body } = await both.post(`/v1/requests/${id}/plan/approval`, { hash });
      expect(body).toMatchObject({ approved: true, singlePerson: true });
      const approvals = await house.sql<{ single: boolean }>(
        `SELECT (e.body::jsonb -> 'data' ->> 'singlePerson')::boolean AS single FROM ledger_entry e JOIN request r ON e.body::jsonb ->> 'request' = r.ledger_id
         WHERE e.kind = 'plan.approved' AND r.id = $1`,
        [id],
      );
      expect(approvals).toEqual([{ single: true }]);
      await house.reach(id, 'closed');
    });

    it('a data protection officer cannot approve, nor can an agent', async () => {
      const dpo = await house.hire('dpo', ['dpo']);
      const { id } = (await house.askAs(await house.someone(), ['erasure'])).requests[0]!;
      await house.prove(id);
      await house.reach(id, 'deciding');
      const { hash } = await house.plan(id);
      for (const one of [dpo, house.clerk])
        expect((await one.post(`/v1/requests/${id}/plan/approval`, { hash })).status).toBe(403);
    });
  });
});
