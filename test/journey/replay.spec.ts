import { DataKeys } from '../../src/platform/crypto/data-keys.js';
import { Transactions } from '../../src/platform/queues/transactions.js';
import { DemoHouse } from '../kit/demo-house.js';
import { habeas } from '../kit/program.js';
import { Replaying } from '../kit/replaying.js';
import { SystemBackup } from '../kit/system-backup.js';

/** A night's back-up of the shop is restored after people were erased from it. */
describe('after a restored back-up', () => {
  let house: DemoHouse;
  let backup: SystemBackup;
  let shop: Replaying;

  beforeEach(async () => {
    house = await DemoHouse.open({ people: 30 });
    shop = new Replaying(house.officer, 'shop');
  });
  afterEach(async () => {
    await backup?.drop();
    await house?.close();
  });

  const inShop = <T extends object>(text: string, parameters: unknown[] = []): Promise<T[]> =>
    house.inSystem<T>('shop', text, parameters);
  const digest = async (): Promise<string> => {
    const tables = ['customers', 'addresses', 'payment_methods', 'orders', 'order_lines'];
    const [row] = await inShop<{ digest: string }>(
      `SELECT md5(${tables.map((table) => `(SELECT coalesce(string_agg(t::text, ',' ORDER BY t::text), '') FROM ${table} t)`).join(' || ')}) AS digest`,
    );
    return row!.digest;
  };
  const dump = async (): Promise<string[]> =>
    (
      await Promise.all(
        ['customers', 'addresses', 'payment_methods', 'orders', 'order_lines'].map((table) =>
          inShop<{ row: string }>(`SELECT '${table}' || t::text AS row FROM ${table} t ORDER BY 1`),
        ),
      )
    )
      // A masked address is another one each time, and nobody's.
      .flatMap((rows) => rows.map(({ row }) => row.replace(/[0-9a-f]{24}@erased\.invalid/, 'erased')).sort());
  const restore = async (): Promise<void> => {
    await backup.restore();
  };

  async function eraseThree(): Promise<{ emails: string[]; ids: string[] }> {
    const emails = [await house.someone(), await house.someone(), await house.someone()];
    const ids: string[] = [];
    for (const email of emails) {
      const { requests } = await house.askAs(email, ['erasure']);
      await house.prove(requests[0]!.id);
      await house.approve(requests[0]!.id);
      await house.reach(requests[0]!.id, 'closed');
      ids.push(requests[0]!.id);
    }
    await house.quiet();
    return { emails, ids };
  }

  it('every erasure is applied again: deleted, masked, released and kept records, and nobody else', async () => {
    backup = await SystemBackup.take(house.company.shop.database);
    const original = await digest();
    const { emails } = await eraseThree();
    const after = await digest();
    const rowsAfter = await dump();
    expect(after).not.toBe(original);
    expect(await shop.gate()).toEqual({ system: 'shop', state: 'green', restores: [] });

    await restore();
    expect(await digest()).toBe(original);
    const red = await shop.declare(backup.takenAt);
    expect(red).toMatchObject({ state: 'red', restores: [{ erasures: 3, clean: 0, missing: { notReplayed: 3 } }] });

    // Dry by default: counts, and touches nothing.
    const counted = await shop.count(backup.takenAt);
    expect(counted.state).toBe('counted');
    expect(counted.erasures).toMatchObject({ erasures: 3, counted: 3 });
    expect(counted.records.again).toBeGreaterThan(3);
    expect(counted.records.strangers).toBe(0);
    expect(await digest()).toBe(original);
    expect((await shop.gate()).restores[0]!.missing).toMatchObject({ toApprove: 3, notReplayed: 0 });

    const ended = await shop.apply(counted);
    expect(ended.erasures).toMatchObject({ erasures: 3, clean: 3 });
    expect(await dump()).toEqual(rowsAfter);
    for (const email of emails) expect(await inShop(`SELECT 1 FROM customers WHERE email = $1`, [email])).toEqual([]);
    expect(await shop.gate()).toMatchObject({ state: 'green', restores: [] });

    // Again: nothing is left to do, and nothing happens.
    const again = await shop.count(backup.takenAt);
    expect(again.records.again + again.records.more).toBe(0);
    expect(again).toMatchObject({ state: 'ended', erasures: { clean: 3 } });
    const kinds = await house.sql<{ kind: string; entries: number }>(
      `SELECT kind, count(*)::int AS entries FROM ledger_entry WHERE kind LIKE 're%.%' AND (kind LIKE 'restore.%' OR kind LIKE 'replay.%')
       GROUP BY 1 ORDER BY 1`,
    );
    expect(Object.fromEntries(kinds.map(({ kind, entries }) => [kind, entries]))).toEqual({
      'replay.approved': 1,
      'replay.counted': 2,
      'replay.ended': 2,
      'replay.intended': 3,
      'replay.shown': 3,
      'restore.cleared': 1,
      'restore.declared': 1,
    });
  });

  it('a key that is somebody else’s by now is a finding: the stranger stays, the rest goes, the gate waits for an officer', async () => {
    backup = await SystemBackup.take(house.company.shop.database);
    const { emails, ids } = await eraseThree();
    await restore();
    // The restored shop has given a number of hers to somebody else.
    const [hers] = await inShop<{ id: number }>(`SELECT id FROM customers WHERE email = $1`, [emails[0]]);
    await inShop(
      `UPDATE customers SET first_name = 'Niemand', last_name = 'Anders', email = 'anders@example.org', phone = NULL,
         date_of_birth = '1999-09-09', customer_no = 'NL-999999' WHERE id = $1`,
      [hers!.id],
    );
    const stranger = async () => (await inShop(`SELECT * FROM customers WHERE id = $1`, [hers!.id]))[0];
    const before = await stranger();
    await shop.declare(backup.takenAt);
    const ended = await shop.apply(await shop.count(backup.takenAt));
    expect(await stranger()).toEqual(before);
    expect(ended.records.strangers).toBeGreaterThan(0);
    for (const email of emails.slice(1))
      expect(await inShop(`SELECT 1 FROM customers WHERE email = $1`, [email])).toEqual([]);
    expect(await shop.gate()).toMatchObject({ state: 'red', restores: [{ clean: 2, missing: { findings: 1 } }] });

    const errand = await house.errand(ids[0]!, 'key-reused');
    const settle = (outcome: string, by = house.officer) =>
      by.post(`/v1/requests/${ids[0]}/errands/${errand.id}`, { outcome });
    expect((await settle('somebody-else', house.clerk)).status).toBe(403);
    expect((await settle('try-again')).status).toBe(422);
    expect((await settle('somebody-else')).status).toBe(204);
    expect(await shop.gate()).toMatchObject({ state: 'green' });
    expect(await stranger()).toEqual(before);
  });

  it('waits for a hold, and refuses what was not counted', async () => {
    backup = await SystemBackup.take(house.company.shop.database);
    const { ids } = await eraseThree();
    await restore();
    const original = await digest();
    await shop.declare(backup.takenAt);
    const counted = await shop.count(backup.takenAt);
    const hold = await house.officer.post<{ id: string }>(`/v1/requests/${ids[0]}/holds`, { reason: 'legal-claim' });
    const refused = await house.officer.post(`/v1/replays/${counted.id}/approval`, { hash: '0'.repeat(64) });
    expect(refused.status).toBe(409);
    expect((await house.clerk.post(`/v1/replays/${counted.id}/approval`, { hash: counted.hash })).status).toBe(403);
    expect(await digest()).toBe(original);
    const ended = await shop.apply(counted);
    expect(ended.erasures).toMatchObject({ clean: 2, held: 1 });
    expect(await shop.gate()).toMatchObject({ state: 'red', restores: [{ clean: 2, missing: { held: 1 } }] });
    expect((await house.officer.post(`/v1/replays/${counted.id}/approval`, { hash: counted.hash })).status).toBe(409);
    await house.officer.delete(`/v1/requests/${ids[0]}/holds/${hold.body.id}`);
    const rest = await shop.apply(await shop.count(backup.takenAt));
    expect(rest.erasures).toMatchObject({ clean: 3 });
    expect(await shop.gate()).toMatchObject({ state: 'green' });
  });

  it('whose key has died cannot be replayed, and is not taken for clean', async () => {
    backup = await SystemBackup.take(house.company.shop.database);
    const { ids } = await eraseThree();
    await restore();
    await shop.declare(backup.takenAt);
    const get = <T>(type: abstract new (...args: never[]) => T): T =>
      house.service.service.app.get<T>(type, { strict: false });
    await get(Transactions).run((tx) => get(DataKeys).destroy(tx, { kind: 'erasure', id: ids[0]! }, new Date()));
    const counted = await shop.count(backup.takenAt);
    expect(counted.erasures).toMatchObject({ counted: 2, finding: 1 });
    await shop.apply(counted);
    const errand = await house.errand(ids[0]!, 'replay-without-key');
    expect(await shop.gate()).toMatchObject({ state: 'red', restores: [{ missing: { findings: 1 } }] });
    await house.officer.post(`/v1/requests/${ids[0]}/errands/${errand.id}`, { outcome: 'done-by-hand' });
    expect(await shop.gate()).toMatchObject({ state: 'green' });
  });

  it('from the command line: dry by default, applied as the officer whose key it is, and a gate for scripts', async () => {
    backup = await SystemBackup.take(house.company.shop.database);
    await eraseThree();
    const after = await dump();
    await restore();
    const original = await digest();
    const since = ['--system', 'shop', '--since', backup.takenAt.toISOString()];
    const as = async (name: string, role: 'privacy_officer' | 'engineer') => ({
      HABEAS_URL: house.service.url,
      HABEAS_API_KEY: await house.service.staff(`${name}@cli.test`, [role]),
    });
    const engineer = await as('engineer', 'engineer');
    const officer = await as('cli-officer', 'privacy_officer');
    const declared = await habeas(
      ['restore', 'declare', '--system', 'shop', '--backup-taken', backup.takenAt.toISOString()],
      engineer,
    );
    expect(declared).toMatchObject({ code: 0, err: '' });
    expect(declared.out).toContain('0 of 3 erasures hold again');
    expect(await habeas(['restore', 'gate', '--system', 'shop'], engineer)).toMatchObject({ code: 1 });
    const dry = await habeas(['replay', ...since], engineer);
    expect(dry.code).toBe(1);
    expect(dry.out).toContain('3 erasures since then; of 3 something is back.');
    expect(dry.out).toContain('Nothing was touched.');
    // An engineer counts; she does not approve.
    const refused = await habeas(['replay', ...since, '--apply'], engineer);
    expect(refused.code).toBe(1);
    expect(await digest()).toBe(original);
    expect(await habeas(['replay', '--system', 'shop', '--since', '2026-10-01'], officer)).toMatchObject({ code: 2 });
    const applied = await habeas(['replay', ...since, '--apply', '--json'], officer);
    expect(applied.code).toBe(0);
    expect(JSON.parse(applied.out)).toMatchObject({ state: 'ended', erasures: { clean: 3 } });
    expect(await dump()).toEqual(after);
    expect(await habeas(['restore', 'gate', '--system', 'shop'], engineer)).toMatchObject({ code: 0 });
  });
});
