import type { Scalar } from '../../datamap/language.js';
import type { Identifier, JsonValue, Key } from '../kit/contract.js';
import { listOf, own } from '../../datamap/forms.js';
import { Refused } from '../kit/errors.js';
import { allAt, at } from '../kit/http/json-at.js';
import { canonicalIdentifier, type IdentifierReading } from '../kit/identifiers.js';
import { familyOf } from '../kit/sql/families.js';
import type { IdentityValue } from '../kit/sql/fingerprint.js';
import type { RestCollection } from './definition.js';
import type { Resolved } from './resolved.js';

/** A record as the system shows it, read by the fields of the definition. */
export class RestRecord {
  constructor(
    readonly resolved: Resolved,
    readonly json: unknown,
    private readonly reading: IdentifierReading,
  ) {}

  /** @throws Refused when the system shows a record without the fields that name it. */
  get key(): Key {
    return this.resolved.rest.key.map((field) => {
      const value = this.scalar(field);
      if (value === null || value === '') {
        throw new Refused('unsupported', 'The system shows a record without its key.', {
          collection: this.resolved.name,
          column: field,
        });
      }
      return typeof value === 'number' ? value : String(value);
    });
  }

  value(field: string): JsonValue | undefined {
    const [path = field, ...further] = pathsOf(this.resolved.rest, field);
    if (further.length === 0) return at(this.json, path);
    const all = this.all(field);
    return all.length === 0 ? undefined : all;
  }

  /** Objects and lists as their JSON; an empty list is nothing. */
  scalar(field: string): Scalar {
    const value = this.value(field);
    if (value === undefined || (Array.isArray(value) && value.length === 0)) return null;
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
  }

  /** Several where the field names a list (`emails[*].value`). */
  texts(field: string): string[] {
    const { split } = this.resolved.rest.fields[field] ?? {};
    return this.all(field)
      .flat()
      .filter((value) => typeof value === 'string' || typeof value === 'number')
      .flatMap((value) => (split === undefined ? [String(value)] : String(value).split(split)))
      .map((text) => text.trim())
      .filter((text) => text !== '');
  }

  private all(field: string): JsonValue[] {
    return pathsOf(this.resolved.rest, field)
      .flatMap((path) => allAt(this.json, path))
      .filter((value) => value !== null && value !== '');
  }

  /** The identifiers that the map lets it show, canonical. */
  shows(): Identifier[] {
    return Object.entries(this.resolved.collection.identifiedBy ?? {}).flatMap(([kind, field]) =>
      this.identifiers(kind, field),
    );
  }

  /** Does it show this identifier in a field that the definition or the map says is one? */
  isOf({ kind, value }: Identifier): boolean {
    const mapped = own(this.resolved.collection.identifiedBy, kind);
    return Object.entries(this.resolved.rest.fields).some(
      ([field, { identifies }]) =>
        (identifies === kind || field === mapped) &&
        this.identifiers(kind, field).some((shown) => shown.value === value),
    );
  }

  identity(): IdentityValue[] {
    const kinds = new Map(
      Object.entries(this.resolved.collection.identifiedBy ?? {}).map(([kind, field]) => [field, kind]),
    );
    return this.resolved.identifying.map((field) => {
      const kind = kinds.get(field);
      const canonical = kind === undefined ? [] : this.identifiers(kind, field).map(({ value }) => value);
      const value = canonical.length > 0 ? canonical.sort().join('\u0000') : this.scalar(field);
      return { column: { name: field, ...this.shape(field) }, value };
    });
  }

  shape(field: string): Pick<IdentityValue['column'], 'family' | 'length'> {
    const column = this.resolved.survey.columns.find(({ name }) => name === field);
    return { family: familyOf(column?.type ?? 'text'), length: column?.length ?? null };
  }

  private identifiers(kind: string, field: string): Identifier[] {
    return this.texts(field).flatMap((text) => {
      const value = canonicalIdentifier(kind, text, this.reading);
      return value === null ? [] : [{ kind, value }];
    });
  }
}

function pathsOf(rest: RestCollection, field: string): readonly string[] {
  return listOf(rest.fields[field]?.at ?? field);
}

/** Where an update puts it; a field that is read at several places is written at the first. */
export function pathOf(rest: RestCollection, field: string): string {
  return pathsOf(rest, field)[0] ?? field;
}

/** Values for the placeholders `{key.…}`, `{owner.…}`, `{each.…}`. */
export function keyScope(rest: RestCollection, key: Key): Record<string, Scalar> {
  return Object.fromEntries(rest.key.map((field, place) => [field, key[place] ?? null]));
}

export function fieldScope(record: RestRecord): Record<string, Scalar> {
  return Object.fromEntries(Object.keys(record.resolved.rest.fields).map((field) => [field, record.scalar(field)]));
}
