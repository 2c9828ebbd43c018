import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newConnector } from '../../connectors/rest/folder.js';
import { SystemClock } from '../../platform/clock/clock.js';
import type { Options } from '../define.js';
import { CliFailure, exitCodes } from '../failure.js';
import type { Outcome } from '../outcome.js';

export async function connectorNew(options: Options & { in: string }, [name = '']: string[]): Promise<Outcome> {
  if (!/^[a-z][a-z0-9-]{1,40}$/.test(name)) {
    throw new CliFailure('A connector is called by small letters, digits and hyphens.', exitCodes.usage);
  }
  const folder = join(options.in, name);
  if (existsSync(folder)) throw new CliFailure(`${folder} is there already and is left alone.`, exitCodes.usage);
  const files = newConnector(name, new SystemClock().now());
  await mkdir(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text, { flag: 'wx' });
  return {
    json: { folder, files: Object.keys(files) },
    lines: [
      ...Object.keys(files).map((file) => join(folder, file)),
      '',
      `Next: habeas connector test ${folder}`,
      'It names what the definition does not do yet. docs/adding-a-connector.md leads through it.',
    ],
  };
}
