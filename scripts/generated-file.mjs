import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';

/**
 * Writes a file that is generated and committed; with `--check` says instead whether it is up to date, and how to make
 * it so. Files that prettier knows are written as it would write them.
 */
export async function generatedFile(path, content, script) {
  const known = /\.(md|json|ya?ml)$/.test(path);
  const wanted = known ? await format(content, { ...(await resolveConfig(path)), filepath: path }) : content;
  const present = await readFile(path, 'utf8').catch(() => undefined);
  if (!process.argv.includes('--check')) {
    if (present !== wanted) await writeFile(path, wanted);
    console.log(present === wanted ? `${path} is up to date` : `${path} written`);
  } else if (present !== wanted) {
    console.error(`${path} is not up to date: run \`npm run ${script}\` and commit it.`);
    process.exitCode = 1;
  }
}
