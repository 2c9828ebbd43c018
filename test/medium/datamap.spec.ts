import { readFileSync } from 'node:fs';
import type { DataSource } from 'typeorm';
import type { SystemMap } from '../../src/datamap/language.js';
import { loadMap } from '../../src/datamap/load/load-map.js';
import type { Survey } from '../../src/datamap/survey/survey.js';
import { DataMaps, type ApplyInput } from '../../src/datamap/versions/data-maps.js';
import { SetClock } from '../../src/platform/clock/clock.js';
import { newId } from '../../src/platform/ids/ids.js';
import { connect, freshDatabase, type TestDatabase } from '../kit/database.js';

const docs = readFileSync('docs/data-map.md', 'utf8');
const text = /## A full example\n\n```yaml\n([\s\S]*?)```/.exec(docs)![1]!;
const loaded = loadMap('shop.yaml', text);
const shop = (loaded as { map: SystemMap }).map;

const clock = new SetClock(new Date('2026-03-01T08:00:00Z'));
const maps = new DataMaps(clock);
const ids = new Map<string, string>();

let database: TestDatabase;
let source: DataSource;

beforeAll(async () => {
  database = await freshDatabase();
  source = await connect(database);
  for (const slug of ['nordlicht', 'suedwind']) ids.set(slug, await controller(slug));
});

afterAll(async () => {
  await source?.destroy();
  await database?.drop();
});

/** A controller's row, if the table is there already: systems refer to it. */
async function controller(slug: string): Promise<string> {
  const id = newId();
  const [{ there }] = (await source.query(`SELECT to_regclass('controller') IS NOT NULL AS there`)) as [
    { there: boolean },
  ];
  if (there) {
    await source.query(
      `INSERT INTO controller (id, slug, name, law, country, zone, languages, details, policy, created_at)
       VALUES ($1, $2, $2, 'gdpr', 'DE', 'Europe/Berlin', '{de}', '{}', '{}', now())`,
      [id, slug],
    );
  }
  return id;
}

function file(changes: Partial<ApplyInput> = {}): ApplyInput {
  return { origin: 'file', source: text, controllers: ids, ...changes };
}

function named(system: string, changes: Partial<SystemMap> = {}): SystemMap {
  return { ...shop, system, ...changes };
}

function apply(map: SystemMap, input: ApplyInput = file()): ReturnType<DataMaps['apply']> {
  return source.transaction((manager) => maps.apply(manager, map, input));
}

it('registers a system and gives its map back as it was written', async () => {
  const applied = await apply(named('one'));
  expect(applied).toMatchObject({ status: 'created', version: 1 });
  const found = await maps.ofSystem(source.manager, 'one');
  expect(found).toMatchObject({ slug: 'one', version: 1, origin: 'file', map: named('one') });
  // Fields are read by people in the order of the map; a binary JSON column would sort them.
  expect(Object.keys(found!.map.collections['customers']!.fields)).toEqual(
    Object.keys(shop.collections['customers']!.fields),
  );
  expect(found!.digest).toHaveLength(32);
});

it('makes no new version of what says the same', async () => {
  const first = await apply(named('two'));
  const reordered = Object.fromEntries(Object.entries(named('two')).reverse()) as unknown as SystemMap;
  expect(await apply(reordered, file({ source: '# a comment\n' }))).toEqual({ ...first, status: 'unchanged' });
  expect(await apply(named('two', { sells: true }))).toMatchObject({ status: 'created', version: 2 });
  expect(await apply(named('two'))).toMatchObject({ status: 'created', version: 3 });
});

it('keeps old versions for the plans that name them', async () => {
  const first = await apply(named('three'));
  await apply(named('three', { sells: true }));
  const mapId = 'mapId' in first ? first.mapId : '';
  expect(await maps.version(source.manager, mapId)).toMatchObject({ version: 1, map: named('three') });
  expect(await maps.ofSystem(source.manager, 'three')).toMatchObject({ version: 2, map: { sells: true } });
  expect(await maps.version(source.manager, newId())).toBeNull();
});

it('leaves to files what came from files', async () => {
  await apply(named('four'), file({ origin: 'desk' }));
  expect(await apply(named('four', { sells: true }), file({ origin: 'desk' }))).toMatchObject({
    status: 'created',
    version: 2,
  });
  expect(await apply(named('four', { sells: true }))).toMatchObject({ status: 'unchanged', version: 2 });
  expect(await apply(named('four'), file({ origin: 'desk' }))).toEqual({ status: 'refused', reason: 'from-files' });
  expect(await maps.ofSystem(source.manager, 'four')).toMatchObject({ version: 2 });
});

it('refuses controllers that nobody knows, and stores nothing', async () => {
  expect(await apply(named('five', { controllers: ['nordlicht', 'nobody'] }))).toEqual({
    status: 'refused',
    reason: 'unknown-controller',
    controllers: ['nobody'],
  });
  expect(await maps.ofSystem(source.manager, 'five')).toBeNull();
});

it('finds the systems of a controller, also after they changed hands', async () => {
  const slugs = async (slug: string): Promise<string[]> =>
    (await maps.forController(source.manager, ids.get(slug)!))
      .map((one) => one.slug)
      .filter((one) => one.startsWith('six'));
  await apply(named('six-crm', { controllers: ['nordlicht', 'suedwind'] }));
  await apply(named('six-shop', { controllers: ['suedwind'] }));
  expect(await slugs('nordlicht')).toEqual(['six-crm']);
  expect(await slugs('suedwind')).toEqual(['six-crm', 'six-shop']);
  await apply(named('six-crm', { controllers: ['nordlicht'] }));
  expect(await slugs('suedwind')).toEqual(['six-shop']);
  expect(await maps.forController(source.manager, newId())).toEqual([]);
});

it('leaves disabled systems out of new plans and keeps their versions', async () => {
  const applied = await apply(named('seven'));
  expect(await maps.setDisabled(source.manager, 'seven', true)).toBe(true);
  expect(await maps.ofSystem(source.manager, 'seven')).toBeNull();
  expect((await maps.current(source.manager)).map((one) => one.slug)).not.toContain('seven');
  expect(await maps.version(source.manager, 'mapId' in applied ? applied.mapId : '')).toMatchObject({ slug: 'seven' });
  await maps.setDisabled(source.manager, 'seven', false);
  expect(await maps.ofSystem(source.manager, 'seven')).not.toBeNull();
  expect(await maps.setDisabled(source.manager, 'nobody', true)).toBe(false);
});

it('numbers versions one after another when many apply at once', async () => {
  const kept = Array.from({ length: 6 }, (_unused, index) => named('eight', { title: `Version ${index}` }));
  const applied = await Promise.all(kept.map((map) => apply(map)));
  expect(applied.map((one) => ('version' in one ? one.version : 0)).sort()).toEqual([1, 2, 3, 4, 5, 6]);
  const same = await Promise.all(Array.from({ length: 4 }, () => apply(named('nine'))));
  expect(same.filter((one) => one.status === 'created')).toHaveLength(1);
});

it('leaves nothing of what was rolled back', async () => {
  const failing = source.transaction(async (manager) => {
    await maps.apply(manager, named('ten'), file());
    throw new Error('later');
  });
  await expect(failing).rejects.toThrow('later');
  expect(await maps.ofSystem(source.manager, 'ten')).toBeNull();
});

it('keeps the structure of a survey and no value', async () => {
  await apply(named('eleven'));
  const column = { nullable: false, hasDefault: false, generated: false, samples: ['ann@example.org'] };
  const survey: Survey = {
    collections: [
      {
        name: 'customers',
        columns: [{ ...column, name: 'email', type: 'varchar', length: 60 }],
        key: ['id'],
        references: [],
        unique: [],
        indexes: [],
        rows: 5,
      },
    ],
  };
  expect(await maps.lastSurvey(source.manager, 'eleven')).toBeNull();
  expect(await maps.keepSurvey(source.manager, 'eleven', survey)).toBe(true);
  const kept = await maps.lastSurvey(source.manager, 'eleven');
  expect(kept!.outline).toEqual({ collections: { customers: { email: 'varchar(60) not null' } } });
  const stored = JSON.stringify(await source.query(`SELECT * FROM system WHERE slug = 'eleven'`));
  expect(stored).not.toContain('example.org');
  expect(await maps.keepSurvey(source.manager, 'nobody', survey)).toBe(false);
});

it('has tables that fit its entities', async () => {
  const owner = await connect({ ...database, url: database.ownerUrl });
  try {
    const { upQueries } = await owner.driver.createSchemaBuilder().log();
    const ours = upQueries
      .map((one) => one.query)
      .filter((query) => /"system(_map|_controller)?"|"system_/.test(query));
    expect(ours).toEqual([]);
  } finally {
    await owner.destroy();
  }
});
