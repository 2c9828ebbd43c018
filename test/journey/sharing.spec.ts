import { cast, type CastName } from '../../src/demo/company/cast.js';
import { expectations, leftBy } from '../../src/demo/company/expectations.js';
import { bystandersChanged, snapshotPeople } from '../../src/demo/company/oracle/bystanders.js';
import { columnsOf, residueOf } from '../../src/demo/company/oracle/residue.js';
import { countByTable, rowsOf, stillThere } from '../../src/demo/company/oracle/rows-of.js';
import { DemoHouse } from '../kit/demo-house.js';

const ADDRESS = `SELECT id FROM addresses WHERE id = 104`;

describe('a household that shares one address', () => {
  let house: DemoHouse;
  beforeEach(async () => {
    house = await DemoHouse.open();
  });
  afterEach(() => house?.close());

  it('erased one after the other: the address goes with the second', async () => {
    await house.erase('dieter');
    expect(await house.inSystem('shop', ADDRESS)).toHaveLength(1);
    const edda = await house.erase('edda');
    expect(await house.inSystem('shop', ADDRESS)).toEqual([]);
    const addresses = (await house.show(edda)).outcomes.find((one) => one.collection === 'addresses');
    expect(addresses).toMatchObject({ verdict: 'release:erase:gdpr/17-1-a', intended: 1, residue: 0, heldByOthers: 0 });
  });

  it('erased in one batch: the address goes, and nobody else is touched', async () => {
    const own = [...(await rowsOf(house.company, cast.dieter)), ...(await rowsOf(house.company, cast.edda))];
    const together = own.map((row) => ({ ...row, heldByOthers: false }));
    const before = await snapshotPeople(house.company, together);
    const ids: string[] = [];
    for (const name of ['dieter', 'edda'] as const) {
      const { id } = (await house.ask(name, ['erasure'])).requests[0]!;
      await house.prove(id);
      await house.reach(id, 'deciding');
      ids.push(id);
    }
    await house.paused('shop', async () => {
      for (const id of ids) await house.approve(id);
      await house.eventually(
        () => house.sql(`SELECT id FROM task WHERE system = 'shop' AND action = 'erase' AND state = 'ready'`),
        (tasks) => tasks.length === 2,
      );
    });
    for (const id of ids) await house.reach(id, 'closed');
    const runs = await house.sql(`SELECT DISTINCT intended_at FROM task WHERE system = 'shop' AND action = 'erase'`);
    expect(runs).toHaveLength(1);
    expect(await house.inSystem('shop', ADDRESS)).toEqual([]);
    expect(bystandersChanged(before, await snapshotPeople(house.company, together))).toEqual([]);
  });
});

describe('a phone number that reaches two people', () => {
  let house: DemoHouse;
  beforeEach(async () => {
    house = await DemoHouse.open();
  });
  afterEach(() => house?.close());

  const withPhone = (name: CastName) => ({
    identifiers: [
      { kind: 'email', value: cast[name].email },
      { kind: 'phone', value: cast[name].phone },
    ],
  });

  async function stopped(): Promise<{ id: string; errands: string[] }> {
    const { id } = (await house.ask('farid', ['erasure'], withPhone('farid'))).requests[0]!;
    await house.prove(id);
    const shown = await house.eventually(
      () => house.show(id),
      ({ errands }) => errands.length > 0,
    );
    await house.quiet();
    expect((await house.show(id)).state).toBe('planning');
    expect(
      shown.errands.every(({ kind, place }) => kind === 'identifier-of-two-persons' && place?.endsWith('.phone')),
    ).toBe(true);
    return { id, errands: (await house.show(id)).errands.map((errand) => errand.id) };
  }

  it('stops for an officer; held to be others’, the number leads nowhere', async () => {
    const own = await rowsOf(house.company, cast.farid);
    const before = await snapshotPeople(house.company, own);
    const { id, errands } = await stopped();
    for (const errand of errands) {
      expect((await house.clerk.post(`/v1/requests/${id}/errands/${errand}`, { outcome: 'done-by-hand' })).status).toBe(
        422,
      );
    }
    for (const errand of errands) {
      expect(
        (await house.clerk.post(`/v1/requests/${id}/errands/${errand}`, { outcome: 'rights-of-others' })).status,
      ).toBe(204);
    }
    await house.approve(id);
    await house.reach(id, 'closed');
    expect(bystandersChanged(before, await snapshotPeople(house.company, own))).toEqual([]);
    expect(countByTable(await stillThere(house.company, own))).toEqual(leftBy(expectations.farid));
    expect(columnsOf(await residueOf(house.company, cast.farid))).toEqual([...expectations.farid.residue].sort());
  });

  it('stops for an officer; vouched for, it leads on', async () => {
    const { id, errands } = await stopped();
    for (const errand of errands)
      await house.clerk.post(`/v1/requests/${id}/errands/${errand}`, { outcome: 'same-person' });
    await house.reach(id, 'deciding');
    const customers = (await house.plan(id)).systems
      .find(({ system }) => system === 'shop')!
      .groups.filter(({ collection }) => collection === 'customers');
    expect(customers.reduce((sum, group) => sum + group.records, 0)).toBe(2);
  });
});
