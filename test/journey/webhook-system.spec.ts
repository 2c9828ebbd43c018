import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PersonCaseDto, PersonRequestDto } from '../../src/portal/case/person-case.dto.js';
import { ToldHouse, membersMap } from '../kit/exchange/told-house.js';
import { type Notice, OtherSide } from '../kit/exchange/other-side.js';

describe('a system that is told by a signed notice', () => {
  let side: OtherSide;
  let house: ToldHouse;
  let next = 100;

  beforeAll(async () => {
    side = await OtherSide.open();
    process.env.LOYALTY_SECRET = side.secret;
    house = await ToldHouse.open({
      environment: { EGRESS_ALLOW: `127.0.0.1:${side.port}` },
      maps: { loyalty: membersMap('loyalty', 'webhook', { url: side.url, secret: 'env:LOYALTY_SECRET' }) },
    });
  });
  afterAll(async () => {
    await house?.close();
    await side?.close();
  });

  function member(): { id: number; email: string } {
    const id = (next += 1);
    const email = `member${id}@people.example`;
    side.join(id, email);
    return { id, email };
  }

  /** Notices wait here until the test lets them be worked. */
  function holding(): { of: (verb: string) => Promise<Notice>; go: () => void } {
    const held: Notice[] = [];
    const usual = side.respond;
    side.respond = (notice) => {
      held.push(notice);
      return { status: 202 };
    };
    return {
      of: async (verb) =>
        (await house.eventually(
          () => Promise.resolve(held.find(({ type }) => type === `habeas.${verb}`)),
          (notice) => notice !== undefined,
        ))!,
      go: () => {
        side.respond = usual;
      },
    };
  }
  const usual = (notice: Notice, other: OtherSide) => {
    other.working.push(other.work(notice));
    return { status: 202 };
  };
  beforeEach(() => {
    side.respond = usual;
    side.notices.length = 0;
    side.bodies.length = 0;
  });

  it('erases: found, erased, searched again, and its word is called a confirmation', async () => {
    const { email } = member();
    const id = await house.begin(email);
    await house.reach(id, 'closed');
    expect(side.of(email)).toEqual([]);
    expect(await house.outcomes(id)).toEqual([
      { collection: 'members', intended: 1, residue: 0, evidence: 'confirmed' },
      { collection: 'visits', intended: 2, residue: 0, evidence: 'confirmed' },
    ]);
    expect(side.notices.map(({ type }) => type)).toEqual(['habeas.find', 'habeas.find', 'habeas.erase', 'habeas.find']);
    const letter = await house.mail(email, /Das System hat|system has confirmed|confirmed/i);
    expect(letter.text).not.toMatch(/read again on|re-read/i);
    // The notice says that something is asked, and nothing of whom.
    for (const body of side.bodies) expect(body).not.toMatch(/people\.example|member\d/i);
  });

  it('copies: what was uploaded is what the package holds', async () => {
    const { id: member_id, email } = member();
    const id = await house.begin(email, 'access');
    await house.reach(id, 'reviewing');
    const [part] = await house.sql<{ records: number }>(
      `SELECT sum(records)::int AS records FROM part WHERE request_id = $1`,
      [id],
    );
    expect(part).toEqual({ records: 3 });
    expect(member_id).toBeGreaterThan(0);
    // Nothing of what was uploaded lies open in the database.
    const pages = await house.sql<{ sealed: Buffer }>(`SELECT sealed FROM conversation_page`);
    expect(pages.length).toBeGreaterThan(0);
    for (const { sealed } of pages) expect(sealed.toString('latin1')).not.toContain('people.example');
  });

  it('may answer in the response to the notice', async () => {
    const { email } = member();
    side.respond = (notice, other) =>
      notice.type === 'habeas.find'
        ? { status: 200, body: JSON.stringify({ state: 'nothing-found' }) }
        : usual(notice, other);
    const id = await house.begin(email);
    expect(await house.reach(id, 'closed')).toMatchObject({ outcome: 'nothing-found' });
  });

  it('is sent the notice again until it takes it, always under the same id and with the same token', async () => {
    const { email } = member();
    let refusals = 3;
    side.respond = (notice, other) => {
      if (refusals > 0) {
        refusals -= 1;
        return { status: refusals === 1 ? 429 : 503, headers: { 'retry-after': '0' } };
      }
      return usual(notice, other);
    };
    const id = await house.begin(email);
    await house.reach(id, 'closed');
    const first = side.notices.slice(0, 4).map(({ data }) => `${data.task} ${data.token}`);
    expect(new Set(first).size).toBe(1);
  });

  it('her page says that the system answers later, and since when', async () => {
    const { email } = member();
    const held: Notice[] = [];
    side.respond = (notice, other) => {
      if (notice.type !== 'habeas.erase') return usual(notice, other);
      held.push(notice);
      return { status: 202 };
    };
    const { id, token } = await house.beginCase(email);
    const erase = await house.eventually(
      () => Promise.resolve(held[0]),
      (notice) => notice !== undefined,
    );
    const view = async (): Promise<PersonRequestDto> =>
      (await house.person(token).get<PersonCaseDto>('/v1/case')).body.requests[0]!;
    const waiting = await house.eventually(
      view,
      ({ systems, results }) => systems?.[0]?.state === 'answers-later' && results?.length === 1,
    );
    expect(waiting.results).toEqual([
      expect.objectContaining({
        outcomes: [expect.objectContaining({ kind: 'pending', askedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) })],
      }),
    ]);
    side.respond = usual;
    side.working.push(side.work(erase!));
    await house.reach(id, 'closed');
    expect((await view()).results![0]!.outcomes).not.toContainEqual(expect.objectContaining({ kind: 'pending' }));
  });

  it('a callback may come twice, and out of order: it counts once', async () => {
    const { id: memberId, email } = member();
    const hold = holding();
    const id = await house.begin(email);
    const find = await hold.of('find');
    hold.go();
    const records = side.of(email);
    expect(records[0]!.record.id).toBe(memberId);
    // The answer before its pages.
    expect(await side.answer(find, { state: 'done', pages: 2 })).toMatchObject({
      status: 409,
      body: { code: 'exchange-pages-missing', missing: 1 },
    });
    // Pages in the wrong order, one of them twice, and once more with other records.
    expect((await side.put(find, 2, records.slice(2))).status).toBe(204);
    expect((await side.put(find, 1, records.slice(0, 2))).status).toBe(204);
    expect((await side.put(find, 1, records.slice(0, 2))).status).toBe(204);
    expect((await side.put(find, 1, records.slice(0, 1))).body.code).toBe('exchange-page-differs');
    expect((await side.answer(find, { state: 'taken' })).body).toEqual({ state: 'taken', repeated: false });
    expect((await side.answer(find, { state: 'taken' })).body).toEqual({ state: 'taken', repeated: true });
    const answer = { state: 'done', pages: 2, whole: true };
    expect((await side.answer(find, answer)).body).toEqual({ state: 'done', repeated: false });
    expect((await side.answer(find, answer)).body).toEqual({ state: 'done', repeated: true });
    expect((await side.answer(find, { state: 'nothing-found' })).body.code).toBe('exchange-answered');
    expect((await side.put(find, 3, records.slice(0, 1))).body.code).toBe('exchange-answered');
    // What was asked is no longer shown once it is answered.
    expect((await side.task(find)).identifiers).toEqual([]);
    await house.reach(id, 'closed');
    const answered = await house.sql(
      `SELECT 1 FROM ledger_entry WHERE kind = 'exchange.answered' AND body LIKE '%' || $1 || '%'`,
      [find.data.task],
    );
    expect(answered).toHaveLength(1);
  });

  it('a token opens its own question alone, and none after its time', async () => {
    const one = member();
    const two = member();
    const hold = holding();
    const ids = [await house.begin(one.email), await house.begin(two.email)];
    await house.eventually(
      () => Promise.resolve(side.notices.length),
      (count) => count === 2,
    );
    const [first, second] = side.notices as [Notice, Notice];
    const [mine, other] = [await side.task(first), await side.task(second)];
    expect(mine.identifiers).not.toEqual(other.identifiers);
    // Another person's records are refused, whoever sends them.
    const strangers = side.of(other.identifiers[0]!.value);
    expect((await side.put(first, 1, strangers)).status).toBe(204);
    expect(await side.answer(first, { state: 'done', pages: 1 })).toMatchObject({
      status: 422,
      body: { code: 'exchange-records-refused' },
    });
    expect((await side.client(first).delete('/v1/exchange/task/pages')).status).toBe(204);
    // No token, a wrong one, that of a person's case, one in the address.
    const open = side.client({ ...first, data: { ...first.data, token: 'x'.repeat(43) } });
    expect((await open.get('/v1/exchange/task')).status).toBe(401);
    expect((await house.officer.get('/v1/exchange/task')).status).toBe(401);
    const inAddress = await fetch(`${first.data.url}?token=${first.data.token}`);
    expect(inAddress.status).toBe(401);
    // It opens nothing else.
    for (const path of ['/v1/requests', `/v1/requests/${ids[0]}`, '/v1/case', `/v1/requests/${ids[0]}/conversations`]) {
      expect([401, 403, 404]).toContain((await side.client(first).get(path)).status);
    }
    await house.sql(`UPDATE conversation SET expires_at = now() - interval '1 second' WHERE id = $1`, [
      second.data.task,
    ]);
    expect((await side.answer(second, { state: 'nothing-found' })).body.code).toBe('exchange-expired');
    expect((await side.put(second, 1, [])).body.code).toBe('exchange-expired');
    // The office learns that nothing came; put again, the question has another token.
    await house.sql(`UPDATE task SET due_at = now() WHERE request_id = ANY($1) AND state = 'ready'`, [ids]);
    await house.sql(`UPDATE outbox SET due_at = now()`);
    const errand = await house
      .errand(
        ids.find((id) => id !== undefined && id === ids[1])!,
        'wait-expired',
      )
      .catch(() => house.errand(ids[0]!, 'wait-expired'));
    expect(errand.id).toBeTruthy();
    hold.go();
    await side.work(first);
    const [owner] = await house.sql<{ request: string }>(`SELECT request_id AS request FROM errand WHERE id = $1`, [
      errand.id,
    ]);
    await house.officer.post(`/v1/requests/${owner!.request}/errands/${errand.id}`, { outcome: 'try-again' });
    for (const id of ids) await house.reach(id, 'closed');
    expect(new Set(side.notices.map(({ data }) => data.token)).has(second.data.token)).toBe(true);
    expect((await side.answer(second, { state: 'nothing-found' })).status).toBe(410);
  });

  it('refuses huge pages, unknown columns and missing ones, and says where', async () => {
    const { email } = member();
    const hold = holding();
    const id = await house.begin(email, 'access');
    const find = await hold.of('find');
    hold.go();
    const [record] = side.of(email);
    const many = Array.from({ length: 201 }, () => record!);
    expect((await side.put(find, 1, many)).status).toBe(400);
    const fat = { ...record!, record: { ...record!.record, name: 'x'.repeat(300_000) } };
    expect((await side.put(find, 1, [fat])).status).toBe(413);
    const strange = { collection: 'members', record: { ...record!.record, diagnosis: 'secret-value' } };
    const refused = await side.put(find, 1, [strange]);
    expect(refused).toMatchObject({ status: 422, body: { code: 'exchange-records-refused' } });
    expect(JSON.stringify(refused.body)).toContain('/items/0/record/diagnosis');
    expect(JSON.stringify(refused.body)).not.toContain('secret-value');
    expect((await side.put(find, 1, [{ collection: 'visits', record: { id: 1 } }])).status).toBe(422);
    expect((await side.put(find, 1, [{ collection: 'toString', record: {} }])).status).toBe(422);
    await side.work(find);
    await house.reach(id, 'reviewing');
  });

  it('says that a person must look, or that it keeps something: the office decides, and may ask again', async () => {
    const { email } = member();
    const hold = holding();
    const id = await house.begin(email);
    await side.work(await hold.of('find'));
    const again = await house.eventually(
      () => Promise.resolve(side.notices.filter(({ type }) => type === 'habeas.find')[1]),
      (notice) => notice !== undefined,
    );
    await side.work(again!);
    const erase = await hold.of('erase');
    await side.answer(erase, { state: 'retained', reason: 'A claim is open in court.' });
    const errand = await house.errand(id, 'retained-there');
    const said = await house.officer.get<{ reason: string }>(
      `/v1/requests/${id}/conversations/${erase.data.task}/reason`,
    );
    expect(said.body.reason).toBe('A claim is open in court.');
    hold.go();
    expect((await house.officer.post(`/v1/requests/${id}/errands/${errand.id}`, { outcome: 'try-again' })).status).toBe(
      204,
    );
    await house.reach(id, 'closed');
    expect(side.of(email)).toEqual([]);
  });

  it('says done and names what is left: residue, and nothing is closed as complied', async () => {
    const { id: memberId, email } = member();
    side.respond = (notice, other) => {
      if (notice.type !== 'habeas.erase') return usual(notice, other);
      other.working.push(other.answer(notice, { state: 'done', left: [{ collection: 'members', key: [memberId] }] }));
      return { status: 202 };
    };
    const id = await house.begin(email);
    await house.errand(id, 'residue-left');
    expect((await house.outcomes(id)).find(({ collection }) => collection === 'members')).toMatchObject({ residue: 1 });
  });

  it('lies about success: it is asked again, and the lie is found', async () => {
    const { email } = member();
    side.respond = (notice, other) => {
      if (notice.type !== 'habeas.erase') return usual(notice, other);
      other.working.push(other.answer(notice, { state: 'done' }));
      return { status: 202 };
    };
    const id = await house.begin(email);
    await house.errand(id, 'residue-left');
  });

  it('refuses our signature, leads elsewhere, is gone: a person is asked, and nothing is followed', async () => {
    for (const [status, kind] of [
      [401, 'no-right'],
      [302, 'unsupported'],
      [410, 'system-gone'],
    ] as const) {
      side.respond = () => ({ status, headers: { location: 'http://169.254.169.254/' } });
      const id = await house.begin(member().email);
      await house.errand(id, kind);
    }
  });

  it('keeps identifiers and tokens out of the log', () => {
    const log = house.service.log.join('');
    expect(log).not.toMatch(/people\.example/);
    for (const { data } of side.notices) expect(log).not.toContain(data.token);
    expect(
      readdirSync(join(house.service.home, 'mailbox'))
        .map((file) => readFileSync(join(house.service.home, 'mailbox', file), 'utf8'))
        .join(''),
    ).not.toContain(side.secret);
  });
});
