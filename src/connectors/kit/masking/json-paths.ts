import type { JsonValue } from '../contract.js';

/** One step of a JSON path as maps write it: a member, every element, or one element. */
type Step = { member: string } | { every: true } | { element: number };

/** Reads `a.b`, `items[*].name`, `items[0]`. */
export function parsePath(path: string): Step[] {
  return path.split('.').flatMap((segment) => {
    const [, member = '', rest = ''] = /^([^[]*)(.*)$/s.exec(segment) ?? [];
    const elements = [...rest.matchAll(/\[(\*|\d+)\]/g)].map(([, which]): Step =>
      which === '*' ? { every: true } : { element: Number(which) },
    );
    return [...(member === '' ? [] : [{ member }]), ...elements];
  });
}

/** The paths with nothing to expand, for a statement over many rows; null if one of them has a `[*]`. */
export function concretePaths(paths: string[]): (string | number)[][] | null {
  const parsed = paths.map(parsePath);
  if (parsed.some((steps) => steps.some((step) => 'every' in step))) return null;
  return parsed.map((steps) =>
    steps.map((step) => ('member' in step ? step.member : 'element' in step ? step.element : 0)),
  );
}

/** Where in this document something stands at the paths that is not null already. */
export function occupiedPaths(document: JsonValue, paths: string[]): (string | number)[][] {
  return paths.flatMap((path) => walk(document, parsePath(path), []));
}

function walk(value: JsonValue, steps: Step[], trail: (string | number)[]): (string | number)[][] {
  const [step, ...rest] = steps;
  if (!step) return value === null ? [] : [trail];
  if ('member' in step) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return [];
    const inner = Object.hasOwn(value, step.member) ? value[step.member] : undefined;
    return inner === undefined ? [] : walk(inner, rest, [...trail, step.member]);
  }
  if (!Array.isArray(value)) return [];
  const wanted = 'every' in step ? value.keys() : [step.element];
  return [...wanted].flatMap((at) => {
    const inner = value[at];
    return inner === undefined ? [] : walk(inner, rest, [...trail, at]);
  });
}
