import { SettingsError, type Settings } from '../settings/settings.js';
import { KEY_BYTES } from './aes-gcm.js';
import { keyEncryptionKeyFile } from './development-keys.js';
import { readPrivateFile } from './private-file.js';

const EXAMPLE = 'Example: KEY_ENCRYPTION_KEY_FILE=/run/secrets/habeas-kek';

/**
 * The key-encryption keys of the settings, newest first: of KEY_ENCRYPTION_KEY, of KEY_ENCRYPTION_KEY_FILE, or, in
 * development and test, generated.
 *
 * @throws SettingsError that never contains a key.
 */
export function keyEncryptionKeys(settings: Settings): { keys: Buffer[]; warnings: string[] } {
  const { KEY_ENCRYPTION_KEY: single, KEY_ENCRYPTION_KEY_FILE: file } = settings;
  if (single && file) {
    throw new SettingsError(
      'KEY_ENCRYPTION_KEY: it is set beside KEY_ENCRYPTION_KEY_FILE, so that nobody can tell which key is the newest. ' +
        `Put both keys into the file, one a line, newest first. ${EXAMPLE}`,
    );
  }
  if (single) return { keys: parse(single, 'KEY_ENCRYPTION_KEY'), warnings: [] };
  const { path, warnings } = keyEncryptionKeyFile(settings);
  const text = readPrivateFile(path, 'KEY_ENCRYPTION_KEY_FILE', EXAMPLE);
  return { keys: parse(text, 'KEY_ENCRYPTION_KEY_FILE'), warnings };
}

/** One base64 key a line; empty lines and lines that begin with # are passed over. */
function parse(text: string, variable: string): Buffer[] {
  const lines = text
    .split(/\r?\n/)
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'));
  if (lines.length === 0) throw new SettingsError(`${variable}: there is no key in it. ${EXAMPLE}`);
  return lines.map(({ line, number }) => {
    const key = Buffer.from(line, 'base64');
    // Buffer.from passes over what is not base64: only what comes back the same was a key.
    if (key.length !== KEY_BYTES || key.toString('base64') !== line) {
      throw new SettingsError(
        `${variable}: line ${number} is not 32 bytes in base64. Make one with \`openssl rand -base64 32\`. ${EXAMPLE}`,
      );
    }
    return key;
  });
}
