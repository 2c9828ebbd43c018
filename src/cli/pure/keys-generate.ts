import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createPrivateFile } from '../../platform/crypto/private-file.js';
import type { Options } from '../define.js';
import { CliFailure, exitCodes } from '../failure.js';
import type { Outcome } from '../outcome.js';

const makers: Record<string, () => string> = {
  kek: () => randomBytes(32).toString('base64'),
  ledger: () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().trimEnd(),
};

export function generate(options: Options & { out?: string }, [kind]: string[]): Promise<Outcome> {
  const make = Object.hasOwn(makers, kind!) ? makers[kind!] : undefined;
  if (!make) throw new CliFailure(`There is no kind of key called ${kind}: kek or ledger.`, exitCodes.usage);
  const key = make();
  if (!options.out) return Promise.resolve({ json: { kind, key }, lines: [key] });
  if (!createPrivateFile(options.out, `${key}\n`)) {
    throw new CliFailure(`${options.out} is there already and is left alone.`, exitCodes.usage);
  }
  return Promise.resolve({
    json: { kind, file: options.out },
    lines: [`${options.out} is written, mode 0600. Keep a copy where nobody finds both it and the database.`],
  });
}
