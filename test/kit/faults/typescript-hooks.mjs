import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Lets Node run the house's TypeScript as it lies there, in a process of its own. What is transpiled once is kept. */
const cache = fileURLToPath(new URL('../../../node_modules/.cache/habeas/transpiled/', import.meta.url));
const { version } = JSON.parse(
  await readFile(new URL('../../../node_modules/typescript/package.json', import.meta.url), 'utf8'),
);

export async function resolve(specifier, context, next) {
  if (/^\.{1,2}\/.*\.js$/.test(specifier) && context.parentURL?.endsWith('.ts')) {
    const url = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    if (existsSync(fileURLToPath(url))) return { url: url.href, format: 'module', shortCircuit: true };
  }
  return next(specifier, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  return { format: 'module', source: await transpiled(fileURLToPath(url)), shortCircuit: true };
}

async function transpiled(path) {
  const source = await readFile(path, 'utf8');
  const name = createHash('sha256').update(`${version}\0${path}\0${source}`).digest('hex');
  const file = `${cache}${name}.js`;
  try {
    return await readFile(file, 'utf8');
  } catch {
    // The compiler takes most of a second to load, and mostly there is nothing to compile.
    const { default: ts } = await import('typescript');
    const { outputText } = ts.transpileModule(source, {
      compilerOptions: {
        module: ts.ModuleKind.ESNext,
        target: ts.ScriptTarget.ES2023,
        experimentalDecorators: true,
        emitDecoratorMetadata: true,
        esModuleInterop: true,
      },
      fileName: path,
    });
    await mkdir(cache, { recursive: true });
    await writeFile(`${file}.${process.pid}`, outputText);
    await rename(`${file}.${process.pid}`, file);
    return outputText;
  }
}
