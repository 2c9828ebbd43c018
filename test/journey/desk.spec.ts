import { createHash, createPublicKey, verify } from 'node:crypto';
import { Client, until } from '../kit/client.js';
import { DemoHouse } from '../kit/demo-house.js';

interface Page {
  items: {
    id: string;
    reference: string;
    right: string;
    state: string;
    assignedTo: { id: string; name: string } | null;
  }[];
  next: string | null;
}

interface Trail {
  entries: { kind: string; leaf: string | null; index: number | null; hashes: string[] | null; body: string }[];
  checkpoint: { note: string; size: number; root: string } | null;
  verifierKeys: string[];
}

interface Case {
  state: string;
  subject: { kind: string; masked: string }[];
  identity: { required: string; sufficient: boolean; evidence: { method: string }[] };
  stages: { state: string; progress: string }[];
  clocks: { due: string; unpausedDue: string; steps: { rule: string; text: { de: string } }[] }[];
  decisions: { action: string; allowed: boolean; why: string | null; policy: string }[];
  letters: { kind: string }[];
  errands: { id: string; kind: string; choices: { outcome: string }[] }[];
  plan: { hash: string; records: number } | null;
  systems: { system: string; state: string }[];
  assignedTo: { name: string } | null;
}

describe("the desk's side of the API", () => {
  let house: DemoHouse;
  let email: string;
  let id: string;
  let reference: string;

  beforeAll(async () => {
    house = await DemoHouse.open({});
    email = await house.someone();
    const asked = await house.askAs(email, ['erasure']);
    id = asked.requests[0]!.id;
    reference = asked.reference;
    await house.reach(id, 'proving');
  });
  afterAll(() => house?.close());

  const shown = async (by: Client = house.officer): Promise<Case> => (await by.get<Case>(`/v1/requests/${id}`)).body;
  const decision = (of: Case, action: string) => of.decisions.find((one) => one.action === action)!;

  it('finds a request by its reference and by an exact identifier, and a stranger not at all', async () => {
    const byReference = await house.officer.get<Page>(
      `/v1/requests?q=${reference.toLowerCase().replace(/-/g, ' ').replaceAll(' ', '%20')}`,
    );
    expect(byReference.body.items.map((item) => item.id)).toEqual([id]);
    const search = (q: string, by: Client = house.officer) => by.post<Page>('/v1/requests/search', { q });
    expect((await search(email)).body.items.map((item) => item.id)).toEqual([id]);
    expect((await search(` ${email.toUpperCase()} `)).body.items.map((item) => item.id)).toEqual([id]);
    for (const nobody of ['nobody@example.org', '+49 170 0000000', 'Hanna', 'HB-0000-0000', '%', "' OR 1=1"]) {
      const answer = await search(nobody);
      expect([answer.status, answer.body]).toEqual([200, { items: [], next: null }]);
    }
    const elsewhere = house.officer.as(
      await house.service.staff('elsewhere@office.test', ['privacy_officer'], ['nowhere']),
    );
    expect((await search(email, elsewhere)).body.items).toEqual([]);
    expect((await search(reference, elsewhere)).body.items).toEqual([]);
    // What a person is called or where she writes stands in no address.
    expect((await house.officer.get(`/v1/requests?q=${encodeURIComponent(email)}`)).status).toBe(400);
  });

  it('counts what is there, and lists it by pages', async () => {
    const { body } = await house.officer.get<{ open: number; states: { name: string; count: number }[] }>(
      '/v1/requests/counts',
    );
    const all: string[] = [];
    for (let cursor = ''; ;) {
      const page: { body: Page } = await house.officer.get<Page>(`/v1/requests?open=true&limit=1${cursor}`);
      all.push(...page.body.items.map((item) => item.id));
      if (!page.body.next) break;
      cursor = `&cursor=${page.body.next}`;
    }
    expect(body.open).toBe(all.length);
    expect(new Set(all).size).toBe(all.length);
    expect((await house.officer.get(`/v1/requests?sort=received&cursor=due.asc.1.${id}`)).status).toBe(400);
  });

  it('leaves a test person out of every count, and marks her in the list', async () => {
    const before = (await house.officer.get<{ open: number }>('/v1/requests/counts')).body.open;
    const recorded = await house.clerk.post<{ cases: { requests: { id: string }[] }[] }>('/v1/requests/recorded', {
      controllers: ['sierra'],
      rights: ['access'],
      identifiers: [{ kind: 'email', value: 'trial@example.org' }],
      channel: 'counter',
      receivedAt: new Date(Date.now() - 60_000).toISOString(),
      relation: 'employee',
      replyBy: 'post',
      testPerson: true,
    });
    expect(recorded.status).toBe(201);
    const [row] = await house.sql<{ test: boolean }>(
      `SELECT test_person AS test FROM request_line WHERE request_id = $1`,
      [recorded.body.cases[0]!.requests[0]!.id],
    );
    expect(row).toEqual({ test: true });
    expect((await house.officer.get<{ open: number }>('/v1/requests/counts')).body.open).toBe(before);
    const tests = await house.officer.get<Page>('/v1/requests?flag=test');
    expect(tests.body.items.map((item) => item.id)).toEqual([recorded.body.cases[0]!.requests[0]!.id]);
  });

  it('masks who asks, explains the date, and says what may be decided and what not', async () => {
    const one = await shown();
    expect(JSON.stringify(one)).not.toContain(email);
    expect(one.subject[0]!.masked).toMatch(/^.•••@.•••\.[a-z]+$/);
    expect(one.identity).toMatchObject({ required: 'login', sufficient: false });
    expect(one.clocks[0]!.steps.length).toBeGreaterThan(1);
    expect(one.clocks[0]!.steps[0]!.text.de).not.toBe('');
    expect(one.stages.map(({ state, progress }) => `${state} ${progress}`)).toEqual(
      expect.arrayContaining(['received done', 'proving current', 'closed ahead']),
    );
    expect(decision(one, 'identity')).toMatchObject({ allowed: true, why: null, policy: 'identity.decide' });
    expect(decision(one, 'plan/approval')).toMatchObject({ allowed: false, why: 'wrong-state' });
    expect(decision(one, 'holds/lift')).toMatchObject({ allowed: false, why: 'not-held' });
    expect(decision(await shown(house.clerk), 'refusal')).toMatchObject({ allowed: false, why: 'not-your-role' });
  });

  it('gives a case to somebody who may see it, and to nobody else', async () => {
    const { body } = await house.officer.get<{ colleagues: { id: string; name: string }[] }>('/v1/desk/colleagues');
    const somebody = body.colleagues[0]!;
    const give = (staff: string | null) => house.clerk.post(`/v1/requests/${id}/assignment`, { staff });
    expect((await give(somebody.id)).status).toBe(204);
    expect((await shown()).assignedTo).toEqual(somebody);
    const list = await house.officer.get<Page>(`/v1/requests?assigned=${somebody.id}`);
    expect(list.body.items.map((item) => item.assignedTo)).toEqual([somebody]);
    expect((await give('0199c0de-0000-7000-8000-00000000dead')).status).toBe(400);
    expect((await give(null)).status).toBe(204);
    expect((await shown()).assignedTo).toBeNull();
    const entries = await house.sql<{ kind: string }>(`SELECT kind FROM ledger_entry WHERE kind = 'request.assigned'`);
    expect(entries).toHaveLength(2);
  });

  it('keeps views: own ones and those of the office', async () => {
    const view = { name: 'Spät, Löschung', filter: { due: 'late', right: 'erasure' }, shared: true };
    const kept = await house.officer.post<{ id: string }>('/v1/desk/views', view);
    expect(kept.status).toBe(201);
    expect((await house.officer.post('/v1/desk/views', view)).status).toBe(409);
    expect((await house.officer.post('/v1/desk/views', { ...view, name: 'x', filter: { q: email } })).status).toBe(400);
    const hers = await house.clerk.get<{ views: object[] }>('/v1/desk/views');
    expect(hers.body.views).toEqual([{ ...view, id: kept.body.id, own: false }]);
    expect((await house.clerk.delete(`/v1/desk/views/${kept.body.id}`)).status).toBe(404);
    expect((await house.officer.delete(`/v1/desk/views/${kept.body.id}`)).status).toBe(204);
  });

  it('reveals what is asked for, for a reason that the ledger keeps, without her words in it', async () => {
    const reveal = (body: object, by = house.clerk) =>
      by.post<{ identifiers: { value: string }[] | null; statement: object | null }>(
        `/v1/requests/${id}/reveals`,
        body,
      );
    const answer = await reveal({ what: 'identifiers', reason: 'to-identify', note: 'rief an: kanarienvogel' });
    expect(answer.status).toBe(200);
    expect(answer.body.identifiers!.map(({ value }) => value)).toEqual([email]);
    expect(answer.body.statement).toBeNull();
    expect((await reveal({ what: 'identifiers' })).status).toBe(400);
    expect((await reveal({ what: 'identifiers', reason: 'curiosity' })).status).toBe(400);
    const auditor = house.officer.as(await house.service.staff('auditor@office.test', ['auditor']));
    expect((await reveal({ what: 'identifiers', reason: 'to-identify' }, auditor)).status).toBe(403);
    const dpo = house.officer.as(await house.service.staff('dpo@office.test', ['dpo']));
    expect((await reveal({ what: 'statement', reason: 'to-advise-or-audit' }, dpo)).status).toBe(200);
    expect((await reveal({ what: 'review', reason: 'to-advise-or-audit' }, dpo)).status).toBe(403);
    const bodies = await house.sql<{ body: string }>(
      `SELECT body FROM ledger_entry WHERE kind = 'personal.revealed' ORDER BY id`,
    );
    expect(bodies.map(({ body }) => (JSON.parse(body) as { data: object }).data)).toEqual([
      { what: 'identifiers', code: 'to-identify' },
      { what: 'statement', code: 'to-advise-or-audit' },
    ]);
    const [note] = await house.sql<{ note: Buffer }>(`SELECT note FROM reveal WHERE note IS NOT NULL`);
    expect(note!.note.toString('latin1')).not.toContain('kanarienvogel');
  });

  it('shows a letter before it goes, in both languages, and sends and decides nothing', async () => {
    const before = await shown();
    const preview = (body: object) =>
      house.officer.post<{ kind: string; goesBy: string; de: { text: string }; en: { text: string } }>(
        `/v1/requests/${id}/letters/preview`,
        body,
      );
    const refusal = await preview({ decision: 'refusal', reason: 'excessive' });
    expect(refusal.status).toBe(200);
    expect(refusal.body).toMatchObject({ kind: 'refusal', goesBy: 'mail' });
    expect(refusal.body.de.text).toContain('Die Anfrage ist exzessiv');
    expect(refusal.body.en.text).toContain('excessive');
    expect((await preview({ decision: 'extension', reason: 'complexity' })).body.kind).toBe('extension');
    expect((await preview({ decision: 'extension', reason: 'excessive' })).status).toBe(409);
    expect((await preview({ decision: 'answer' })).status).toBe(409);
    expect((await preview({ decision: 'refusal' })).status).toBe(400);
    const after = await shown();
    expect([after.state, after.letters, after.clocks]).toEqual([before.state, before.letters, before.clocks]);
  });

  it('hands over a trail that a page verifies by itself', async () => {
    const { body } = await until(
      () => house.officer.get<Trail>(`/v1/requests/${id}/trail`),
      ({ body: trail }) => trail.entries.length > 3 && trail.entries.every(({ hashes }) => hashes !== null),
    );
    expect(body.entries.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['case.received', 'request.moved', 'personal.revealed']),
    );
    const { size, root } = opened(body.checkpoint!.note, body.verifierKeys);
    expect([size, root.toString('base64')]).toEqual([body.checkpoint!.size, body.checkpoint!.root]);
    for (const { leaf, index, hashes, body: entry } of body.entries) {
      expect(leaf).toContain(entry);
      expect(rootFrom(leaf!, index!, size, hashes!).equals(root)).toBe(true);
      // One letter otherwise, or one place further, and it leads elsewhere.
      expect(rootFrom(leaf!.replace('"v":1', '"v":2'), index!, size, hashes!).equals(root)).toBe(false);
    }
    const first = await house.officer.get<Trail & { next: string }>(`/v1/requests/${id}/trail?limit=2`);
    const rest = await house.officer.get<Trail>(`/v1/requests/${id}/trail?cursor=${first.body.next}`);
    expect([...first.body.entries, ...rest.body.entries].map(({ index }) => index)).toEqual(
      body.entries.map(({ index }) => index),
    );
  });

  it('verifies the ledger in a worker, and says that without an outside checkpoint it proves nothing', async () => {
    interface Run {
      id: string;
      state: string;
      result: { verdict: string; outside: { given: boolean }; outsideCovers: number | null } | null;
    }
    const done = async (body: object): Promise<Run> => {
      const asked = await house.officer.post<Run>('/v1/ledger/verification', body);
      expect(asked.status).toBe(202);
      const run = await until(
        () => house.officer.get<Run>(`/v1/ledger/verification/${asked.body.id}`),
        ({ body: now }) => now.state === 'done' || now.state === 'failed',
      );
      return run.body;
    };
    expect(await done({})).toMatchObject({
      state: 'done',
      result: { verdict: 'agrees-with-itself', outsideCovers: null, outside: { given: false } },
    });
    const { body: pages } = await house.officer.get<{ items: { note: string; size: number; folder: boolean }[] }>(
      '/v1/ledger/checkpoints',
    );
    expect(pages.items[0]!.folder).toBe(true);
    expect(await done({ checkpoint: pages.items[0]!.note })).toMatchObject({
      state: 'done',
      result: { verdict: 'sound', outsideCovers: pages.items[0]!.size, outside: { given: true } },
    });
    const forged = pages.items[0]!.note.replace(/\n(\d+)\n/, (_all, size: string) => `\n${Number(size) + 1}\n`);
    expect(await done({ checkpoint: forged })).toMatchObject({ result: { verdict: 'damaged' } });
    expect((await house.officer.post('/v1/ledger/verification', { checkpoint: 'hello' })).status).toBe(400);
    const entries = await house.officer.get<{ items: { index: number }[]; next: string }>('/v1/ledger/entries?limit=5');
    const more = await house.officer.get<{ items: { index: number }[] }>(
      `/v1/ledger/entries?limit=5&cursor=${entries.body.next}`,
    );
    const indices = [...entries.body.items, ...more.body.items].map(({ index }) => index);
    expect(indices).toEqual(Array.from({ length: 10 }, (_, at) => indices[0]! - at));
  });
});

const sha256 = (...parts: Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

/** As docs/trail.md tells a page to do it (RFC 9162, 2.1.3.2). */
function rootFrom(leaf: string, index: number, size: number, hashes: string[]): Buffer {
  let hash = sha256(Buffer.of(0), Buffer.from(leaf, 'utf8'));
  let [place, last] = [index, size - 1];
  for (const text of hashes) {
    const sibling = Buffer.from(text, 'base64');
    if (place % 2 === 1 || place === last) {
      hash = sha256(Buffer.of(1), sibling, hash);
      while (place % 2 === 0 && place !== 0) [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
    } else hash = sha256(Buffer.of(1), hash, sibling);
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return hash;
}

/** Reads a signed note and checks its Ed25519 signature with the key whose id it names. */
function opened(note: string, keys: string[]): { size: number; root: Buffer } {
  const cut = note.indexOf('\n\n') + 1;
  const text = note.slice(0, cut);
  const signatures = note
    .slice(cut + 1)
    .trim()
    .split('\n');
  const signed = signatures.some((signature) => {
    const [, name, encoded] = /^— (\S+) (\S+)$/.exec(signature)!;
    const bytes = Buffer.from(encoded!, 'base64');
    return keys.some((key) => {
      const [keyName, keyId] = key.split('+');
      const raw = Buffer.from(key.split('+').slice(2).join('+'), 'base64').subarray(1);
      const publicKey = createPublicKey({
        format: 'jwk',
        key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') },
      });
      const mine = keyName === name && bytes.subarray(0, 4).toString('hex') === keyId;
      return mine && verify(null, Buffer.from(text), publicKey, bytes.subarray(4));
    });
  });
  if (!signed) throw new Error('No signature fits.');
  const [, size, root] = text.split('\n');
  return { size: Number(size), root: Buffer.from(root!, 'base64') };
}
