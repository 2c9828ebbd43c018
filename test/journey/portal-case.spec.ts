import { cast } from '../../src/demo/company/cast.js';
import { SetClock } from '../../src/platform/clock/clock.js';
import type { PersonCaseDto } from '../../src/portal/case/person-case.dto.js';
import type { MessagesDto, OfficeMessagesDto } from '../../src/portal/messages/messages.dto.js';
import { type AskedCase, DemoHouse } from '../kit/demo-house.js';

describe('a case as its person sees it', () => {
  let house: DemoHouse;
  let clock: SetClock;

  beforeAll(async () => {
    clock = new SetClock(new Date());
    house = await DemoHouse.open({ clock });
  });
  afterAll(() => house?.close());

  const view = async (asked: { token: string }): Promise<PersonCaseDto> => {
    const { status, body } = await house.person(asked.token).get<PersonCaseDto>('/v1/case');
    expect(status).toBe(200);
    return body;
  };
  const form = (
    path: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Response> =>
    fetch(`${house.service.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(fields).toString(),
    });

  it('before proof: receipt, date and how it is found, contact, and nothing of where she is known', async () => {
    const email = await house.someone();
    const asked = await house.askAs(email, ['access', 'erasure']);
    for (const { id } of asked.requests) await house.reach(id, 'proving');
    await house.quiet();
    const shown = await view(asked);
    expect(shown).toMatchObject({
      reference: asked.reference,
      proven: false,
      controller: { slug: 'nordlicht', contact: 'datenschutz@nordlicht-versand.test', zone: 'Europe/Berlin' },
    });
    for (const request of shown.requests) {
      expect(request.may).toEqual(['prove', 'withdraw']);
      expect(Object.keys(request)).not.toEqual(expect.arrayContaining(['systems']));
      expect(request).not.toHaveProperty('results');
      expect(request).not.toHaveProperty('package');
      const [earliest] = request.clocks;
      expect(earliest!.due).toBe(request.dueOn);
      expect(earliest!.steps[0]).toMatchObject({ rule: 'receipt', text: { de: expect.stringMatching(/eingegangen/) } });
    }
    expect(shown.timeline[0]!.code).toBe('received');
    expect(shown.timeline.map(({ code }) => code)).toEqual(expect.arrayContaining(['proof-asked']));
    expect(shown).not.toHaveProperty('letters');
    expect(JSON.stringify(shown)).not.toMatch(/shop|\bcrm\b|helpdesk|Webshop/);
    // The receipt of the first step tells that it is there; later ones would tell with what result.
    const receipt = await house.eventually(
      () =>
        fetch(`${house.service.url}/v1/case/requests/${asked.requests[0]!.id}/receipt`, {
          headers: { authorization: `Bearer ${asked.token}` },
        }),
      ({ status }) => status === 200,
    );
    expect(await receipt.text()).toContain('c2sp.org/tlog-proof');
  });

  it('after an erasure: each system, what stays and why, the timeline, and what may be done', async () => {
    const asked = await house.ask('bernd', ['erasure']);
    const { id } = asked.requests[0]!;
    await house.prove(id);
    await house.reach(id, 'deciding');
    const waiting = await view(asked);
    expect(waiting.proven).toBe(true);
    expect(waiting.requests[0]).toMatchObject({ state: 'deciding', results: [], package: null });
    expect(waiting.requests[0]!.systems!.map(({ state }) => state)).toEqual(expect.arrayContaining(['searched']));
    await house.approve(id);
    await house.reach(id, 'closed');
    const { requests, timeline, letters } = await view(asked);
    const [request] = requests;
    expect(request!.may).toEqual(['receipt']);
    expect(request!.systems).toContainEqual(expect.objectContaining({ system: 'shop', state: 'done' }));
    const outcomes = request!.results!.flatMap((result) => result.outcomes);
    const retained = outcomes.filter(({ kind }) => kind === 'retained');
    expect(retained.length).toBeGreaterThan(0);
    for (const one of retained) {
      expect(one.ground!.de).toMatch(/\S/);
      expect(one.notBefore).toMatch(/^\d{4}-01-01$/);
    }
    expect(outcomes).toContainEqual(expect.objectContaining({ kind: 'erased', how: 'reread' }));
    const codes = timeline.map(({ code }) => code);
    expect(codes.indexOf('proven')).toBeGreaterThan(codes.indexOf('received'));
    expect(codes.indexOf('shown')).toBeGreaterThan(codes.indexOf('working'));
    expect(codes.at(-1)).toBe('closed');
    expect(letters!.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['acknowledgement', 'erasure-answer']));
    const kept = await house.eventually(
      async () => (await view(asked)).keptUntil,
      (until) => until !== null,
    );
    expect(kept).toMatch(/^\d{4}-12-31$/);
    // What a system is known for, whoever is erased there: as the letter says it.
    const letter = await house.mail(cast.bernd.email, /Was in diesem System bleibt/);
    for (const { stays, returns } of request!.results!.filter(({ stays: some }) => some !== null)) {
      expect(letter.text.replaceAll(/\s+/g, ' ')).toContain(stays!.de.replaceAll(/\s+/g, ' '));
      if (returns) expect(letter.text.replaceAll(/\s+/g, ' ')).toContain(returns.de.replaceAll(/\s+/g, ' '));
    }
    const { aftermath } = (await view(asked)).requests[0]!;
    const closed = clock.now();
    const berlin = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' });
    const dayAfter = (days: number): string => berlin.format(new Date(closed.getTime() + days * 86_400_000));
    expect(aftermath!.looks).toEqual(
      [1, 7, 30, 90].map((days) => ({ days, on: dayAfter(days), state: 'planned' as const })),
    );
    // The longest back-up of her systems or the last look, whichever is later.
    expect(aftermath!.identifiersUntil! >= dayAfter(90)).toBe(true);
    expect(aftermath).toMatchObject({ tombstone: true, blockEntry: false });
    const page = await (await form('/ask/status', { lang: 'de', token: asked.token })).text();
    expect(page).toContain('Wann wir wieder nachsehen');
    expect(page).toMatch(/Verschlüsselte Kennungen.*bis zum \d/);

    await house.sql(
      `UPDATE probe SET state = 'done', result = 'clear', done_at = due_at WHERE request_id = $1 AND day = 1`,
      [id],
    );
    const [first] = await house.sql<{ system: string }>(
      `SELECT min(system) AS system FROM probe WHERE request_id = $1`,
      [id],
    );
    await house.sql(
      `UPDATE probe SET state = 'done', done_at = due_at, result = CASE WHEN system = $2 THEN 'came-back' ELSE 'clear' END
       WHERE request_id = $1 AND day = 7`,
      [id, first!.system],
    );
    const later = (await view(asked)).requests[0]!.aftermath!;
    expect(later.looks.map(({ state }) => state)).toEqual(['clear', 'found', 'planned', 'planned']);
    await house.sql(
      `UPDATE data_key SET destroyed_at = now(), wrapped = NULL WHERE owner_kind = 'erasure' AND owner_id = $1`,
      [id],
    );
    expect((await view(asked)).requests[0]!.aftermath!.identifiersUntil).toBeNull();
  });

  describe('acting for somebody else', () => {
    const actingFor = { relation: 'lawyer', name: 'Dr. Kanarienvogel', authority: 'power_of_attorney' };

    it('is decided by an officer: no code opens anything, and she has an errand until she has decided', async () => {
      const asked = await house.askAs(await house.someone(), ['rectification'], { actingFor });
      const { id } = asked.requests[0]!;
      await house.reach(id, 'proving');
      await house.errand(id, 'authority-to-check');
      const person = house.person(asked.token);
      expect((await person.get('/v1/case/proof')).body).toMatchObject({
        required: 'officer',
        sufficient: false,
        actingFor: true,
      });
      const decided = await house.clerk.post(`/v1/requests/${id}/identity`, { decision: 'accept' });
      expect(decided.status).toBe(204);
      await house.reach(id, 'working');
      expect((await house.show(id)).errands.map(({ kind }) => kind)).not.toContain('authority-to-check');
      expect(house.service.log.filter((line) => line.includes('Kanarienvogel'))).toEqual([]);
    });

    it('needs no more than that for an opt-out', async () => {
      const asked = await house.ask('jo', ['do_not_sell'], {
        actingFor: { ...actingFor, relation: 'authorised_agent', authority: 'signed_permission' },
      });
      await house.reach(asked.requests[0]!.id, 'closed');
      const shown = await view(asked);
      expect(shown).toMatchObject({ actingFor: true, proven: false, requests: [{ optOut: { status: 'honoured' } }] });
      expect(JSON.stringify(shown)).not.toMatch(/\bcrm\b|Customer relations/);
    });
  });

  describe('messages', () => {
    let asked: AskedCase;
    let id: string;
    let email: string;
    beforeAll(async () => {
      email = await house.someone();
      asked = await house.askAs(email, ['rectification']);
      id = asked.requests[0]!.id;
      await house.reach(id, 'proving');
    });
    const mailed = async (): Promise<number> =>
      (await house.mails(email)).filter(({ subject }) => subject.startsWith('Neue Nachricht')).length;

    it('go both ways, sealed, with one mail that says nothing, and marks of what was read', async () => {
      const person = house.person(asked.token);
      expect((await person.post('/v1/case/messages', { text: '  Kanarienvogel fragt.\nZweite Zeile.  ' })).status).toBe(
        201,
      );
      const stored = await house.sql<{ body: Buffer; direction: string }>(`SELECT body, direction FROM message`);
      expect(stored).toHaveLength(1);
      expect(stored[0]!.body.toString('latin1')).not.toContain('Kanarien');

      const office = await house.officer.get<OfficeMessagesDto>(`/v1/requests/${id}/messages`);
      expect(office.body).toMatchObject({
        proven: false,
        items: [{ from: 'person', text: 'Kanarienvogel fragt.\nZweite Zeile.', readAt: null }],
      });
      expect((await person.get<MessagesDto>('/v1/case/messages')).body.items[0]!.readAt).not.toBeNull();

      // To somebody unproven only what tells nothing.
      const refused = await house.clerk.post<{ code: string; reason: string }>(`/v1/requests/${id}/messages`, {
        text: 'Sie haben 3 Bestellungen.',
      });
      expect([refused.status, refused.body]).toEqual([409, expect.objectContaining({ reason: 'not-proven' })]);
      const first = await house.clerk.post(`/v1/requests/${id}/messages`, { text: 'Wer sind Sie?', beforeProof: true });
      expect([first.status, first.body]).toEqual([201, expect.objectContaining({ told: true })]);
      const second = await house.clerk.post(`/v1/requests/${id}/messages`, { text: 'Bitte?', beforeProof: true });
      expect(second.body).toMatchObject({ told: false });
      const mail = await house.mail(email, /Neue Nachricht/);
      expect(`${mail.subject}${mail.text}`).not.toMatch(/Wer sind Sie|Bitte\?/);
      expect(mail.text).toContain(`/case#${asked.token}`);

      expect((await view(asked)).messages).toEqual({ total: 3, unread: 2 });
      const read = (await person.get<MessagesDto>('/v1/case/messages')).body;
      expect(read.items.map(({ from, text }) => [from, text])).toEqual([
        ['office', 'Bitte?'],
        ['office', 'Wer sind Sie?'],
        ['person', 'Kanarienvogel fragt.\nZweite Zeile.'],
      ]);
      expect(read.items[0]).not.toHaveProperty('writtenBy');
      expect((await view(asked)).messages.unread).toBe(0);
      expect(await mailed()).toBe(1);
      const entries = await house.sql<{ body: string }>(
        `SELECT e.body FROM ledger_entry e JOIN subject_case c ON c.ledger_id = e.case_id WHERE c.reference = $1 AND e.kind = 'message.written' ORDER BY e.at, e.id`,
        [asked.reference],
      );
      expect(entries.map(({ body }) => (JSON.parse(body) as { data: unknown }).data)).toEqual([
        { direction: 'in' },
        { direction: 'out' },
        { direction: 'out' },
      ]);
      expect(house.service.log.filter((line) => line.includes('Kanarienvogel'))).toEqual([]);
    });

    it('of after the proof are hidden from an unproven token, and pages go back in time', async () => {
      const other = await house.askAs(await house.someone(), ['rectification']);
      const request = other.requests[0]!.id;
      await house.prove(request);
      await house.reach(request, 'working');
      for (const text of ['eins', 'zwei', 'drei'])
        expect((await house.clerk.post(`/v1/requests/${request}/messages`, { text })).status).toBe(201);
      const person = house.person(other.token);
      const newest = (await person.get<MessagesDto>('/v1/case/messages?limit=2')).body;
      expect(newest.items.map(({ text }) => text)).toEqual(['drei', 'zwei']);
      const older = (await person.get<MessagesDto>(`/v1/case/messages?limit=2&before=${newest.next}`)).body;
      expect([older.items.map(({ text }) => text), older.next]).toEqual([['eins'], null]);
      await house.sql(`UPDATE subject_case SET assurance = 'none' WHERE reference = $1`, [other.reference]);
      expect((await person.get<MessagesDto>('/v1/case/messages')).body.items).toEqual([]);
    });

    it.each([
      ['nothing', ''],
      ['white space', ' \n\t '],
      ['more than it may be long', 'x'.repeat(5_001)],
      ['a list', ['a']],
      ['a number', 7],
    ])('take no text that is %s', async (_what, text) => {
      expect((await house.person(asked.token).post('/v1/case/messages', { text })).status).toBe(400);
      expect((await house.clerk.post(`/v1/requests/${id}/messages`, { text, beforeProof: true })).status).toBe(400);
    });

    it('are no flood: thirty a day and case', async () => {
      const own = await house.askAs(await house.someone(), ['rectification']);
      await house.sql(`UPDATE attempt_count SET attempts = 30 WHERE purpose = 'case.message'`);
      const person = house.person(own.token);
      expect((await person.post('/v1/case/messages', { text: 'eine' })).status).toBe(201);
      await house.sql(`UPDATE attempt_count SET attempts = 30 WHERE purpose = 'case.message'`);
      const { status, headers } = await person.post('/v1/case/messages', { text: 'noch eine' });
      expect(status).toBe(429);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    });
  });

  describe('the report on the page', () => {
    it('is read out of the package, under a policy of its own, and takes no download', async () => {
      const { id, token, files } = await house.copy('anna');
      const person = house.person(token);
      const before = (await view({ token })).requests[0]!;
      expect(before.may).toContain('download');
      expect(before.package).toMatchObject({ kind: 'access', downloadsLeft: 4, previewsLeft: 20, proofTooOld: false });
      const grant = async (): Promise<string> =>
        (await person.post<{ token: string }>(`/v1/case/requests/${id}/package/grants`)).body.token;
      const given = await grant();
      const read = await form('/v1/packages/report', { token: given });
      expect(read.status).toBe(200);
      expect(read.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(await read.text()).toBe(files.get('report.html'));
      const policy = read.headers.get('content-security-policy')!;
      expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]{44}'; /);
      expect(policy).toContain("frame-ancestors 'self'");
      expect(policy).not.toContain('unsafe');
      expect(read.headers.get('x-frame-options')).toBe('SAMEORIGIN');
      expect(read.headers.get('cache-control')).toBe('no-store');

      // The grant is spent, for the report as for the package.
      const again = await form('/v1/packages/report', { token: given });
      expect([again.status, await again.json()]).toEqual([
        422,
        expect.objectContaining({ code: 'proof-refused', reason: 'spent' }),
      ]);
      expect((await person.bytes('/v1/packages/fetch', { token: given })).status).toBe(422);
      expect((await view({ token })).requests[0]!.package).toMatchObject({ downloadsLeft: 4, previewsLeft: 19 });
      const entries = await house.sql<{ kind: string }>(
        `SELECT e.kind FROM ledger_entry e JOIN request r ON r.ledger_id = e.request_id WHERE r.id = $1 AND e.kind LIKE 'package.%ed' ORDER BY e.at, e.id`,
        [id],
      );
      expect(entries.map(({ kind }) => kind)).toEqual(
        expect.arrayContaining(['package.previewed', 'package.downloaded']),
      );

      // Bounded, on one proof.
      await house.sql(
        `INSERT INTO download (id, grant_id, at, outcome) SELECT gen_random_uuid(), g.id, $1, 'previewed' FROM download_grant g, generate_series(1, 19) LIMIT 19`,
        [clock.now()],
      );
      const spent = await form('/v1/packages/report', { token: await grant() });
      expect([spent.status, await spent.json()]).toEqual([422, expect.objectContaining({ reason: 'spent' })]);

      const late = await grant();
      clock.advance(16 * 60_000);
      const expired = await form('/v1/packages/report', { token: late });
      expect(await expired.json()).toMatchObject({ code: 'proof-refused', reason: 'expired' });
    });

    it('takes a form with one token, and nothing else', async () => {
      expect((await form('/v1/packages/report', { token: 'x'.repeat(43) })).status).toBe(404);
      expect((await form('/v1/packages/report', {})).status).toBe(400);
      expect((await form('/v1/packages/report', { token: 'x'.repeat(43), more: '1' })).status).toBe(400);
      const json = await fetch(`${house.service.url}/v1/packages/report`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token: 'x'.repeat(43) }),
      });
      expect(json.status).toBe(415);
    });

    it('is not there for a copy to take along', async () => {
      const asked = await house.ask('carla', ['portability']);
      const { id } = asked.requests[0]!;
      await house.prove(id);
      await house.approve(id);
      await house.reach(id, 'closed');
      const person = house.person(asked.token);
      const { body } = await person.post<{ token: string }>(`/v1/case/requests/${id}/package/grants`);
      expect((await form('/v1/packages/report', { token: body.token })).status).toBe(404);
      // Its grant is left for the download.
      expect((await person.bytes('/v1/packages/fetch', { token: body.token })).status).toBe(200);
    });
  });

  it('the same is shown for somebody known and somebody unknown', async () => {
    const shapes = await Promise.all(
      (['anna', 'nobody'] as const).map(async (name) => {
        const { body } = await house.public.post<{ cases: AskedCase[] }>('/v1/submissions', {
          ...house.submission(name, ['access']),
          locale: 'de',
          country: 'DE',
        });
        const asked = body.cases[0]!;
        await house.reach(asked.requests[0]!.id, 'proving');
        await house.quiet();
        return JSON.stringify(await view(asked)).replace(
          /"(id|token|reference|at|receivedAt|requestId)":"[^"]+"/g,
          '"$1":"*"',
        );
      }),
    );
    expect(shapes[0]).toBe(shapes[1]);
    expect(cast.anna.email).not.toBe(cast.nobody.email);
  });
});
