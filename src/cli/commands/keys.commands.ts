import type { Command } from 'commander';
import { carryOut, define } from '../define.js';

/** Key-encryption keys and the keys below them. */
export function keysCommands(habeas: Command): void {
  const keys = habeas.command('keys').description('key-encryption keys, and the data keys that lie under them');
  carryOut(
    define(keys, {
      usage: 'status',
      about: 'Which key-encryption keys wrap how many living data keys, and which are at hand.',
      examples: ['habeas keys status'],
      exits: '0 every living key can be opened, 1 some cannot',
    }),
    async () => (await import('../operator/keys-status.js')).status,
  );
  carryOut(
    define(keys, {
      usage: 'rotate',
      about: 'Wrap every living data key under the newest key-encryption key. Safe to repeat.',
      more: `Put the new key as the first line of KEY_ENCRYPTION_KEY_FILE and keep the old ones below it; restart; rotate; when
nothing remains under the old ones, destroy them. Only then are destroyed data keys beyond reach in old back-ups.`,
      examples: ['habeas keys generate kek   # make the new first line', 'habeas keys rotate'],
      exits: '0 nothing remains under older keys, 1 something does',
    }),
    async () => (await import('../operator/keys-rotate.js')).rotate,
  );
  carryOut(
    define(keys, {
      usage: 'generate <kind>',
      about: 'Make a key: kek (key-encryption key, base64) or ledger (Ed25519, PKCS#8 PEM).',
      examples: ['habeas keys generate kek --out /secure/kek', 'habeas keys generate ledger --out /secure/ledger.pem'],
    }).option('--out <file>', 'write it into a new file of mode 0600 instead of printing it'),
    async () => (await import('../pure/keys-generate.js')).generate,
  );
}
