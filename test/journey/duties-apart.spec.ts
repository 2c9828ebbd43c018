import { DataMaps } from '../../src/datamap/versions/data-maps.js';
import { Transactions } from '../../src/platform/queues/transactions.js';
import { DemoHouse } from '../kit/demo-house.js';

/** Who wrote the map decides what an erasure does as much as who approves it (practice 28). */
describe('duties apart: who wrote the map', () => {
  let house: DemoHouse;
  let officer: string;

  beforeAll(async () => {
    house = await DemoHouse.open({ people: 30 });
    [{ id: officer }] = (await house.sql<{ id: string }>(
      `SELECT id FROM staff WHERE email = 'officer@office.test'`,
    )) as [{ id: string }];
  });
  afterAll(() => house?.close());

  const get = <T>(type: abstract new (...args: never[]) => T): T =>
    house.service.service.app.get<T>(type, { strict: false });

  /** A new version of the shop's map, put in force by the officer. */
  async function writesMap(title: string): Promise<void> {
    await get(Transactions).run(async (tx) => {
      const maps = get(DataMaps);
      const current = (await maps.ofSystem(tx, 'shop'))!;
      const rows: { slug: string; id: string }[] = await tx.query(`SELECT slug, id FROM controller`);
      const applied = await maps.apply(
        tx,
        { ...current.map, title },
        {
          origin: 'file',
          source: title,
          controllers: new Map(rows.map(({ slug, id }) => [slug, id])),
          author: officer,
        },
      );
      expect(applied.status).toBe('created');
    });
  }

  async function deciding(): Promise<string> {
    const { id } = (await house.askAs(await house.someone(), ['erasure'])).requests[0]!;
    await house.prove(id);
    await house.reach(id, 'deciding');
    return id;
  }

  const approve = async (id: string, by = house.officer) =>
    by.post<{ code?: string; duty?: string; detail?: string; singlePerson?: boolean }>(
      `/v1/requests/${id}/plan/approval`,
      {
        hash: (await house.plan(id)).hash,
      },
    );

  it('records who applies a folder by name, and nobody where the service does it', async () => {
    const authors = () => house.sql<{ author: string | null }>(`SELECT DISTINCT author FROM system_map`);
    expect(await authors()).toEqual([{ author: null }]);
    await writesMap('Webshop, neu beschrieben');
    expect(await authors()).toEqual(expect.arrayContaining([{ author: null }, { author: officer }]));
  });

  it('refuses her approval of an erasure that rests on it, and takes a colleague’s', async () => {
    const id = await deciding();
    const { status, body } = await approve(id);
    expect(status).toBe(403);
    expect(body).toMatchObject({ code: 'duties-not-apart', duty: 'wrote-map' });
    expect(body.detail).toMatch(/data map/);
    const second = await house.hire('second', ['privacy_officer']);
    // Said before anybody tries: to her, and to nobody else.
    const ownWork = async (by = house.officer) =>
      (await by.get<{ ownWork: string | null }>(`/v1/requests/${id}/plan`)).body.ownWork;
    expect([await ownWork(), await ownWork(second)]).toEqual(['wrote-map', null]);
    expect((await approve(id, second)).status).toBe(200);
    await house.reach(id, 'closed');
  });

  it('records it as single-person approval under the dated setting', async () => {
    const id = await deciding();
    await house.sql(
      `UPDATE controller SET policy = policy || jsonb_build_object('singlePersonUntil', (current_date + 1)::text) WHERE slug = 'nordlicht'`,
    );
    const { body: before } = await house.officer.get<{ ownWork: string | null }>(`/v1/requests/${id}/plan`);
    expect(before.ownWork).toBe('wrote-map');
    const { status, body } = await approve(id);
    expect({ status, singlePerson: body.singlePerson }).toEqual({ status: 200, singlePerson: true });
    const [entry] = await house.sql<{ single: boolean; duty: string }>(
      `SELECT (body::jsonb -> 'data' ->> 'singlePerson')::boolean AS single, body::jsonb -> 'data' ->> 'duty' AS duty FROM ledger_entry WHERE kind = 'plan.approved' ORDER BY id DESC LIMIT 1`,
    );
    expect(entry).toEqual({ single: true, duty: 'wrote-map' });
    expect((await house.plan(id)) as object).toMatchObject({ singlePerson: true, ownWork: null });
  });
});
