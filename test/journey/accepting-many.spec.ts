import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type Answer, Client } from '../kit/client.js';
import { type EdgeOffice, openEdgeOffice } from '../kit/edge-office.js';

interface Opened {
  cases: { controller: string; reference: string; token: string; requests: { id: string }[] }[];
  code?: string;
}

/** Requests that arrive together share a statement and a commit; each must fare as if it had come alone. */
describe('many requests at once', () => {
  let office: EdgeOffice;
  let owner: pg.Client;

  beforeAll(async () => {
    office = await openEdgeOffice();
    owner = new pg.Client({ connectionString: office.service.database.ownerUrl });
    await owner.connect();
  });

  afterAll(async () => {
    await owner.end();
    await office.service.stop();
  });

  const send = (name: string, key = randomUUID() as string, more: object = {}): Promise<Answer<Opened>> =>
    new Client(office.service.url, office.all).post<Opened>(
      '/v1/requests',
      {
        controllers: ['alpha'],
        rights: ['access'],
        identifiers: [{ kind: 'email', value: `${name}@x.test` }],
        ...more,
      },
      { 'idempotency-key': key },
    );
  const count = async (): Promise<Record<string, number>> => {
    const { rows } = await owner.query<Record<string, number>>(
      `SELECT (SELECT count(*) FROM subject_case)::int AS cases, (SELECT count(*) FROM request)::int AS requests,
              (SELECT count(*) FROM request_line)::int AS lines, (SELECT count(*) FROM identifier)::int AS identifiers,
              (SELECT count(*) FROM clock_event)::int AS clocks, (SELECT count(*) FROM idempotency)::int AS keys,
              (SELECT count(*) FROM data_key WHERE owner_kind = 'case')::int AS sealed,
              (SELECT count(*) FROM ledger_entry WHERE kind = 'case.received')::int AS entries`,
    );
    return rows[0]!;
  };
  const growth = async (work: () => Promise<unknown>): Promise<Record<string, number>> => {
    const before = await count();
    await work();
    return Object.fromEntries(Object.entries(await count()).map(([what, now]) => [what, now - before[what]!]));
  };
  const each = (number: number) => ({
    cases: number,
    requests: number,
    lines: number,
    identifiers: number,
    clocks: number,
    keys: number,
    sealed: number,
    entries: number,
  });

  it('are all accepted, each whole and each for itself', async () => {
    let answers: Answer<Opened>[] = [];
    const grown = await growth(async () => {
      answers = await Promise.all(Array.from({ length: 60 }, (_, at) => send(`one${at}`)));
    });
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 60 }, () => 201));
    expect(grown).toEqual(each(60));
    const cases = answers.map(({ body }) => body.cases[0]!);
    expect(new Set(cases.map(({ token }) => token)).size).toBe(60);
    for (const one of [cases[0]!, cases[59]!]) {
      const mine = await new Client(office.service.url, one.token).get<{ reference: string }>('/v1/case');
      expect(mine.body.reference).toBe(one.reference);
    }
  });

  it('with several controllers, rights and identifiers beside single ones', async () => {
    const wide = {
      controllers: ['alpha', 'beta'],
      rights: ['access', 'erasure'],
      identifiers: ['a', 'b', 'c'].map((name) => ({ kind: 'email', value: `${name}@wide.test` })),
    };
    let answers: Answer<Opened>[] = [];
    const grown = await growth(async () => {
      answers = await Promise.all(
        Array.from({ length: 20 }, (_, at) => send(`two${at}`, randomUUID(), at % 4 === 0 ? wide : {})),
      );
    });
    expect(answers.every(({ status }) => status === 201)).toBe(true);
    expect(grown).toEqual({ ...each(25), requests: 35, lines: 35, identifiers: 45, keys: 20 });
    const { rows } = await owner.query(
      `SELECT count(*)::int AS siblings FROM subject_case c JOIN subject_case f ON f.id = c.sibling_of WHERE f.controller_id <> c.controller_id`,
    );
    expect(rows[0].siblings).toBe(5);
  });

  it('under one key are one request, and its answer is everybody’s', async () => {
    const key = randomUUID();
    let answers: Answer<Opened>[] = [];
    const grown = await growth(async () => {
      answers = await Promise.all(Array.from({ length: 25 }, () => send('same', key)));
    });
    expect(answers.every(({ status }) => status === 201)).toBe(true);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(grown).toEqual(each(1));
  });

  it('under one key with different contents are refused but for the first', async () => {
    const key = randomUUID();
    let answers: Answer<Opened>[] = [];
    const grown = await growth(async () => {
      answers = await Promise.all(Array.from({ length: 12 }, (_, at) => send(`differs${at}`, key)));
    });
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const others = answers.filter(({ status }) => status !== 201);
    expect(others.map(({ status, body }) => `${status} ${body.code}`)).toEqual(
      Array.from({ length: 11 }, () => '422 idempotency-mismatch'),
    );
    expect(grown).toEqual(each(1));
  });

  it('suffer nothing from one that the database refuses', async () => {
    await owner.query(`ALTER TABLE identifier ADD CONSTRAINT refused_by_test CHECK (kind <> 'refused')`);
    try {
      let answers: Answer<Opened>[] = [];
      const bad = { identifiers: [{ kind: 'refused', value: 'x' }] };
      const grown = await growth(async () => {
        answers = await Promise.all(
          Array.from({ length: 30 }, (_, at) => send(`good${at}`, randomUUID(), at === 17 ? bad : {})),
        );
      });
      expect(answers.map(({ status }) => status)).toEqual(
        Array.from({ length: 30 }, (_, at) => (at === 17 ? 500 : 201)),
      );
      expect(grown).toEqual(each(29));
    } finally {
      await owner.query(`ALTER TABLE identifier DROP CONSTRAINT refused_by_test`);
    }
  });
});
