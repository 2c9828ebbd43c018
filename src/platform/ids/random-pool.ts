import { randomFillSync } from 'node:crypto';

const POOL_BYTES = 4_096;

const pool = Buffer.allocUnsafeSlow(POOL_BYTES);
let used = POOL_BYTES;

/**
 * Random bytes of the system's generator, drawn in bulk: a call to it costs more than the few bytes that an identifier
 * or a nonce takes. Each byte is given out once and struck out here. Keys do not come from this pool, so that none ever
 * lies in it.
 */
export function pooledBytes(count: number): Buffer {
  if (count > POOL_BYTES - used) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = Buffer.allocUnsafe(count);
  pool.copy(bytes, 0, used, used + count);
  pool.fill(0, used, used + count);
  used += count;
  return bytes;
}
