import { SystemClock } from '../../platform/clock/clock.js';
import { DataKeys } from '../../platform/crypto/data-keys.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import type { Wrapping } from '../../platform/crypto/rotation.js';
import { exitCodes } from '../failure.js';
import type { Outcome } from '../outcome.js';
import { table } from '../table.js';
import { onDatabase } from './on-database.js';

export function status(): Promise<Outcome> {
  return onDatabase(async (manager, settings) => {
    const ring = KeyRing.from(settings);
    const wrappings = await new DataKeys(ring, new SystemClock()).wrappings(manager);
    const lost = wrappings.filter((one) => !one.atHand);
    return {
      json: { newest: ring.newest, atHand: ring.ids, wrappings },
      lines: [
        ...wrappingLines(wrappings),
        ...ring.warnings,
        ...(lost.length > 0
          ? ['What lies under a key that is not at hand cannot be read: add it to KEY_ENCRYPTION_KEY_FILE.']
          : []),
      ],
      ...(lost.length > 0 ? { exitCode: exitCodes.no } : {}),
    };
  });
}

export function wrappingLines(wrappings: readonly Wrapping[]): string[] {
  const rows = wrappings.map((one) => [one.kekId, one.keys, one.newest ? 'yes' : 'no', one.atHand ? 'yes' : 'no']);
  return table(['key-encryption key', 'living data keys', 'newest', 'at hand'], rows, 'There are no data keys yet.');
}
