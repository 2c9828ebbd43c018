/**
 * Makes what docker-compose.yml asks for and nobody should have to invent: passwords in `.env`, keys in `secrets/`.
 * What exists is left alone: a new key-encryption key would make the old data unreadable.
 *
 *     docker run --rm -v "$PWD:/w" -w /w node:24-slim node scripts/compose-secrets.mjs
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { appendFileSync, chmodSync, chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

/** The user `node` of the image, who reads the keys. */
const READER = 1000;

const present = existsSync('.env') ? readFileSync('.env', 'utf8') : '';
const wanted = [
  'POSTGRES_PASSWORD',
  'HABEAS_OWNER_PASSWORD',
  'HABEAS_APP_PASSWORD',
  'REDIS_PASSWORD',
  'METRICS_TOKEN',
].filter((name) => !new RegExp(`^${name}=`, 'm').test(present));
if (wanted.length > 0) {
  const lines = wanted.map((name) => `${name}=${randomBytes(24).toString('hex')}\n`).join('');
  appendFileSync('.env', present === '' || present.endsWith('\n') ? lines : `\n${lines}`, { mode: 0o600 });
  chmodSync('.env', 0o600);
}

mkdirSync('secrets', { recursive: true, mode: 0o700 });
const keys = {
  'key-encryption-key': () => `${randomBytes(32).toString('base64')}\n`,
  'ledger-key': () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
};
const made = Object.entries(keys).filter(([name]) => !existsSync(`secrets/${name}`));
for (const [name, make] of made) {
  writeFileSync(`secrets/${name}`, make(), { mode: 0o600, flag: 'wx' });
  if (process.getuid?.() === 0) chownSync(`secrets/${name}`, READER, READER);
}

console.log(`.env: ${wanted.join(', ') || 'nothing'} added`);
console.log(
  `secrets/: ${made.map(([name]) => name).join(', ') || 'nothing'} made; keep a copy of them in a safe place`,
);
for (const name of ['PUBLIC_URL', 'SMTP_URL', 'MAIL_FROM', 'LEDGER_ORIGIN']) {
  if (!new RegExp(`^${name}=`, 'm').test(present)) console.log(`.env: add ${name}=… yourself`);
}
