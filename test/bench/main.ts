import { availableParallelism, loadavg } from 'node:os';
import { benchPostgres } from './bench-server.js';
import type { BenchOptions, BenchResult } from './result.js';

/** Every benchmark by its name; each file says what it measures. */
const benchmarks: Record<string, () => Promise<{ run(options: BenchOptions): Promise<BenchResult> }>> = {
  accept: () => import('./accept.js'),
  fanout: () => import('./fanout.js'),
  erase: () => import('./erase.js'),
  'erase-batched': () => import('./erase-batched.js'),
  'erase-one': () => import('./erase-one.js'),
  export: () => import('./export.js'),
  append: () => import('./append.js'),
  verify: () => import('./verify.js'),
  'desk-queries': () => import('./desk-queries.js'),
  quota: () => import('./quota.js'),
  suppression: () => import('./suppression.js'),
  hooks: () => import('./hooks.js'),
};

const [name = '', ...words] = process.argv.slice(2);
const benchmark = benchmarks[name];
if (!benchmark) {
  console.error(`Which one? ${Object.keys(benchmarks).join(', ')}`);
  process.exit(2);
}
const server = await benchPostgres();
let exitCode = 0;
try {
  const chosen = await benchmark();
  const result = await chosen.run({ quick: words.includes('--quick'), databaseUrl: server.url, words });
  const note = `${result.note} Load ${loadavg()[0]!.toFixed(1)} on ${availableParallelism()} cores.`;
  if (words.includes('--json')) console.log(JSON.stringify({ ...result, note }));
  else
    console.log(
      `${name}: ${result.ours} ${result.unit}, peer ${result.peer}, ratio ${result.ratio} ± ${result.spread}\n${note}`,
    );
} catch (error) {
  console.error(error);
  exitCode = 1;
} finally {
  await server.stop();
}
process.exit(exitCode);
