import type { Transform } from 'node:stream';
import type { DataKey } from '../../platform/crypto/data-key.js';
import { openFrames, sealFrames } from '../../platform/crypto/frames.js';

/** How files are sealed on their way into the vault and opened on their way out, bound to their names. */
export interface Sealing {
  seal(name: string): Transform;
  open(name: string): Transform;
}

/** Sealing under one data key: parts and packages lie under the key of their case, and die with it. */
export function sealingUnder(key: DataKey): Sealing {
  return { seal: (name) => sealFrames(key, { name }), open: (name) => openFrames(key, { name }) };
}
