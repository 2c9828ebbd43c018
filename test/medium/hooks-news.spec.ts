import { openHelpdeskHouse, type HelpdeskHouse } from '../kit/hooks/helpdesk-house.js';
import { commentAdded, ticketCreated, userEvent } from '../kit/hooks/zendesk-news.js';

const SECRET = 'a-secret-of-the-sender';
const WRITTEN = '2026-03-02T09:15:00Z';

interface Opened {
  id: string;
  right: string;
  state: string;
  assurance: string;
  channel: string;
  receivedAt: Date;
  dueOn: string;
  recordedBy: string | null;
  ticket: string | null;
}

describe('what tickets and contacts tell', () => {
  let house: HelpdeskHouse;
  let source: string;

  beforeAll(async () => {
    house = await openHelpdeskHouse();
    source = await house.source('zendesk', {
      secret: SECRET,
      system: 'desk',
      settings: { kinds: { user: 'desk_user' } },
    });
    for (const id of ['71', '72', '73', '74', '75', '76', '77', '78', '79'])
      house.desk.users.set(id, `person.${id}@example.org`);
  });
  afterAll(() => house.close());

  const tell = async (...news: object[]): Promise<void> => {
    for (const one of news) expect((await house.send('zendesk', source, one)).status).toBe(200);
    await house.quiet();
  };
  const requestsOf = (ticket: string): Promise<Opened[]> =>
    house.sql<Opened>(
      `SELECT r.id, r."right", r.state, c.assurance, c.channel, c.received_at AS "receivedAt", r.due_on::text AS "dueOn",
              c.recorded_by AS "recordedBy", l.ticket
       FROM ticket_link l JOIN request r ON r.id = l.request_id JOIN subject_case c ON c.id = r.case_id
       WHERE l.ticket = $1 ORDER BY r."right"`,
      [ticket],
    );
  const shadowsOf = async (ticket: string) =>
    (
      await house.officer.get<{ items: { id: string; ticket: string; dueOn: string; right: string | null }[] }>(
        '/v1/shadow-requests',
      )
    ).body.items.filter((one) => one.ticket === ticket);

  it('a ticket that asks becomes a request, unproven, whose clock runs since it was written', async () => {
    await tell(ticketCreated('100', 'I want to see my data. [access]', WRITTEN, '71'));
    const [request, ...more] = await requestsOf('100');
    expect(more).toEqual([]);
    expect(request).toMatchObject({
      right: 'access',
      state: 'proving',
      assurance: 'none',
      channel: 'webhook',
      dueOn: '2026-04-02',
      recordedBy: null,
    });
    expect(request!.receivedAt.toISOString()).toBe('2026-03-02T09:15:00.000Z');
    // The address that the helpdesk has for her is where letters go; it proves nothing.
    const identifiers = await house.sql(
      `SELECT i.kind, i.proven, i.source FROM identifier i JOIN request r ON r.case_id = i.case_id WHERE r.id = $1 ORDER BY i.kind`,
      [request!.id],
    );
    expect(identifiers).toEqual([
      { kind: 'desk_user', proven: false, source: 'given' },
      { kind: 'email', proven: false, source: 'given' },
    ]);
    const letters = await house.sql<{ kind: string }>(
      `SELECT l.kind FROM letter l JOIN request r ON r.case_id = l.case_id WHERE r.id = $1`,
      [request!.id],
    );
    expect(letters.map(({ kind }) => kind)).toContain('acknowledgement');
    // Nothing of the message stays where it came in.
    expect(await house.sql(`SELECT id FROM hook_event WHERE state = 'done' AND body IS NOT NULL`)).toEqual([]);
  });

  it('the ticket is told, and told nothing that it did not say itself', async () => {
    const [request] = await requestsOf('100');
    const replies = house.desk.replies.filter(({ ticket }) => ticket === '100');
    expect(replies.length).toBeGreaterThanOrEqual(1);
    const text = replies.map((one) => `${one.publicComment ?? ''}\n${one.internalNote ?? ''}`).join('\n');
    expect(text).toContain('HB-');
    expect(text).not.toMatch(/person\.71|example\.org|\/case#/);
    expect(replies.at(-1)!.tag).toMatchObject({ add: 'privacy-request-identity' });
    const { body } = await house.officer.get<{ tickets: object[] }>(`/v1/requests/${request!.id}/tickets`);
    expect(body.tickets).toMatchObject([{ ticket: '100', system: 'desk', told: 'identity', failure: null }]);

    const before = house.desk.replies.length;
    const refused = await house.officer.post(`/v1/requests/${request!.id}/refusal`, { reason: 'excessive' });
    expect([200, 201, 204]).toContain(refused.status);
    await house.quiet();
    const last = house.desk.replies
      .slice(before)
      .filter(({ ticket }) => ticket === '100')
      .at(-1)!;
    expect(last.tag!.add).toBe('privacy-request-refused');
    expect(last.publicComment).toMatch(/decided/);
    expect(`${last.publicComment}${last.internalNote}`).not.toMatch(/excessive|exzessiv/i);
  });

  it('a helpdesk that is away is told when it is back; a clock does not wait for it', async () => {
    house.desk.away = true;
    await house.send('zendesk', source, ticketCreated('101', '[erasure]', WRITTEN, '72'));
    const waiting = await house.sql<{ state: string }>(
      `SELECT state FROM hook_event WHERE state = 'waiting' AND source_id = $1`,
      [source],
    );
    expect(waiting.length).toBeLessThanOrEqual(1);
    house.desk.away = false;
    const end = performance.now() + 30_000;
    while (!house.desk.replies.some(({ ticket }) => ticket === '101')) {
      if (performance.now() > end) throw new Error('The ticket was never told.');
      await house.sql(`UPDATE hook_event SET due_at = now() WHERE state = 'waiting'`);
      await house.sql(`UPDATE outbox SET due_at = now() WHERE signal LIKE 'hooks.%'`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(await requestsOf('101')).toMatchObject([{ right: 'erasure', dueOn: '2026-04-02' }]);
  });

  it('a ticket that is closed for good is left alone', async () => {
    house.desk.gone.add('102');
    await tell(ticketCreated('102', '[access]', WRITTEN, '73'));
    expect(await requestsOf('102')).toHaveLength(1);
    const [link] = await house.sql<{ failure: string }>(`SELECT failure FROM ticket_link WHERE ticket = '102'`);
    expect(link!.failure).toBe('ticket-gone');
  });

  it('what the company itself writes, and what asks for nothing, is no request', async () => {
    await tell(
      commentAdded('103', { id: '1', text: 'We erase it. [erasure]', at: WRITTEN, staff: true }),
      commentAdded('103', { id: '2', text: 'Internal. [erasure]', at: WRITTEN, isPublic: false }),
      ticketCreated('103', 'Where is my parcel?', WRITTEN),
    );
    expect(await requestsOf('103')).toEqual([]);
    expect(await shadowsOf('103')).toEqual([]);
  });

  it('a later message asks for nothing twice, an earlier one moves the clock back, another right is a case of its own', async () => {
    await tell(commentAdded('104', { id: '2', text: 'Again: [access]', at: '2026-03-05T10:00:00Z' }));
    await tell(ticketCreated('104', '[access]', '2026-03-01T10:00:00Z'));
    await tell(commentAdded('104', { id: '3', text: 'And now [access] [erasure]', at: '2026-03-06T10:00:00Z' }));
    const opened = await requestsOf('104');
    expect(opened.map(({ right, dueOn }) => [right, dueOn])).toEqual([
      ['access', '2026-04-01'],
      ['erasure', '2026-04-07'],
    ]);
    expect(opened[0]!.receivedAt.toISOString()).toBe('2026-03-01T10:00:00.000Z');
  });

  it('a clock of the sender that goes ahead counts as now', async () => {
    await tell(ticketCreated('105', '[access]', new Date(Date.now() + 3 * 86_400_000).toISOString()));
    expect((await requestsOf('105'))[0]!.receivedAt.getTime()).toBeLessThanOrEqual(Date.now());
  });

  describe('a message that may be a request', () => {
    it('waits for a person, with its clock running, and its words are sealed', async () => {
      await tell(ticketCreated('110', 'What do you know about me? Kanarienvogel [access?]', WRITTEN, '74'));
      expect(await requestsOf('110')).toEqual([]);
      const [shadow] = await shadowsOf('110');
      expect(shadow).toMatchObject({ right: 'access', dueOn: '2026-04-02', state: 'open', rulesVersion: 'test-1' });
      const [row] = await house.sql<{ content: Buffer }>(`SELECT content FROM shadow_request WHERE ticket = '110'`);
      expect(row!.content.includes('Kanarienvogel')).toBe(false);
      const shown = await house.officer.get<object>(`/v1/shadow-requests/${shadow!.id}`);
      expect(JSON.stringify(shown.body)).not.toContain('Kanarienvogel');
      const reveals = `/v1/shadow-requests/${shadow!.id}/reveals`;
      expect((await house.officer.post(reveals, {})).status).toBe(400);
      const { body } = await house.officer.post<{ text: string; identifiers: object[] }>(reveals, {
        reason: 'to-decide',
      });
      expect(body.text).toContain('Kanarienvogel');
      expect(body.identifiers).toContainEqual({ kind: 'email', value: 'person.74@example.org' });
      // Who may only look after systems reads no messages.
      expect((await house.engineer.get(`/v1/shadow-requests/${shadow!.id}`)).status).toBe(403);
    });

    it('becomes a request with that clock when a named person says so', async () => {
      const [shadow] = await shadowsOf('110');
      const confirmed = await house.officer.post<{ requestIds: string[] }>(
        `/v1/shadow-requests/${shadow!.id}/confirmation`,
        {
          rights: ['access', 'erasure'],
        },
      );
      expect(confirmed.status).toBe(201);
      expect(confirmed.body.requestIds).toHaveLength(2);
      const opened = await requestsOf('110');
      expect(opened).toMatchObject([
        { right: 'access', dueOn: '2026-04-02', assurance: 'none', recordedBy: expect.any(String) },
        { right: 'erasure', dueOn: '2026-04-02', assurance: 'none', recordedBy: expect.any(String) },
      ]);
      const again = await house.officer.post(`/v1/shadow-requests/${shadow!.id}/confirmation`, { rights: ['access'] });
      expect(again.status).toBe(409);
      await house.quiet();
      expect(house.desk.replies.some(({ ticket }) => ticket === '110')).toBe(true);
    });

    it('is dismissed with a reason, and stays dismissed when it is told again', async () => {
      const news = ticketCreated('111', 'Delete my photo from the gallery? [erasure?]', WRITTEN, '75');
      await tell(news);
      const [shadow] = await shadowsOf('111');
      expect(
        (await house.officer.post(`/v1/shadow-requests/${shadow!.id}/dismissal`, { reason: 'because' })).status,
      ).toBe(400);
      expect(
        (await house.officer.post(`/v1/shadow-requests/${shadow!.id}/dismissal`, { reason: 'no-request' })).status,
      ).toBe(204);
      await tell({ ...news, id: 'another-delivery-of-the-same' });
      expect(await shadowsOf('111')).toEqual([]);
      const { body } = await house.officer.get<{ items: { ticket: string; reason: string }[] }>(
        '/v1/shadow-requests?state=dismissed',
      );
      expect(body.items).toContainEqual(expect.objectContaining({ ticket: '111', reason: 'no-request' }));
    });

    it('also when no law here knows what it asks for', async () => {
      await tell(ticketCreated('112', 'Do not sell my data. [do_not_sell]', WRITTEN, '76'));
      expect(await requestsOf('112')).toEqual([]);
      const [shadow] = await shadowsOf('112');
      const refused = await house.officer.post<{ code: string }>(`/v1/shadow-requests/${shadow!.id}/confirmation`, {
        rights: ['do_not_sell'],
      });
      expect([refused.status, refused.body.code]).toEqual([422, 'right-not-known']);
      expect(
        (await house.officer.post(`/v1/shadow-requests/${shadow!.id}/confirmation`, { rights: ['objection'] })).status,
      ).toBe(201);
    });

    it('is nobody else’s', async () => {
      await tell(ticketCreated('113', '[access?]', WRITTEN, '77'));
      const [shadow] = await shadowsOf('113');
      const foreign = house.officer.as(await house.service.staff('beta@hooks.test', ['privacy_officer'], ['beta']));
      expect((await foreign.get<{ items: object[] }>('/v1/shadow-requests')).body.items).toEqual([]);
      expect((await foreign.get(`/v1/shadow-requests/${shadow!.id}`)).status).toBe(404);
      expect((await foreign.post(`/v1/shadow-requests/${shadow!.id}/dismissal`, { reason: 'no-request' })).status).toBe(
        404,
      );
    });
  });

  describe('a contact of somebody who was erased', () => {
    const EMAIL = 'gone.person@example.org';
    const suppress = async (since: string): Promise<void> => {
      // As an erasure leaves it behind, once its case is forgotten: a keyed tag alone.
      const { Suppression } = await import('../../src/suppression/suppression.js');
      const { Transactions } = await import('../../src/platform/queues/transactions.js');
      const [controller] = await house.sql<{ id: string }>(`SELECT id FROM controller WHERE slug = 'alpha'`);
      await house.service.service.app
        .get(Transactions, { strict: false })
        .run((tx) =>
          house.service.service.app
            .get(Suppression, { strict: false })
            .write(tx, controller!.id, [{ kind: 'email', value: EMAIL }]),
        );
      await house.sql(`UPDATE tombstone SET written_at = $1`, [since]);
    };
    const findings = async () =>
      (
        await house.officer.get<{ items: { id: string; kind: string; change: string; outcome: string | null }[] }>(
          '/v1/hook-findings',
        )
      ).body.items;

    it('is a finding for an officer, once, and erases nothing', async () => {
      await suppress('2026-02-01T00:00:00Z');
      house.desk.users.set('90', EMAIL);
      // One told late was there before the erasure: nobody has come back.
      await tell(userEvent('created', '90', { email: EMAIL, at: '2026-01-15T00:00:00Z' }));
      expect(await findings()).toEqual([]);
      const back = userEvent('created', '90', { email: EMAIL, at: '2026-02-15T00:00:00Z' });
      await tell(back, back, { ...back, id: 'told-anew' });
      await tell(
        userEvent('active_changed', '90', { at: '2026-02-16T00:00:00Z', event: { current: true, previous: false } }),
      );
      expect((await findings()).map(({ kind, change }) => [kind, change])).toEqual([
        ['person-returned', 'restored'],
        ['person-returned', 'created'],
      ]);
      expect(house.desk.erasing).toBe(0);
      const [tags] = await house.sql<{ content: Buffer }>(`SELECT content FROM hook_finding LIMIT 1`);
      expect(tags!.content.includes(EMAIL)).toBe(false);
    });

    it('is settled by what she did: a new relation lifts the tombstone', async () => {
      const [one, other] = await findings();
      const { body } = await house.officer.get<{ record: object; identifiers: object[] }>(
        `/v1/hook-findings/${one!.id}/record`,
      );
      expect(body).toEqual({ record: { kind: 'user', id: '90' }, identifiers: [{ kind: 'email', value: EMAIL }] });
      expect((await house.engineer.get(`/v1/hook-findings/${one!.id}/record`)).status).toBe(403);
      expect(
        (await house.officer.post(`/v1/hook-findings/${one!.id}/settlement`, { outcome: 'new-relation' })).status,
      ).toBe(204);
      expect(
        (await house.officer.post(`/v1/hook-findings/${other!.id}/settlement`, { outcome: 'done-by-hand' })).status,
      ).toBe(204);
      await tell(userEvent('created', '90', { email: EMAIL, at: new Date().toISOString() }));
      expect((await findings()).every(({ outcome }) => outcome !== null)).toBe(true);
      // Of what waits for an officer nothing is left, of what was decided all.
      expect((await house.officer.get<{ items: object[] }>('/v1/hook-findings?open=true')).body.items).toEqual([]);
      expect((await findings()).length).toBeGreaterThanOrEqual(2);
      expect((await house.officer.get('/v1/hook-findings?open=perhaps')).status).toBe(400);
    });
  });

  it('a merge proposes an identity, proves nothing, and takes an approval its ground', async () => {
    const officer = house.officer;
    const { body } = await officer.post<{ cases: { requests: { id: string }[] }[] }>('/v1/requests/recorded', {
      controllers: ['alpha'],
      rights: ['erasure'],
      identifiers: [{ kind: 'email', value: 'person.78@example.org' }],
      channel: 'letter',
      receivedAt: new Date().toISOString(),
    });
    const id = body.cases[0]!.requests[0]!.id;
    const until = async (state: string): Promise<void> => {
      const end = performance.now() + 30_000;
      for (;;) {
        const [row] = await house.sql<{ state: string }>(`SELECT state FROM request WHERE id = $1`, [id]);
        if (row!.state === state) return;
        if (performance.now() > end) throw new Error(`It is ${row!.state} and not ${state}.`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    await until('proving');
    const clerk = officer.as(await house.service.staff('clerk@hooks.test', ['agent']));
    expect((await clerk.post(`/v1/requests/${id}/identity`, { decision: 'accept', note: 'seen' })).status).toBe(204);
    await until('deciding');
    // Approved, and not begun: a hold keeps it so.
    const held = await officer.post(`/v1/requests/${id}/holds`, { reason: 'investigation' });
    expect(held.status).toBeLessThan(300);
    const plan = (await officer.get<{ hash: string }>(`/v1/requests/${id}/plan`)).body;
    const approver = officer.as(await house.service.staff('second@hooks.test', ['privacy_officer']));
    const approved = await approver.post(`/v1/requests/${id}/plan/approval`, { hash: plan.hash });
    expect(approved.status).toBe(200);

    await tell(userEvent('merged', '78', { event: { user: { id: '79' } } }));
    await house.quiet();
    const plans = await house.sql<{ state: string; code: string | null }>(
      `SELECT state, void_code AS code FROM plan WHERE request_id = $1 ORDER BY drawn_at`,
      [id],
    );
    expect(plans[0]).toEqual({ state: 'void', code: 'identities-merged' });
    expect(plans.filter(({ state }) => state === 'approved')).toEqual([]);
    const proposed = await house.sql(
      `SELECT i.kind, i.proven, i.round, i.source FROM identifier i JOIN request r ON r.case_id = i.case_id
       WHERE r.id = $1 AND i.source LIKE 'merge:%' ORDER BY i.kind`,
      [id],
    );
    expect(proposed).toContainEqual({ kind: 'email', proven: false, round: -1, source: 'merge:desk' });
    const errands = await house.sql<{ kind: string }>(
      `SELECT kind FROM errand WHERE request_id = $1 AND settled_at IS NULL`,
      [id],
    );
    expect(errands.map(({ kind }) => kind)).toContain('identities-merged');
    expect(house.desk.erasing).toBe(0);
  });
});
