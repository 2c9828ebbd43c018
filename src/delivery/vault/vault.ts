import type { Readable } from 'node:stream';

export interface Stored {
  /** Bytes as they lie in the vault, sealed. */
  bytes: number;
  /** Of those bytes: the file can be checked by whoever holds no key. */
  sha256: Buffer;
}

/**
 * Where sealed parts and packages lie. A vault knows nothing of keys or people: what comes in is sealed already, and
 * names are ours (`vaultName`).
 */
export abstract class Vault {
  /**
   * Stores what the source yields under the name, whole or not at all: a failing source, a full disk or a killed
   * process leaves nothing under it. An earlier file of the same name is replaced.
   *
   * @throws VaultError `full` when there is no room; whatever the source fails with.
   */
  abstract write(name: string, source: Readable): Promise<Stored>;

  /** The file as a stream, which fails with VaultError `missing` when there is none. */
  abstract read(name: string): Readable;

  /** Removes the file; one that is not there is no error. */
  abstract remove(name: string): Promise<void>;

  /** Names of all files, in no order. */
  abstract list(): AsyncIterable<string>;
}

export class VaultError extends Error {
  constructor(readonly code: 'bad-name' | 'full' | 'missing') {
    super(`Vault: ${code}`);
    this.name = 'VaultError';
  }
}

const NAME = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.(part|zip)$/;

/** The name of a file: an identifier of ours and what kind it is, nothing a person or a system has said. */
export function vaultName(id: string, kind: 'part' | 'zip'): string {
  const name = `${id}.${kind}`;
  assertVaultName(name);
  return name;
}

export function assertVaultName(name: string): void {
  if (!NAME.test(name)) throw new VaultError('bad-name');
}
