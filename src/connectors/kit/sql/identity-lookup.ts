import type { Identifier, PersonQuery } from '../contract.js';
import { emailSpellings, isPhone, phoneDigits } from '../identifiers.js';
import type { SqlContext } from './sql-context.js';
import type { LiveColumn } from './live-schema.js';
import type { ResolvedCollection } from './resolved-map.js';
import { Statement } from './statement.js';

/**
 * Finding rows by what identifies a person. The server narrows down, in whatever way its indexes allow; whether a row
 * is really hers is decided here, by comparing canonical forms.
 *
 * - E-mail: `column in (…)` where the collation folds case; `lower(column)` where that is indexed; else
 *   `lower(trim(column))` over the whole table (`check` says so).
 * - Telephone: the digits of the column against the digits of every spelling, over the whole table.
 * - Everything else: the value itself.
 */
export interface IdentityLookup {
  kind: string;
  column: LiveColumn;
  /** Canonical value → people who gave it. */
  people: ReadonlyMap<string, readonly string[]>;
}

export function lookupsOf(collection: ResolvedCollection, people: readonly PersonQuery[]): IdentityLookup[] {
  return collection.identifiedBy.flatMap(({ kind, column }) => {
    const given = new Map<string, string[]>();
    for (const { person, identifiers } of people) {
      for (const identifier of identifiers) {
        if (identifier.kind !== kind || identifier.value === '') continue;
        const sharing = given.get(identifier.value) ?? [];
        if (!sharing.includes(person)) given.set(identifier.value, [...sharing, person]);
      }
    }
    return given.size > 0 ? [{ kind, column, people: given }] : [];
  });
}

/** The condition for some of a look-up's values; null when the column can hold none of them. */
export function lookupCondition(
  context: SqlContext,
  collection: ResolvedCollection,
  { kind, column }: Pick<IdentityLookup, 'kind' | 'column'>,
  values: readonly string[],
  statement: Statement,
): string | null {
  const { dialect } = context;
  const quoted = dialect.quote(column.name);
  if (isPhone(kind)) {
    const digits = values.flatMap((value) => phoneDigits(value, context.reading));
    return dialect.amongTexts(dialect.digits(quoted), digits, statement.bind);
  }
  if (kind === 'email' && column.family === 'text' && !column.foldsCase) {
    const spellings = values.flatMap(emailSpellings);
    const expression = collection.table.lowerIndexed.has(column.name)
      ? `lower(${quoted})`
      : dialect.lowerTrimmed(quoted);
    return dialect.amongTexts(expression, spellings, statement.bind);
  }
  const spellings = kind === 'email' ? values.flatMap(emailSpellings) : values;
  const encoded = spellings
    .map((value) => dialect.encode(value, column))
    .filter((parameter) => parameter !== undefined)
    .map((parameter) => [parameter]);
  return encoded.length > 0 ? dialect.among([quoted], [column], encoded, statement.bind) : null;
}

/** People whose identifier the row shows, with the identifier. */
export function matches(
  lookup: IdentityLookup,
  canonical: string | null,
): { person: string; identifier: Identifier }[] {
  if (canonical === null) return [];
  const people = lookup.people.get(canonical) ?? (lookup.column.foldsCase ? foldedPeople(lookup, canonical) : []);
  return people.map((person) => ({ person, identifier: { kind: lookup.kind, value: canonical } }));
}

/** A collation that folds case calls `ab1` and `AB1` one customer number, and so does its unique index. */
function foldedPeople(lookup: IdentityLookup, canonical: string): readonly string[] {
  const wanted = canonical.toLowerCase();
  return [...lookup.people].flatMap(([value, people]) => (value.toLowerCase() === wanted ? people : []));
}
