import { isMap, isPair, isScalar, parseDocument, visit } from 'yaml';

/** Where the cursor stands in a map. */
export interface YamlPlace {
  /** Keys from the root; `*` for an entry of a list. */
  path: string[];
  /** A key of the table at `path`, a value there, or either while nothing tells them apart. */
  expects: 'key' | 'value' | 'either';
  /** Keys that the table has already. */
  taken: ReadonlySet<string>;
  /** The whole document as far as it can be read. */
  document: unknown;
}

const CURSOR = 'cursor0here';
/** Nothing but a word before the cursor: a key is being begun, or a value on a line of its own. */
const ALONE = /^\s*(?:-\s+)*[\w.$/-]*$/;

/**
 * Finds the place by putting a word where the cursor stands and looking where it comes out: the parser forgives what is
 * unfinished elsewhere.
 *
 * @param from where the word that is being typed begins
 */
export function yamlPlace(text: string, from: number, to: number): YamlPlace | null {
  const lineStart = text.lastIndexOf('\n', from - 1) + 1;
  const lineEnd = text.indexOf('\n', to) === -1 ? text.length : text.indexOf('\n', to);
  const alone = ALONE.test(text.slice(lineStart, from)) && text.slice(to, lineEnd).trim() === '';
  const marked = `${text.slice(0, from)}${CURSOR}${alone ? ': ' : ''}${text.slice(to)}`;
  const document = parseDocument(marked, { strict: false, logLevel: 'silent', uniqueKeys: false });
  let found: Omit<YamlPlace, 'document'> | null = null;
  visit(document, {
    Scalar(key, node, ancestors) {
      if (typeof node.value !== 'string' || !node.value.includes(CURSOR)) return undefined;
      const path = ancestors.flatMap((ancestor, index) => {
        if (isPair(ancestor)) return [isScalar(ancestor.key) ? String(ancestor.key.value) : ''];
        const next = ancestors[index + 1] ?? node;
        return !isMap(ancestor) && 'items' in ancestor && next !== undefined ? ['*'] : [];
      });
      if (key === 'key') {
        const table = ancestors.at(-2);
        const keys = isMap(table) ? table.items.map((pair) => (isScalar(pair.key) ? String(pair.key.value) : '')) : [];
        const taken = new Set(keys.filter((name) => !name.includes(CURSOR)));
        const either = alone && taken.size === 0;
        found = { path: path.slice(0, -1), expects: either ? 'either' : 'key', taken };
      } else found = { path, expects: 'value', taken: new Set() };
      return visit.BREAK;
    },
  });
  return found === null ? null : { ...(found as Omit<YamlPlace, 'document'>), document: document.toJS() };
}
