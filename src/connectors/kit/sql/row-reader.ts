import type { Scalar } from '../../../datamap/language.js';
import type { Identifier, Key } from '../contract.js';
import { canonicalIdentifier, type IdentifierReading } from '../identifiers.js';
import type { Dialect, Raw, RawRow } from './dialect.js';
import type { IdentityValue } from './fingerprint.js';
import type { LiveColumn } from './live-schema.js';
import type { ResolvedCollection } from './resolved-map.js';

/** A chosen set of a collection's columns: what is selected, and where each stands in the row. */
export class RowReader {
  readonly columns: readonly LiveColumn[];
  private readonly places: ReadonlyMap<string, number>;
  private readonly keyPlaces: readonly number[];

  constructor(
    private readonly dialect: Dialect,
    private readonly reading: IdentifierReading,
    readonly collection: ResolvedCollection,
    columns: Iterable<LiveColumn>,
  ) {
    this.columns = [...new Set([...collection.key, ...columns])];
    this.places = new Map(this.columns.map((column, place) => [column.name, place]));
    this.keyPlaces = collection.key.map((column) => this.place(column));
  }

  get selected(): string {
    return this.columns.map((column) => this.dialect.quote(column.name)).join(', ');
  }

  raw(row: RawRow, column: LiveColumn): Raw {
    return row[this.place(column)] ?? null;
  }

  scalar(row: RawRow, column: LiveColumn): Scalar {
    return this.dialect.scalar(this.raw(row, column), column);
  }

  key(row: RawRow): Key {
    return this.keyPlaces.map((place, at) =>
      keyPart(this.dialect.scalar(row[place] ?? null, this.collection.key[at] as LiveColumn)),
    );
  }

  /** The identifiers that the row shows, canonical. */
  shows(row: RawRow): Identifier[] {
    return this.collection.identifiedBy.flatMap(({ kind, column }) => {
      const value = this.canonical(row, kind, column);
      return value === null ? [] : [{ kind, value }];
    });
  }

  canonical(row: RawRow, kind: string, column: LiveColumn): string | null {
    const value = this.scalar(row, column);
    return value === null ? null : canonicalIdentifier(kind, String(value), this.reading);
  }

  identity(row: RawRow): IdentityValue[] {
    return this.collection.identifying.map((column) => {
      const identifier = this.collection.identifiedBy.find((one) => one.column === column);
      const value = this.scalar(row, column);
      return { column, value: identifier ? (this.canonical(row, identifier.kind, column) ?? value) : value };
    });
  }

  private place(column: LiveColumn): number {
    const place = this.places.get(column.name);
    if (place === undefined) throw new Error(`Column ${column.name} was not selected.`);
    return place;
  }
}

/** A key's part: booleans and the like as text, so that a key is always text and safe numbers. */
export function keyPart(value: Scalar): string | number {
  return typeof value === 'number' ? value : String(value);
}
