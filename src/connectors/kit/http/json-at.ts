import type { JsonValue } from '../contract.js';
import { parsePath } from '../masking/json-paths.js';

/** What stands at a path (`a.b`, `items[0].id`) of JSON that came from outside; undefined where nothing does. */
export function at(value: unknown, path: string): JsonValue | undefined {
  return path.includes('[*]') ? allAt(value, path) : allAt(value, path)[0];
}

/** Everything at a path; with `[*]` (`emails[*].value`) that may be several. */
export function allAt(value: unknown, path: string): JsonValue[] {
  let here: unknown[] = [value];
  for (const step of parsePath(path)) {
    here = here.flatMap((one): unknown[] => {
      if ('member' in step) {
        const has = typeof one === 'object' && one !== null && Object.hasOwn(one, step.member);
        return has ? [(one as Record<string, unknown>)[step.member]] : [];
      }
      if (!Array.isArray(one)) return [];
      const items = one as unknown[];
      if ('every' in step) return items;
      return step.element < items.length ? [items[step.element]] : [];
    });
  }
  return here.filter((one): one is JsonValue => one !== undefined);
}

/** The scalar at a path as text; empty where nothing stands there, or something that is no scalar. */
export function textAt(value: unknown, path: string): string {
  const found = at(value, path);
  return typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean' ? String(found) : '';
}
