import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
} from 'yaml';
import type { Locate, Path, Remark } from '../finding.js';

/** Bytes of one file: some 25 000 lines. Reading more would hold up everything else for seconds. */
export const MAX_BYTES = 1024 * 1024;
/** Nodes that aliases may add: YAML anchors are allowed, bombs made of them are not. */
const MAX_ALIASES = 100;
const MAX_DEPTH = 40;
/** Names that reach JavaScript's own machinery when somebody later merges objects carelessly. */
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

export type YamlSource =
  { status: 'read'; value: unknown; locate: Locate } | { status: 'refused'; remarks: Remark[]; locate: Locate };

/**
 * Reads one YAML 1.2 document from a file that nobody vouches for: size, depth and aliases are limited, duplicate keys,
 * unknown tags and numbers that JavaScript cannot hold are refused. Never throws.
 */
export function readYaml(text: string): YamlSource {
  const lines = new LineCounter();
  if (Buffer.byteLength(text, 'utf8') > MAX_BYTES) {
    return refuse([problem('yaml/too-large', `The file is larger than ${MAX_BYTES} bytes.`, 'Split it by system.')]);
  }
  try {
    const document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      stringKeys: true,
      // Looked for below: the library compares each key with all before it, which a long table makes minutes of.
      uniqueKeys: false,
      logLevel: 'error',
    });
    const broken = [...document.errors, ...document.warnings];
    if (broken.length > 0) {
      const first = broken[0]?.pos[0] ?? 0;
      return refuse(
        broken.slice(0, 20).map((error) => problem(yamlCode(error.code), `${error.message}.`, yamlHint(error.code))),
        at(lines, first),
        broken.map((error) => at(lines, error.pos[0])),
      );
    }
    const strange = strangeNodes(document);
    if (strange.length > 0) {
      return refuse(
        strange.map((one) => one.remark),
        { line: 1, column: 1 },
        strange.map((one) => at(lines, one.offset)),
      );
    }
    return {
      status: 'read',
      value: document.toJS({ maxAliasCount: MAX_ALIASES }),
      locate: (path) => locateIn(document, lines, path),
    };
  } catch (error) {
    // The composer recurses: deep nesting ends in a RangeError, an alias bomb in a ReferenceError.
    const bomb = error instanceof ReferenceError;
    return refuse([
      bomb
        ? problem('yaml/too-many-aliases', `Aliases would make more than ${MAX_ALIASES} copies.`, 'Write it out.')
        : problem('yaml/too-deep', 'The document is nested too deeply.', `At most ${MAX_DEPTH} levels are read.`),
    ]);
  }
}

function problem(code: string, message: string, hint: string): Remark {
  return { severity: 'error', code, path: [], message, hint };
}

/** Remarks of a document that has no paths yet: each carries its number as path, which `locate` looks up. */
function refuse(
  remarks: Remark[],
  fallback = { line: 1, column: 1 },
  places: { line: number; column: number }[] = [],
): YamlSource {
  return {
    status: 'refused',
    remarks: remarks.map((remark, index) => ({ ...remark, path: [index] })),
    locate: ([index]) => places[Number(index)] ?? fallback,
  };
}

function yamlCode(code: string): string {
  return `yaml/${code.toLowerCase().replaceAll('_', '-')}`;
}

const HINTS: Record<string, string> = {
  DUPLICATE_KEY: 'A name may stand only once in a table: merge the two entries.',
  TAB_AS_INDENT: 'Indent with spaces.',
  BAD_INDENT: 'Lines of one level begin in one column.',
  MULTIPLE_DOCS: 'One document a file: remove the line ---.',
  NON_STRING_KEY: 'Write the name in quotes.',
  TAG_RESOLVE_FAILED: 'Tags are not read: write the plain value.',
};

function yamlHint(code: string): string {
  return HINTS[code] ?? '';
}

function strangeNodes(document: Document): { remark: Remark; offset: number }[] {
  const found: { remark: Remark; offset: number }[] = [];
  let aliases = 0;
  visit(document, (_key, node, parents) => {
    if (found.length >= 20) return visit.BREAK;
    if (parents.filter((parent) => !isPair(parent)).length > MAX_DEPTH) {
      found.push({
        remark: problem('yaml/too-deep', 'The document is nested too deeply.', `At most ${MAX_DEPTH} levels are read.`),
        offset: startOf(node),
      });
      return visit.BREAK;
    }
    if (isAlias(node)) {
      aliases += 1;
      if (aliases > MAX_ALIASES) {
        const message = `The file has more than ${MAX_ALIASES} aliases.`;
        found.push({ remark: problem('yaml/too-many-aliases', message, 'Write it out.'), offset: startOf(node) });
        return visit.BREAK;
      }
      if (!node.resolve(document)) {
        const message = `Nothing is called &${node.source}.`;
        found.push({ remark: problem('yaml/bad-alias', message, 'Write the value.'), offset: startOf(node) });
      }
    }
    if (isMap(node)) {
      const names = new Set<string>();
      for (const { key } of node.items) {
        const name = isScalar(key) ? String(key.value) : '';
        if (names.has(name)) {
          const message = `The name ${JSON.stringify(name)} stands here twice.`;
          found.push({
            remark: problem('yaml/duplicate-key', message, yamlHint('DUPLICATE_KEY')),
            offset: startOf(key),
          });
        }
        names.add(name);
      }
    }
    if (isPair(node) && isScalar(node.key) && FORBIDDEN_KEYS.has(String(node.key.value))) {
      found.push({
        remark: problem(
          'yaml/forbidden-key',
          `The name ${String(node.key.value)} is not read.`,
          'Choose another name.',
        ),
        offset: startOf(node.key),
      });
    }
    if (isScalar(node) && typeof node.value === 'number' && !isExact(node.value)) {
      found.push({
        remark: problem('yaml/inexact-number', 'A number that cannot be held exactly.', 'Write it in quotes.'),
        offset: startOf(node),
      });
    }
    return undefined;
  });
  return found;
}

function isExact(value: number): boolean {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}

function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

function at(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

/** The name of the last step where it is a property, the value where it is a list's item. */
function locateIn(document: Document, lines: LineCounter, path: Path): { line: number; column: number } {
  let node: unknown = document.contents;
  let offset = startOf(node);
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (!pair) break;
      offset = startOf(pair.key);
      node = pair.value;
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(step)];
      if (item === undefined) break;
      offset = startOf(item);
      node = item;
    } else {
      break;
    }
  }
  return at(lines, offset);
}
