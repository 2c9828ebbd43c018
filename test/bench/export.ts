import type { BenchOptions, BenchResult } from './result.js';
export async function run(_options: BenchOptions): Promise<BenchResult> {
  throw new Error('later');
}
