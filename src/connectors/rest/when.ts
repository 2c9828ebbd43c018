import { allAt } from '../kit/http/json-at.js';
import type { When } from './definition.js';

/**
 * Does the JSON look like this? Every path must hold one of the values; `null` also stands for nothing at all. Numbers
 * and texts that are written alike are alike: vendors change their minds about ids.
 */
export function matches(json: unknown, when: When): boolean {
  return Object.entries(when).every(([path, wanted]) => {
    const found = allAt(json, path);
    const values = found.length === 0 ? [null] : found;
    const wishes = Array.isArray(wanted) ? wanted : [wanted];
    return values.some((value) => wishes.some((wish) => alike(value, wish)));
  });
}

function alike(value: unknown, wish: unknown): boolean {
  if (value === wish) return true;
  const isPlain = (one: unknown): boolean => typeof one === 'string' || typeof one === 'number';
  return isPlain(value) && isPlain(wish) && String(value) === String(wish);
}
