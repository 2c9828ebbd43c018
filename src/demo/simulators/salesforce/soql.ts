import { fieldOf, OBJECTS, type ObjectName, objectNamed, sameId, type SObject, SYSTEM_FIELDS } from './objects.js';
import { fail } from './refusals.js';

export interface Query {
  type: ObjectName;
  fields: string[];
  holds(record: SObject): boolean;
  limit: number;
}

const SHAPE =
  /^\s*SELECT\s+([\w\s,.()]+?)\s+FROM\s+(\w+)(?:\s+WHERE\s+([\s\S]+?))?(?:\s+ORDER\s+BY\s+Id(?:\s+ASC)?)?(?:\s+LIMIT\s+(\d+))?\s*$/i;
const CLAUSE = /^(\w+)\s*(=|!=|LIKE|IN)\s*([\s\S]+)$/i;
/** A string with its escapes. */
const TEXT = /'((?:[^'\\]|\\.)*)'/g;

/**
 * The part of SOQL that look-ups use: fields of one object, comparisons joined by AND or by OR, ORDER BY Id, LIMIT.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/
 */
export function parsed(text: string): Query {
  // Strings are taken out first, so that words within them are none of the language.
  const strings: string[] = [];
  const bare = text.replaceAll(
    TEXT,
    (_whole, inner: string) => `'${strings.push(inner.replaceAll(/\\(.)/g, '$1')) - 1}'`,
  );
  const [, select = '', from = '', where, limit] =
    SHAPE.exec(bare) ?? fail(400, 'MALFORMED_QUERY', `unexpected token in: ${bare}`);
  const type = objectNamed(from) ?? fail(400, 'INVALID_TYPE', `sObject type '${from}' is not supported.`);
  const fields = select.split(',').map((name) => known(type, name.trim()));
  const alternatives = (where ?? '')
    .split(/\s+OR\s+/i)
    .map((part) => part.split(/\s+AND\s+/i).filter((one) => one.trim() !== ''));
  if (alternatives.length > 1 && alternatives.some((one) => one.length > 1))
    fail(400, 'MALFORMED_QUERY', 'AND and OR need parentheses, which are not simulated');
  const tests = alternatives.map((clauses) => clauses.map((clause) => test(type, clause.trim(), strings)));
  return {
    type,
    fields,
    holds: (record) => tests.some((all) => all.every((one) => one(record))),
    limit: limit ? Number(limit) : Infinity,
  };
}

function test(type: ObjectName, clause: string, strings: readonly string[]): (record: SObject) => boolean {
  const [, name = '', operator = '', right = ''] =
    CLAUSE.exec(clause) ?? fail(400, 'MALFORMED_QUERY', `unexpected token: ${clause}`);
  const field = known(type, name);
  const values = [...right.matchAll(/'(\d+)'|\b(true|false|null)\b/gi)].map(([, at, word]) =>
    at === undefined ? (word ?? '').toLowerCase() : (strings[Number(at)] ?? '').toLowerCase(),
  );
  if (values.length === 0) fail(400, 'MALFORMED_QUERY', `unexpected token: ${right}`);
  const same = (found: string, value: string): boolean =>
    field.endsWith('Id') && value !== 'null' ? sameId(found, value) : found === value;
  return (record) => {
    const raw = fieldOf(record, field);
    const found = raw === null ? 'null' : String(raw).toLowerCase();
    switch (operator.toUpperCase()) {
      case 'LIKE': {
        const pattern = (values[0] ?? '')
          .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
          .replaceAll('%', '.*')
          .replaceAll('_', '.');
        return raw !== null && new RegExp(`^${pattern}$`, 's').test(found);
      }
      case '!=':
        return !values.some((value) => same(found, value));
      default:
        return values.some((value) => same(found, value));
    }
  };
}

function known(type: ObjectName, name: string): string {
  const all: readonly string[] = [...SYSTEM_FIELDS, ...OBJECTS[type].fields];
  const found = all.find((one) => one.toLowerCase() === name.toLowerCase());
  return (
    found ??
    fail(
      400,
      'INVALID_FIELD',
      `No such column '${name}' on entity '${type}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name.`,
    )
  );
}
