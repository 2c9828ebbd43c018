import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { reasons as LEDGER_REASONS } from '../../src/ledger/reasons.js';
import { ACTIONS } from '../../src/work/task.entity.js';

const WEB = join(import.meta.dirname, '../../web/src');
const CATALOGS = join(WEB, 'i18n/catalogs');
const PLURAL = /_(?:zero|one|two|few|many|other)$/;

/** Keys of a catalog with their texts: `error.offline.title`. */
function flat(node: unknown, path = ''): [string, string][] {
  if (typeof node === 'string') return [[path, node]];
  return Object.entries(node as Record<string, unknown>).flatMap(([name, value]) =>
    flat(value, path === '' ? name : `${path}.${name}`),
  );
}

const catalog = (language: string, area: string): Map<string, string> =>
  new Map(flat(JSON.parse(readFileSync(join(CATALOGS, language, area), 'utf8'))));

/** Every string of the pages' sources; what is put together at run time as a pattern with gaps. */
function stringsInSources(): { literal: Set<string>; patterns: RegExp[] } {
  const literal = new Set<string>();
  const patterns = new Map<string, RegExp>();
  const files = readdirSync(WEB, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'),
  );
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) literal.add(withoutArea(node.text));
    else if (ts.isTemplateExpression(node)) {
      const parts = [withoutArea(node.head.text), ...node.templateSpans.map((span) => span.literal.text)];
      // A pattern of gaps alone would make every key a used one.
      if (/[a-z_]{2,}/.test(parts.join(''))) {
        const source = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[\\w.-]+');
        patterns.set(source, new RegExp(`^${source}$`));
      }
    }
    ts.forEachChild(node, visit);
  };
  for (const name of files) {
    visit(
      ts.createSourceFile(
        name,
        readFileSync(join(WEB, name), 'utf8'),
        ts.ScriptTarget.ESNext,
        false,
        ts.ScriptKind.TSX,
      ),
    );
  }
  return { literal, patterns: [...patterns.values()] };
}

/** The names that an interface of the service lists. */
function membersOf(file: string, name: string): string[] {
  const path = join(WEB, '../../src', file);
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ESNext);
  const found = source.statements.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === name);
  if (!found || !ts.isInterfaceDeclaration(found)) throw new Error(`${file} has no interface ${name}.`);
  return found.members.flatMap(({ name: key }) => (key && 'text' in key ? [key.text] : []));
}

const withoutArea = (key: string): string => key.replace(/^[a-z]+:/, '');

describe('the texts of the pages', () => {
  const areas = readdirSync(join(CATALOGS, 'de'));

  it('are the same keys in both languages', () => {
    expect(readdirSync(join(CATALOGS, 'en'))).toEqual(areas);
  });

  it.each(areas)('%s: both languages have the same keys, places and no empty text', (area) => {
    const [german, english] = [catalog('de', area), catalog('en', area)];
    expect([...english.keys()].sort()).toEqual([...german.keys()].sort());
    const places = (text: string): string[] => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name!).sort();
    for (const [key, text] of german) {
      expect({ key, empty: text.trim() === '' || english.get(key)?.trim() === '' }).toEqual({ key, empty: false });
      // „Eine neue Nachricht" need not name the number.
      if (!key.endsWith('_one'))
        expect({ key, places: places(english.get(key)!) }).toEqual({ key, places: places(text) });
    }
  });

  it.each(areas)('%s: each key is used', (area) => {
    const { literal, patterns } = stringsInSources();
    const unused = [...catalog('de', area).keys()].filter((key) => {
      const name = key.replace(PLURAL, '');
      return ![key, name].some((one) => literal.has(one) || patterns.some((pattern) => pattern.test(one)));
    });
    expect(unused).toEqual([]);
  });

  it('have a word for every code of the service that a page puts into words', () => {
    const words = catalog('de', 'dossier.json');
    const reasons = catalog('de', 'reasons.json');
    // Codes that no case's page shows: they are about staff, maps, laws and the log itself.
    const elsewhere = /^(?:staff|map|law|notice|setting|log|standing-approval)\./;
    const wanted = [
      ...membersOf('ledger/events.ts', 'LedgerEvents')
        .filter((kind) => !elsewhere.test(kind))
        .map((kind) => `entry.${kind.replaceAll('.', '_')}`),
      ...membersOf('letters/templates/letter-data.ts', 'LetterData').map((kind) => `letter.${kind}`),
      ...ACTIONS.map((action) => `action.${action}`),
    ];
    expect(wanted.filter((key) => !words.has(key))).toEqual([]);
    expect(Object.keys(LEDGER_REASONS).filter((code) => !reasons.has(`reason.${code}`))).toEqual([]);
  });

  it('have a sentence for every finding of the linter and of the comparison with a live system', () => {
    const words = catalog('de', 'systems.json');
    const codes = ['datamap/lint', 'datamap/check', 'registering'].flatMap((folder) => {
      const path = join(WEB, '../../src', folder);
      return readdirSync(path, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
        .flatMap((name) => [
          ...readFileSync(join(path, name), 'utf8').matchAll(/code: '([a-z0-9-]+)',\s*(?:severity|path)/g),
        ])
        .map(([, code]) => code!);
    });
    expect(codes.length).toBeGreaterThan(30);
    expect([...new Set(codes)].filter((code) => !words.has(`finding.${code}`))).toEqual([]);
  });

  it('claim no more than the office may claim', () => {
    const claims = areas.flatMap((area) =>
      [...catalog('de', area)].filter(([, text]) =>
        /(?<!un)vollständig|unwiderruflich|nachweislich|Datenschutzbeauftragte:r/i.test(text),
      ),
    );
    expect(claims).toEqual([]);
  });
});
