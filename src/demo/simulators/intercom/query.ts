import { invalid } from './refusals.js';

export type Filter = { field: string; operator: string; value: unknown } | { operator: 'AND' | 'OR'; value: Filter[] };

const MOST_NESTED = 2;
const MOST_FILTERS = 15;

/** Filters, at most two deep with fifteen in a group: POST /contacts/search in the vendor's OpenAPI. */
export function holds(filter: Filter, entry: object, depth = 0): boolean {
  if (!('field' in filter)) {
    if (depth >= MOST_NESTED || !Array.isArray(filter.value) || filter.value.length > MOST_FILTERS) {
      return invalid('query is nested too deeply or has too many filters');
    }
    const inner = (one: Filter): boolean => holds(one, entry, depth + 1);
    return filter.operator === 'AND' ? filter.value.every(inner) : filter.value.some(inner);
  }
  const { field, operator, value } = filter;
  if (!(field in entry)) return invalid(`${field} is not a valid search field`, 'invalid_field');
  const found = (entry as Record<string, unknown>)[field] ?? null;
  const text = fold(found);
  switch (operator) {
    case '=':
      return text === fold(value);
    case '!=':
      return text !== fold(value);
    case 'IN':
      return Array.isArray(value) && value.some((one) => fold(one) === text);
    case 'NIN':
      return Array.isArray(value) && !value.some((one) => fold(one) === text);
    case '~':
      return found !== null && text.includes(fold(value));
    case '!~':
      return !text.includes(fold(value));
    case '^':
      return found !== null && text.startsWith(fold(value));
    case '$':
      return found !== null && text.endsWith(fold(value));
    case '>':
      return Number(found) > Number(value);
    case '<':
      return Number(found) < Number(value);
    default:
      return invalid(`${operator} is not a valid operator`, 'invalid_operator');
  }
}

const fold = (value: unknown): string =>
  value === null || value === undefined ? '' : JSON.stringify(value).toLowerCase().replaceAll('"', '');
