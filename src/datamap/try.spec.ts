import { freshDatabase, connect } from '../../test/kit/database.js';
import { DataMap1764000005000 } from '../../migrations/1764000005000-DataMap.js';
import { buildGraph } from './graph.js';
import { loadMap } from './load/load-map.js';
import { lint } from './lint/lint.js';
it('fit test can fail; down works', async () => {
  const db = await freshDatabase();
  const owner = await connect({ ...db, url: db.ownerUrl });
  await owner.query('DROP INDEX system_slug');
  await owner.query('ALTER TABLE system_map DROP CONSTRAINT system_map_system_fkey');
  const { upQueries } = await owner.driver.createSchemaBuilder().log();
  console.log(upQueries.map((q) => q.query).filter((query) => /"system(_map|_controller)?"|"system_/.test(query)));
  const r = owner.createQueryRunner();
  const deps = await owner.query(`select conname, conrelid::regclass::text from pg_constraint where confrelid in ('system'::regclass,'system_map'::regclass)`);
  console.log(deps);
  await r.release(); await owner.destroy(); await db.drop();
});
it('is quick', () => {
  const collections = Object.fromEntries(Array.from({ length: 2000 }, (_u, i) => [`c${i}`, { key: 'id', purpose: 'p', fields: {}, erasure: 'delete' as const, ...(i === 0 ? { identifiedBy: { email: 'e' } } : { belongsTo: { [`c${Math.floor(i / 2)}`]: 'x' } }) }]));
  let t = performance.now(); buildGraph({ collections }); console.log('graph', performance.now() - t);
  t = performance.now(); lint({ collections, controllers: ['a', 'b'], purposes: {}, connection: {} } as never); console.log('lint', performance.now() - t);
  for (const text of ['['.repeat(2_000_000), '- a\n'.repeat(500_000), 'a: &a 1\nb: [' + '*a,'.repeat(600_000) + ']', '{a: '.repeat(200_000), Array.from({length: 150_000}, (_u, i) => `k${i}: 1`).join('\n')]) {
    t = performance.now(); const l = loadMap('x', text); console.log(text.slice(0, 10), l.status, l.status === 'refused' && l.findings[0]!.code, performance.now() - t);
  }
});
