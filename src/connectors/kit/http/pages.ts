import { Refused } from '../errors.js';
import type { Answer } from './answer.js';
import { at } from './json-at.js';
import type { SystemCall, SystemHttp } from './system-http.js';

/** How a list is cut into pages. Paths (`paging.next.after`) are those of the answer's JSON. */
export type Pages =
  | { by: 'offset'; param: string; size: PageSize; in?: 'query' | 'json' }
  | { by: 'page'; param: string; size: PageSize; first?: number; in?: 'query' | 'json' }
  /** Where `more` stands, it says whether there is a next page; otherwise the cursor's absence does. */
  | {
      by: 'cursor';
      param: string;
      at: string;
      /** The cursor stands in the last item of the page, at this path of it. */
      last?: true;
      more?: string;
      size?: PageSize;
      in?: 'query' | 'json';
    }
  /** A whole address of the next page: in the Link header (RFC 8288), or at a path of the answer. */
  | { by: 'link'; at?: string; more?: string; size?: PageSize };

export interface PageSize {
  param: string;
  value: number;
}

/** A list longer than this is no list of one person's records. */
const MOST_PAGES = 10_000;

/**
 * All pages of a list, one after the other.
 *
 * @param itemsOf the records of one answer; their number tells where a list without cursors ends.
 * @throws Refused when the pages lead in a circle or never end, or when the next one lies with somebody else.
 */
export async function* paged(
  http: SystemHttp,
  call: SystemCall,
  pages: Pages | undefined,
  itemsOf: (answer: Answer) => readonly unknown[],
): AsyncGenerator<readonly unknown[]> {
  if (!pages) {
    yield itemsOf(await http.send(call));
    return;
  }
  let place: Place | null = firstPlace(pages);
  const seen = new Set<string>();
  let before = '';
  for (let count = 0; place !== null; count++) {
    if (count >= MOST_PAGES) throw new Refused('too-large', 'A list has more pages than are read.');
    if (seen.has(place.name)) throw circle();
    seen.add(place.name);
    const answer = await http.send(placed(http, call, pages, place));
    const items = itemsOf(answer);
    // An API that ignores its own parameter answers with the first page for ever.
    const now = pages.by === 'offset' || pages.by === 'page' ? JSON.stringify(items) : '';
    if (items.length > 0 && now !== '' && now === before) throw circle();
    before = now;
    yield items;
    place = nextPlace(pages, place, answer, items);
  }
}

const circle = (): Refused => new Refused('unsupported', 'The pages of a list lead in a circle.');

/** Where a page begins; its name is different for each. */
interface Place {
  name: string;
  value: string | number | null;
}

function firstPlace(pages: Pages): Place {
  if (pages.by === 'offset') return { name: '0', value: 0 };
  if (pages.by === 'page') return { name: String(pages.first ?? 1), value: pages.first ?? 1 };
  return { name: '', value: null };
}

function nextPlace(pages: Pages, place: Place, answer: Answer, items: readonly unknown[]): Place | null {
  if (pages.by === 'offset' || pages.by === 'page') {
    if (items.length < pages.size.value) return null;
    const value = Number(place.value) + (pages.by === 'offset' ? items.length : 1);
    return { name: String(value), value };
  }
  if (pages.more !== undefined && at(answer.json, pages.more) !== true) return null;
  const holder = pages.by === 'cursor' && pages.last ? items.at(-1) : answer.json;
  const next = pages.by === 'link' && pages.at === undefined ? nextLink(answer) : at(holder, pages.at ?? '');
  if (typeof next !== 'string' && typeof next !== 'number') return null;
  return next === '' ? null : { name: String(next), value: next };
}

function placed(http: SystemHttp, call: SystemCall, pages: Pages, { value }: Place): SystemCall {
  const size = pages.size ? [[pages.size.param, pages.size.value] as const] : [];
  if (pages.by === 'link') {
    if (value === null) return withParams(call, size, 'query');
    const address = String(value);
    if (!http.isOwn(address)) throw new Refused('unsupported', 'The next page of a list lies with another host.');
    const { query: _first, ...rest } = call;
    return { ...rest, path: address };
  }
  return withParams(call, [...size, ...(value === null ? [] : [[pages.param, value] as const])], pages.in ?? 'query');
}

function withParams(
  call: SystemCall,
  params: readonly (readonly [string, string | number])[],
  where: 'query' | 'json',
): SystemCall {
  if (where === 'query') {
    return {
      ...call,
      query: [...(call.query ?? []), ...params.map(([name, value]) => [name, String(value)] as const)],
    };
  }
  const body = call.body && 'json' in call.body ? call.body.json : {};
  return {
    ...call,
    body: { json: params.reduce((json, [name, value]) => withParam(json, name.split('.'), value), body) },
  };
}

/** `variables.after` stands inside of `variables`. */
function withParam(json: unknown, [name = '', ...inner]: readonly string[], value: string | number): unknown {
  const table = typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {};
  return { ...table, [name]: inner.length === 0 ? value : withParam(table[name], inner, value) };
}

/** `<https://…>; rel="next"`. */
function nextLink({ headers }: Answer): string | undefined {
  for (const [, address, attributes = ''] of (headers['link'] ?? '').matchAll(/<([^>]*)>([^<]*)/g)) {
    if (/;\s*rel\s*=\s*"?[^";]*\bnext\b/i.test(attributes)) return address;
  }
  return undefined;
}
