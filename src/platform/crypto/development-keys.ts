import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SettingsError, type Settings } from '../settings/settings.js';
import { KEY_BYTES } from './aes-gcm.js';
import { createPrivateFile } from './private-file.js';

export interface KeyFiles {
  /** One base64 key a line, newest first. Undefined when KEY_ENCRYPTION_KEY holds the key itself. */
  keyEncryptionKeyFile: string | undefined;
  /** Ed25519 private key as PKCS#8 PEM. Undefined in production without LEDGER_KEY_FILE: then the signer runs apart. */
  ledgerKeyFile: string | undefined;
  /** For the person who starts the service. */
  warnings: string[];
}

/** A file with a key, and what to tell the person who starts the service. */
interface KeyFile {
  path: string;
  warnings: string[];
}

/**
 * The files with the keys of the house. Those that the settings name are taken as they are; in development and test
 * the others are generated once under HABEAS_HOME/keys with mode 0600. With KEY_ENCRYPTION_KEY set, no file for it is
 * made (and none need be read).
 *
 * @throws SettingsError in production without a key-encryption key.
 */
export function developmentKeys(settings: Settings): KeyFiles {
  const kek = settings.KEY_ENCRYPTION_KEY ? null : keyEncryptionKeyFile(settings);
  const ledger = ledgerKeyFile(settings);
  return {
    keyEncryptionKeyFile: kek?.path,
    ledgerKeyFile: ledger?.path,
    warnings: [...(kek?.warnings ?? []), ...(ledger?.warnings ?? [])],
  };
}

/**
 * The file with the key-encryption keys, generated if need be and allowed.
 *
 * @throws SettingsError in production without one: a key that appears by itself on the disk of a container is lost
 * with it, and all that it sealed.
 */
export function keyEncryptionKeyFile(settings: Settings): KeyFile {
  if (settings.KEY_ENCRYPTION_KEY_FILE) return { path: settings.KEY_ENCRYPTION_KEY_FILE, warnings: [] };
  if (settings.NODE_ENV === 'production') {
    throw new SettingsError(
      'KEY_ENCRYPTION_KEY: it is not set, and keys are not generated under NODE_ENV=production. Make one with ' +
        '`openssl rand -base64 32`, keep a copy in a safe place, and give it here or in a file of mode 0600. ' +
        'Example: KEY_ENCRYPTION_KEY_FILE=/run/secrets/habeas-kek',
    );
  }
  return generated(join(settings.HABEAS_HOME, 'keys', 'kek'), newKeyEncryptionKey);
}

/** Without LEDGER_KEY_FILE in production nothing is generated and nothing refused: then the signer runs apart. */
function ledgerKeyFile(settings: Settings): KeyFile | null {
  if (settings.LEDGER_KEY_FILE) return { path: settings.LEDGER_KEY_FILE, warnings: [] };
  if (settings.NODE_ENV === 'production') return null;
  return generated(join(settings.HABEAS_HOME, 'keys', 'ledger.pem'), newLedgerKey);
}

function generated(path: string, make: () => string): KeyFile {
  if (!existsSync(path)) createPrivateFile(path, make());
  return { path, warnings: [warning(path)] };
}

function newKeyEncryptionKey(): string {
  return `${randomBytes(KEY_BYTES).toString('base64')}\n`;
}

function newLedgerKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function warning(path: string): string {
  return (
    `${path} is a generated key, for development alone: without it nothing that was sealed or signed with it can be ` +
    'read or continued. Production refuses it; see KEY_ENCRYPTION_KEY_FILE and LEDGER_KEY_FILE.'
  );
}
