import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readPrivateFile } from '../platform/crypto/private-file.js';
import { formatVerifierKey, isKeyName } from './notes/verifier-key.js';
import { LedgerKeyUnfit } from './refusals.js';

/** The key that signs checkpoints, under the name of the log. */
export interface SigningKey {
  origin: string;
  key: KeyObject;
  /** The public half as it is passed on: `<name>+<key id>+<base64>`. */
  verifierKey: string;
}

/**
 * Reads the key from a PKCS#8 PEM file (`openssl genpkey -algorithm ed25519`).
 *
 * @throws SettingsError when others may read the file; LedgerKeyUnfit when it holds no Ed25519 key.
 */
export function readSigningKey(file: string, origin: string): SigningKey {
  const pem = readPrivateFile(file, 'LEDGER_KEY_FILE', 'Make one with `openssl genpkey -algorithm ed25519`.');
  return signingKey(privateKeyIn(pem), origin);
}

export function signingKey(key: KeyObject, origin: string): SigningKey {
  if (key.asymmetricKeyType !== 'ed25519') throw new LedgerKeyUnfit('The key that signs checkpoints must be Ed25519.');
  if (!isKeyName(origin)) throw new LedgerKeyUnfit('LEDGER_ORIGIN may hold neither spaces nor a plus.');
  return { origin, key, verifierKey: formatVerifierKey(origin, key) };
}

/** OpenSSL's own message could quote the file; ours does not. */
function privateKeyIn(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new LedgerKeyUnfit('The file of LEDGER_KEY_FILE holds no private key in PKCS#8 PEM.');
  }
}
