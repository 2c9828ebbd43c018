import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A build of `web/`: the folder, and the files in it by their paths. */
export interface BuiltPages {
  root: string;
  files: ReadonlySet<string>;
}

/** Beside the compiled service, or, where the service runs from its sources (tests), where the build puts them. */
const PLACES = ['../../web/', '../../dist/web/'];

/** What `npm run web` wrote, or null when it has not run: the API stands without it. */
export function builtPages(): BuiltPages | null {
  for (const place of PLACES) {
    const list = new URL(`${place}pages.json`, import.meta.url);
    if (!existsSync(list)) continue;
    const files = Object.keys(JSON.parse(readFileSync(list, 'utf8')) as Record<string, unknown>);
    return { root: fileURLToPath(new URL(place, import.meta.url)), files: new Set(files) };
  }
  return null;
}
