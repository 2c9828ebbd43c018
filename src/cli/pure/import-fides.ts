import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importFides } from '../../datamap/fides/import-fides.js';
import { hasErrors, sentence } from '../../datamap/finding.js';
import type { Options } from '../define.js';
import { CliFailure, exitCodes } from '../failure.js';
import type { Outcome } from '../outcome.js';

export async function importFidesFile(options: Options & { out?: string }, [file]: string[]): Promise<Outcome> {
  const { imported, findings } = importFides(file!, await readFile(file!, 'utf8'));
  const written: string[] = [];
  if (options.out) {
    await mkdir(options.out, { recursive: true });
    for (const { map, yaml } of imported) {
      const path = join(options.out, `${map.system}.yaml`);
      await writeFile(path, yaml, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST')
          throw new CliFailure(`${path} is there already and is left alone.`, exitCodes.usage);
        throw error;
      });
      written.push(path);
    }
  }
  // Remarks go where they do not end up in a map that is piped into a file.
  for (const finding of findings) process.stderr.write(`${sentence(finding)}\n`);
  return {
    json: {
      imported: imported.map(({ dataset, map, yaml }) => ({ dataset, system: map.system, yaml })),
      written,
      findings,
    },
    lines: options.out
      ? [
          ...written.map((path) => `${path} is written.`),
          `What begins with ??? is for a person to answer; then: habeas map lint ${options.out}`,
        ]
      : imported.map(({ yaml }) => yaml.trimEnd()).flatMap((yaml, index) => (index === 0 ? [yaml] : ['---', yaml])),
    ...(hasErrors(findings) || imported.length === 0 ? { exitCode: exitCodes.no } : {}),
  };
}
