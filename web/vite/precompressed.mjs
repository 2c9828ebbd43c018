import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const worth = /\.(?:js|css|html|svg|json)$/;
const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/**
 * After a build: a `.br` and a `.gz` beside every file that gains by it, so that the service sends files as they lie and
 * never compresses while somebody waits; and `pages.json`, which lists every file with its sizes. By that list the service
 * knows that a build is there, and the size check what a visit costs.
 */
export function precompressed() {
  let outDir;
  return {
    name: 'habeas-precompressed',
    apply: 'build',
    configResolved(config) {
      outDir = config.build.outDir;
    },
    async closeBundle() {
      const files = {};
      const entries = await readdir(outDir, { recursive: true, withFileTypes: true });
      for (const entry of entries.filter((one) => one.isFile())) {
        const path = join(entry.parentPath, entry.name);
        const content = await readFile(path);
        const sizes = { bytes: content.length };
        if (worth.test(entry.name) && content.length > 512) {
          const [br, gz] = await Promise.all([
            brotli(content, {
              params: {
                [constants.BROTLI_PARAM_QUALITY]: 11,
                [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
              },
            }),
            zip(content, { level: 9 }),
          ]);
          await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)]);
          Object.assign(sizes, { br: br.length, gz: gz.length });
        }
        files[relative(outDir, path)] = sizes;
      }
      const sorted = Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
      await writeFile(join(outDir, 'pages.json'), `${JSON.stringify(sorted, null, 2)}\n`);
    },
  };
}
