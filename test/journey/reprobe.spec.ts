import { KeyDeaths } from '../../src/retention/key-deaths.js';
import { ProbesDue } from '../../src/retention/reprobe/probes-due.js';
import { SetClock } from '../../src/platform/clock/clock.js';
import { Tags } from '../../src/platform/crypto/tags.js';
import { Transactions } from '../../src/platform/queues/transactions.js';
import { DemoHouse } from '../kit/demo-house.js';
import { SystemBackup } from '../kit/system-backup.js';

interface ProbesShown {
  probes: { system: string; day: number; state: string; result: string | null; records: number; code: string | null }[];
  kept: { kind: string; present: boolean; untilMoment: string | null; until: string }[];
}

const DAY_MS = 24 * 3_600_000;

describe('looks after an erasure', () => {
  const start = new Date();
  let clock: SetClock;
  let house: DemoHouse;

  beforeEach(async () => {
    clock = new SetClock(start);
    house = await DemoHouse.open({ clock, people: 30 });
  });
  afterEach(() => house?.close());

  const get = <T>(type: abstract new (...args: never[]) => T): T =>
    house.service.service.app.get<T>(type, { strict: false });
  const shown = async (id: string): Promise<ProbesShown> =>
    (await house.officer.get<ProbesShown>(`/v1/requests/${id}/probes`)).body;
  /** The day comes: the chore runs, and whatever is due in systems that answer is taken. */
  const day = async (after: number): Promise<void> => {
    clock.set(new Date(start.getTime() + after * DAY_MS + 3_600_000));
    await get(Transactions).run((tx) => get(Tags).load(tx));
    await get(ProbesDue).run();
  };
  const taken = (id: string, after: number): Promise<ProbesShown> =>
    house.eventually(
      () => shown(id),
      ({ probes }) => probes.filter((one) => one.day <= after).every(({ state }) => state !== 'waiting'),
    );
  const of = ({ probes }: ProbesShown, system: string, after: number) =>
    probes.find((one) => one.system === system && one.day === after)!;

  async function erased(): Promise<{ email: string; id: string; systems: string[] }> {
    const email = await house.someone();
    const { requests } = await house.askAs(email, ['erasure']);
    const { id } = requests[0]!;
    await house.prove(id);
    await house.approve(id);
    await house.reach(id, 'closed');
    await house.quiet();
    const { probes } = await shown(id);
    return { email, id, systems: [...new Set(probes.map(({ system }) => system))] };
  }

  it('are taken on their days while nothing is there, and the identifiers die two weeks after the last', async () => {
    const { email, id, systems } = await erased();
    expect(systems).toContain('shop');
    const planned = await shown(id);
    expect(planned.probes.map((one) => one.day).filter((one, at, all) => all.indexOf(one) === at)).toEqual([
      1, 7, 30, 90,
    ]);
    expect(planned.kept.map(({ kind, present }) => [kind, present])).toEqual([
      ['identifiers', true],
      ['tombstone', true],
      ['marketing-block', false],
    ]);
    // She was told: what, why, until when (practice 18).
    const letter = await house.mail(email, /gespeichert bleibt/);
    expect(letter.text).toContain('1, 7, 30 und 90 Tage');
    expect(letter.text).toContain('Prüfwert je Kennung');
    expect(letter.text).not.toMatch(/vollständig gelöscht|unwiderruflich|nachweislich/);
    for (const after of [1, 7, 30, 90]) {
      await day(after);
      const now = await taken(id, after);
      for (const system of systems)
        expect(of(now, system, after)).toMatchObject({ state: 'done', result: 'clear', records: 0 });
      for (const one of now.probes.filter((probe) => probe.day > after)) expect(one.state).toBe('waiting');
    }
    const alive = async (): Promise<boolean> =>
      (
        await house.sql(
          `SELECT 1 FROM data_key WHERE owner_kind = 'erasure' AND owner_id = $1 AND destroyed_at IS NULL`,
          [id],
        )
      ).length > 0;
    await day(103);
    await get(KeyDeaths).run();
    expect(await alive()).toBe(true);
    await day(106);
    await get(KeyDeaths).run();
    expect(await alive()).toBe(false);
    const after = await shown(id);
    expect(after.kept[0]).toMatchObject({ kind: 'identifiers', present: false });
    // The keyed tombstone stays, and still answers importers.
    const { body } = await house.integration.post<{ lists: { answers: string[] }[] }>('/v1/suppression/check', {
      controller: 'nordlicht',
      lists: [{ kind: 'email', values: [email.toUpperCase(), 'nobody@example.org'] }],
    });
    expect(body.lists[0]!.answers).toEqual(['suppressed', 'clear']);
    const looked = await house.sql<{ body: string }>(`SELECT body FROM ledger_entry WHERE kind = 'probe.looked'`);
    expect(looked).toHaveLength(systems.length * 4);
    expect(looked.every(({ body: text }) => !text.includes(email.split('@')[0]!))).toBe(true);
    expect((await house.officer.get<object>('/v1/probes/figures')).body).toMatchObject({
      waiting: 0,
      overdue: 0,
      openFindings: 0,
      results: [{ result: 'clear', probes: systems.length * 4 }],
    });
  });

  it('find whom a restore has brought back; an officer decides to erase again, by a request that is approved as usual', async () => {
    const backup = await SystemBackup.take(house.company.shop.database);
    try {
      const { email, id } = await erased();
      const hers = () => house.inSystem(`shop`, `SELECT id FROM customers WHERE email = $1`, [email]);
      expect(await hers()).toEqual([]);
      await day(1);
      await taken(id, 1);
      await backup.restore();
      await day(7);
      expect(of(await taken(id, 7), 'shop', 7)).toMatchObject({ result: 'came-back' });
      // Nothing is erased by itself.
      expect(await hers()).toHaveLength(1);
      const errand = await house.errand(id, 'came-back');
      expect(errand).toMatchObject({ system: 'shop' });
      const settle = (by = house.officer) =>
        by.post(`/v1/requests/${id}/errands/${errand.id}`, { outcome: 'erase-again' });
      expect((await settle(house.clerk)).status).toBe(403);
      expect((await settle()).status).toBe(204);
      expect((await settle()).status).toBe(409);
      expect((await shown(id)).probes.filter(({ day: at }) => at > 7).every(({ state }) => state === 'cancelled')).toBe(
        true,
      );
      const [next] = await house.sql<{ id: string }>(
        `SELECT r.id FROM request r JOIN subject_case c ON c.id = r.case_id WHERE c.channel = 'finding'`,
      );
      await house.reach(next!.id, 'deciding');
      await house.quiet();
      expect(await hers()).toHaveLength(1);
      await house.approve(next!.id);
      await house.reach(next!.id, 'closed');
      await house.quiet();
      expect(await hers()).toEqual([]);
      // She was answered when she asked: nobody is written to now but recipients (Art. 19 GDPR).
      const { letters } = await house.show(next!.id);
      expect([...new Set(letters.map(({ kind }) => kind))]).toEqual(['recipient-notice']);
      expect((await shown(next!.id)).probes.some(({ state }) => state === 'waiting')).toBe(true);
    } finally {
      await backup.drop();
    }
  });

  it('tell of somebody who comes back herself: her tombstone is lifted with its reason, and nobody looks for her any more', async () => {
    const { email, id } = await erased();
    const [row] = await house.inSystem<{ id: number }>('shop', `SELECT max(id) + 1 AS id FROM customers`);
    await house.inSystem(
      'shop',
      `INSERT INTO customers SELECT (jsonb_populate_record(c, jsonb_build_object('id', $1::int, 'public_id', gen_random_uuid(),
         'customer_no', 'NL-777777', 'email', $2::text, 'first_name', 'Neu', 'last_name', 'Angelegt', 'phone', NULL))).*
       FROM customers c WHERE c.id > 999 ORDER BY c.id DESC LIMIT 1`,
      [row!.id, email],
    );
    await day(1);
    const now = await taken(id, 1);
    expect(of(now, 'shop', 1)).toMatchObject({ result: 'details-back', records: 1 });
    const errand = await house.errand(id, 'details-back');
    expect((await house.officer.get<object>('/v1/probes/figures')).body).toMatchObject({ openFindings: 1 });
    const { status } = await house.officer.post(`/v1/requests/${id}/errands/${errand.id}`, { outcome: 'new-relation' });
    expect(status).toBe(204);
    const stones = await house.sql(`SELECT DISTINCT lift_reason FROM tombstone`);
    expect(stones).toEqual([{ lift_reason: 'new-relation' }]);
    const later = await shown(id);
    expect(later.probes.filter((one) => one.day > 1).map(({ state, code }) => [state, code])).toEqual(
      later.probes.filter((one) => one.day > 1).map(() => ['cancelled', 'tombstone-lifted']),
    );
    expect(await house.inSystem('shop', `SELECT 1 FROM customers WHERE email = $1`, [email])).toHaveLength(1);
    const told = await house.sql<{ kind: string }>(
      `SELECT kind FROM ledger_entry WHERE kind IN ('tombstone.lifted', 'probe.cancelled') ORDER BY kind`,
    );
    expect(told.map(({ kind }) => kind)).toEqual(['probe.cancelled', 'tombstone.lifted']);
  });

  it('do not tell twice of whom an officer has called somebody else, and ask a system again that is down', async () => {
    const { email, id } = await erased();
    await house.inSystem(
      'shop',
      `UPDATE customers SET email = $1 WHERE id = (SELECT id FROM customers WHERE id > 999 ORDER BY id DESC LIMIT 1)`,
      [email],
    );
    await day(1);
    await taken(id, 1);
    const errand = await house.errand(id, 'details-back');
    await house.officer.post(`/v1/requests/${id}/errands/${errand.id}`, { outcome: 'somebody-else' });
    await house.reachable('shop', false);
    await day(7);
    const waits = await house.eventually(
      () =>
        house.sql<{ attempts: number; state: string }>(
          `SELECT attempts, state FROM probe WHERE system = 'shop' AND day = 7`,
        ),
      ([row]) => row!.attempts > 0,
    );
    await house.quiet();
    expect(waits[0]).toMatchObject({ state: 'waiting' });
    await house.reachable('shop', true);
    await day(8);
    expect(of(await taken(id, 7), 'shop', 7)).toMatchObject({ result: 'known', records: 1 });
    expect((await house.show(id)).errands).toEqual([]);
  });
});
