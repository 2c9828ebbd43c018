import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { HttpWorld } from '../kit/conformance/http-harness.js';
import { type LoadedDefinition, loadDefinition } from './load.js';

/** The folder of a connector that consists of a definition and a simulator, as `habeas connector new` makes it. */
export class ConnectorFolder {
  readonly folder: string;
  readonly name: string;

  constructor(path: string) {
    this.folder = resolve(path);
    this.name = basename(this.folder);
  }

  get file(): string {
    return join(this.folder, `${this.name}.yaml`);
  }

  definition(): LoadedDefinition {
    return loadDefinition(this.file, readFileSync(this.file, 'utf8'));
  }

  /** @throws when `world.mjs` is not there or gives no world. */
  async world(): Promise<HttpWorld> {
    const loaded = (await import(pathToFileURL(join(this.folder, 'world.mjs')).href)) as { world?: HttpWorld };
    if (!loaded.world) throw new Error('world.mjs gives no world.');
    return loaded.world;
  }
}

const TEMPLATE = new URL('./template/', import.meta.url);
const FILES = ['definition.yaml', 'simulator.mjs', 'world.mjs'] as const;

/** The files of a new connector: name → text. */
export function newConnector(name: string, today: Date): Record<string, string> {
  const day = today.toISOString().slice(0, 10);
  return Object.fromEntries(
    FILES.map((file) => [
      file === 'definition.yaml' ? `${name}.yaml` : file,
      readFileSync(new URL(file, TEMPLATE), 'utf8').replaceAll('__NAME__', name).replaceAll('__TODAY__', day),
    ]),
  );
}
