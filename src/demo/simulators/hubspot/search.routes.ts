import type { FastifyInstance } from 'fastify';
import { typeOf } from './objects.routes.js';
import { type CrmObject, PROPERTIES } from './records.js';
import { invalid, unknownProperties } from './refusals.js';
import { valueOf, view } from './views.js';
import { emailsOf, type World } from './world.js';

interface Filter {
  propertyName: string;
  operator: string;
  value?: string | number | boolean;
  highValue?: string | number;
  values?: string[];
}

interface Search {
  filterGroups?: { filters: Filter[] }[];
  query?: string;
  sorts?: (string | { propertyName: string; direction?: string })[];
  properties?: string[];
  limit?: number;
  after?: number | string;
}

/** https://developers.hubspot.com/docs/api-reference/search/guide#limits */
const MOST = { groups: 5, filters: 6, all: 18, page: 200, results: 10_000, query: 3000 };

const filter = {
  type: 'object',
  required: ['propertyName', 'operator'],
  additionalProperties: false,
  properties: {
    propertyName: { type: 'string' },
    operator: { type: 'string' },
    value: { type: ['string', 'number', 'boolean'] },
    highValue: { type: ['string', 'number'] },
    values: { type: 'array' },
  },
};
const body = {
  type: 'object',
  additionalProperties: false,
  properties: {
    filterGroups: {
      type: 'array',
      items: { type: 'object', required: ['filters'], properties: { filters: { type: 'array', items: filter } } },
    },
    query: { type: 'string' },
    sorts: { type: 'array' },
    properties: { type: 'array', items: { type: 'string' } },
    limit: { type: 'integer', minimum: 0 },
    after: { type: ['string', 'integer'] },
  },
};

/** Sees neither the archived nor what was written in the last moments, and a merged contact only as what it became. */
export function searchRoutes(app: FastifyInstance, world: World): void {
  app.post<{ Params: { type: string }; Body: Search }>(
    '/crm/v3/objects/:type/search',
    { schema: { body } },
    (request) => {
      const type = typeOf(request);
      const { filterGroups = [], query, sorts = [], properties, limit = 10, after = 0 } = request.body;
      const filters = filterGroups.flatMap((group) => group.filters);
      if (
        filterGroups.length > MOST.groups ||
        filterGroups.some((group) => group.filters.length > MOST.filters) ||
        filters.length > MOST.all
      ) {
        invalid(
          `Up to ${MOST.groups} filter groups with ${MOST.filters} filters each and ${MOST.all} in all are allowed`,
        );
      }
      if (limit > MOST.page) invalid(`limit must not be greater than ${MOST.page}`);
      if (query !== undefined && query.length > MOST.query) invalid('query is too long');
      const { shown, further } = PROPERTIES[type];
      const unknown = filters
        .map((one) => one.propertyName)
        .filter((name) => !shown.includes(name) && !further.includes(name));
      if (unknown.length > 0) unknownProperties(unknown);
      const offset = Number(after);
      if (!Number.isInteger(offset) || offset < 0) invalid('after must be a number');
      if (offset + limit > MOST.results) invalid(`Only the first ${MOST.results} results can be paged through`);
      const found = world.indexes[type]
        .visible()
        .filter(
          (object) =>
            filterGroups.length === 0 || filterGroups.some((group) => group.filters.every((one) => holds(one, object))),
        )
        .filter((object) => !query || mentions(object, query));
      const results = sorted(found, sorts).slice(offset, offset + limit);
      const next = offset + limit;
      return {
        total: found.length,
        results: results.map((object) => view(world, object, properties ? { properties } : {})),
        ...(next < found.length ? { paging: { next: { after: String(next) } } } : {}),
      };
    },
  );
}

function holds({ propertyName, operator, value, highValue, values = [] }: Filter, object: CrmObject): boolean {
  const found = valueOf(object, propertyName);
  const [text, wanted] = [found?.toLowerCase() ?? '', String(value ?? '').toLowerCase()];
  switch (operator) {
    case 'EQ':
      return found !== null && text === wanted;
    case 'NEQ':
      return text !== wanted;
    case 'IN':
      return values.some((one) => one.toLowerCase() === text);
    case 'NOT_IN':
      return !values.some((one) => one.toLowerCase() === text);
    case 'HAS_PROPERTY':
      return found !== null && found !== '';
    case 'NOT_HAS_PROPERTY':
      return found === null || found === '';
    case 'CONTAINS_TOKEN':
      return hasToken(text, wanted);
    case 'NOT_CONTAINS_TOKEN':
      return !hasToken(text, wanted);
    case 'LT':
    case 'LTE':
    case 'GT':
    case 'GTE':
      return found !== null && compares(operator, numberOf(text), numberOf(wanted));
    case 'BETWEEN':
      return found !== null && numberOf(text) >= numberOf(wanted) && numberOf(text) <= numberOf(String(highValue));
    default:
      return invalid(`operator ${operator} is not known`);
  }
}

/** Whole words, with `*` at either end for parts of them; addresses are words of their own between semicolons. */
function hasToken(text: string, wanted: string): boolean {
  const pattern = wanted.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*');
  return (
    new RegExp(`^${pattern}$`).test(text) || text.split(/[\s;,]+/).some((word) => new RegExp(`^${pattern}$`).test(word))
  );
}

function compares(operator: 'LT' | 'LTE' | 'GT' | 'GTE', one: number, other: number): boolean {
  if (operator === 'LT') return one < other;
  if (operator === 'LTE') return one <= other;
  return operator === 'GT' ? one > other : one >= other;
}

/** Moments are given in milliseconds or as ISO 8601. */
const numberOf = (text: string): number => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Date.parse(text));

function mentions(object: CrmObject, query: string): boolean {
  const texts =
    object.type === 'contacts'
      ? ['firstname', 'lastname', 'phone', 'company', 'email']
      : ['subject', 'content', 'hs_note_body'];
  const text = [...texts.map((name) => object.properties[name] ?? ''), ...emailsOf(object)].join(' ').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function sorted(objects: CrmObject[], sorts: Search['sorts'] = []): CrmObject[] {
  const [sort] = sorts;
  if (sort === undefined) return objects.sort((a, b) => Number(a.id) - Number(b.id));
  const name = typeof sort === 'string' ? sort.replace(/^-/, '') : sort.propertyName;
  const down = typeof sort === 'string' ? sort.startsWith('-') : sort.direction === 'DESCENDING';
  return objects.sort((a, b) => (valueOf(a, name) ?? '').localeCompare(valueOf(b, name) ?? '') * (down ? -1 : 1));
}
