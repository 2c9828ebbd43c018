import { DemoHouse } from '../kit/demo-house.js';

interface Item {
  system: string;
  collection: string;
  recordDigest: string;
  field: string | null;
  value: unknown;
  valueDigest: string;
  decision: string;
  proposals: { start: number; end: number; kind: string; ofPerson: boolean; why: string }[];
}

describe('several spans of one text, withheld in one call', () => {
  let house: DemoHouse;
  beforeAll(async () => {
    house = await DemoHouse.open();
  });
  afterAll(() => house?.close());

  it('are all missing from the copy, and the rest of the text is there', async () => {
    const asked = await house.ask('anna', ['access']);
    const { id } = asked.requests[0]!;
    await house.prove(id);
    await house.reach(id, 'reviewing');
    const { body } = await house.officer.get<{ items: Item[] }>(`/v1/requests/${id}/review`);
    // A look is recorded, once for the hour in which one turns pages.
    await house.officer.get(`/v1/requests/${id}/review`);
    const looks = await house.sql<{ body: string }>(
      `SELECT body FROM ledger_entry WHERE kind = 'personal.revealed' ORDER BY id`,
    );
    expect(looks.map((entry) => (JSON.parse(entry.body) as { data: object }).data)).toEqual([
      { what: 'review', code: 'to-decide' },
    ]);
    const item = body.items.find(({ value }) => typeof value === 'string' && value.split(' ').length > 4)!;
    const text = item.value as string;
    const words = text.split(' ');
    const first = words[0]!;
    const last = words.at(-1)!;
    const { system, collection, recordDigest, field, valueDigest } = item;
    const place = {
      system,
      collection,
      recordDigest,
      field,
      valueDigest,
      action: 'withhold',
      reason: 'rights-of-others',
    };
    const { status } = await house.officer.post(`/v1/requests/${id}/review`, {
      decisions: [
        { ...place, span: { start: 0, end: first.length } },
        { ...place, span: { start: text.length - last.length, end: text.length } },
      ],
    });
    expect(status).toBe(204);

    const held = await house.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM exclusion WHERE request_id = $1 AND record_digest = $2 AND span_start IS NOT NULL`,
      [id, recordDigest],
    );
    expect(held).toEqual([{ n: 2 }]);
    await house.release(id);
    await house.reach(id, 'closed');
    const { letters } = (await house.officer.get<{ letters: { id: string; kind: string }[] }>(`/v1/requests/${id}`))
      .body;
    const letter = letters.find(({ kind }) => kind === 'package-ready')!;
    expect((await house.officer.get(`/v1/requests/${id}/letters/${letter.id}`)).status).toBe(200);
    const [seen] = await house.sql<{ what: string; reason: string }>(
      `SELECT what, reason FROM reveal WHERE what = 'letters'`,
    );
    expect(seen).toEqual({ what: 'letters', reason: 'to-answer' });
    const copy = [...(await house.fetch(asked.token, id)).values()].join('\n');
    expect(copy).not.toContain(text);
    expect(copy).not.toContain(text.slice(0, -last.length));
    expect(copy).not.toContain(text.slice(first.length));
    expect(copy).toContain(text.slice(first.length, text.length - last.length).trim());
  });

  it('are proposed: what names somebody else, told apart from what is her own', async () => {
    const asked = await house.ask('anna', ['access']);
    const { id } = asked.requests[0]!;
    await house.prove(id);
    await house.reach(id, 'reviewing');
    const { body } = await house.officer.get<{ items: Item[] }>(`/v1/requests/${id}/review?show=all`);
    const proposed = body.items.flatMap(({ value, proposals }) =>
      proposals.map((span) => ({ ...span, words: String(value).slice(span.start, span.end) })),
    );
    const said = proposed.map(({ words, kind, ofPerson, why }) => ({ words, kind, ofPerson, why }));
    expect(said).toEqual(
      expect.arrayContaining([
        { words: 'Anna Behrensen-Koll', kind: 'name', ofPerson: true, why: 'own-name' },
        { words: 'uwe.brandt@example.net', kind: 'email', ofPerson: false, why: 'email' },
        { words: 'Brandt', kind: 'name', ofPerson: false, why: 'addressed-name' },
      ]),
    );
    expect(said.filter(({ words }) => /Behrensen/.test(words)).every(({ ofPerson }) => ofPerson)).toBe(true);
  });
});
