/**
 * What a first visit to the portal costs: every script that its page loads before anything is clicked, and the texts of
 * one language, compressed as the service sends them. Fails above the limit, so that nobody makes it heavy by accident.
 */
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

const LIMIT = 120_000;
const web = new URL('../dist/web/', import.meta.url);

/** @returns the files by name with their bytes as Brotli, which every browser of today takes over HTTPS. */
export async function firstLoad(application = 'portal', areas = ['ui', 'portal']) {
  const sizes = JSON.parse(await readFile(new URL('pages.json', web), 'utf8'));
  const page = await readFile(new URL(`${application}/index.html`, web), 'utf8');
  const scripts = new Set([...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, path]) => path));
  // Scripts that those import at once; what is imported later stands behind `import(`.
  for (const path of scripts) {
    const source = await readFile(new URL(path, web), 'utf8');
    for (const [, name] of source.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g))
      scripts.add(`assets/${name}`);
  }
  const compressed = (path) => sizes[path].br ?? sizes[path].bytes;
  const files = [...scripts].map((path) => [path, compressed(path)]);
  // Each area is one file a language; the larger language counts.
  for (const area of areas) {
    const texts = Object.keys(sizes).filter(
      (path) => new RegExp(`^assets/${area}-[\\w-]+\\.js$`).test(path) && !scripts.has(path),
    );
    const heaviest = texts.sort((a, b) => compressed(b) - compressed(a))[0];
    if (heaviest) files.push([heaviest, compressed(heaviest)]);
  }
  return files;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const files = await firstLoad();
  const total = files.reduce((sum, [, bytes]) => sum + bytes, 0);
  for (const [path, bytes] of files) console.log(`${String(bytes).padStart(8)}  ${path}`);
  console.log(`${String(total).padStart(8)}  bytes of JavaScript for the portal's first page (limit ${LIMIT})`);
  if (total > LIMIT) process.exitCode = 1;
}
