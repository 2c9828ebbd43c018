import { SystemClock } from '../../platform/clock/clock.js';
import { DataKeys } from '../../platform/crypto/data-keys.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import { exitCodes } from '../failure.js';
import type { Outcome } from '../outcome.js';
import { wrappingLines } from './keys-status.js';
import { onDatabase } from './on-database.js';

export function rotate(): Promise<Outcome> {
  return onDatabase(async (manager, settings) => {
    const ring = KeyRing.from(settings);
    const keys = new DataKeys(ring, new SystemClock());
    const rotation = await manager.transaction((tx) => keys.rotate(tx));
    const remains = rotation.remaining.length > 0;
    return {
      json: { newest: ring.newest, ...rotation },
      lines: [
        `Wrapped anew under ${ring.newest}: ${rotation.rewrapped}.`,
        ...(remains
          ? ['These still lie under older keys; do not destroy those:', ...wrappingLines(rotation.remaining)]
          : [
              'Nothing remains under older keys: take them out of KEY_ENCRYPTION_KEY_FILE, restart, and destroy every copy.',
            ]),
      ],
      ...(remains ? { exitCode: exitCodes.no } : {}),
    };
  });
}
