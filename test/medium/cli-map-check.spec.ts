import { join } from 'node:path';
import { checkMaps } from '../../src/cli/operator/map-check.js';
import { keepSurveys } from '../../src/cli/operator/keep-surveys.js';
import type { Finding } from '../../src/datamap/finding.js';
import { DataMaps } from '../../src/datamap/versions/data-maps.js';
import { Transactions } from '../../src/platform/queues/transactions.js';
import { DemoHouse } from '../kit/demo-house.js';

const MAPS = join(import.meta.dirname, '../../src/demo/company/maps');

/** The demo's maps beside its live databases, and what has changed there since they were applied. */
describe('habeas map check', () => {
  let house: DemoHouse;
  const before = { url: process.env.DATABASE_URL, environment: process.env.NODE_ENV };

  beforeAll(async () => {
    house = await DemoHouse.open({ people: 30 });
    process.env.DATABASE_URL = house.service.database.url;
  });
  afterAll(async () => {
    if (before.url === undefined) delete process.env.DATABASE_URL;
    else process.env.DATABASE_URL = before.url;
    await house?.close();
  });

  const findings = async (): Promise<Finding[]> => {
    const { json } = await checkMaps({ sample: '0' }, [join(MAPS, 'shop.yaml')]);
    return (json as { findings: Finding[] }).findings;
  };
  const drift = (found: Finding[]): string[] =>
    found
      .filter(({ code }) => ['column-new', 'type-drift'].includes(code))
      .map(({ code, path }) => `${code} ${path.join('.')}`);

  it('has no error to find in the demo’s maps, also where foreign keys delete along', async () => {
    const found = await findings();
    expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(found.map(({ code }) => code)).not.toContain('cascade-takes-kept-rows');
  });

  it('tells what has changed since the survey that was kept at the last apply', async () => {
    const { manager } = house.service.service.app.get(Transactions, { strict: false });
    const maps = house.service.service.app.get(DataMaps, { strict: false });
    await house.inSystem('shop', `ALTER TABLE customers ADD COLUMN came_earlier integer`);
    // Nobody has looked yet: nothing can be said of what came since.
    expect(drift(await findings())).toEqual([]);
    expect(await keepSurveys(manager, maps, ['shop', 'nobody'])).toEqual([{ system: 'shop', kept: true }]);
    expect(drift(await findings())).toEqual([]);
    await house.inSystem('shop', `ALTER TABLE customers ADD COLUMN came_later integer`);
    await house.inSystem('shop', `ALTER TABLE customers ALTER COLUMN first_name TYPE varchar(200)`);
    expect(drift(await findings()).sort()).toEqual([
      'column-new collections.customers',
      'type-drift collections.customers.fields.first_name',
    ]);
    await keepSurveys(manager, maps, ['shop']);
    expect(drift(await findings())).toEqual([]);
  });

  it('says so when the database that should know cannot be reached', async () => {
    process.env.DATABASE_URL = 'postgres://nobody:none@127.0.0.1:1/none';
    expect((await findings()).map(({ code }) => code)).toContain('live/drift-unknown');
  });
});
