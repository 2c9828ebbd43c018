import type { Scalar } from '../../../datamap/language.js';
import type { Dialect, Parameter } from './dialect.js';
import type { LiveColumn } from './live-schema.js';
import { asNumber, type KeyName } from './key-name.js';

/**
 * Values of one or more columns as one name, equal exactly when the databases would call them equal, also where the
 * two sides of a link differ in type (`12` and `'12'`, `12.0` and `12`, `A` and `a` under a collation that folds case).
 */
export class TupleShape {
  private readonly normalise: readonly ((value: string) => string)[];

  /** @param sides the columns that are compared, each list in the same order. */
  constructor(...sides: (readonly LiveColumn[])[]) {
    const first = sides[0] ?? [];
    this.normalise = first.map((_, at) => {
      const columns = sides.map((side) => side[at]).filter((column) => column !== undefined);
      const folds = columns.some((column) => column.foldsCase);
      const decimals = columns.some((column) => column.family === 'decimal' || column.family === 'float');
      const uuids = columns.some((column) => column.family === 'uuid');
      return (value) => {
        const plain = decimals ? withoutTrailingZeros(value) : value;
        return folds || uuids ? plain.trimEnd().toLowerCase() : plain;
      };
    });
  }

  /** null if one of the values is: NULL equals nothing. Whole numbers stay numbers, however they are written. */
  of(values: readonly Scalar[]): KeyName | null {
    if (values.length === 1) {
      const [only] = values;
      if (typeof only === 'number' && Number.isSafeInteger(only)) return only;
    }
    if (values.includes(null)) return null;
    const normal = values.map((value, at) => this.normalise[at]?.(String(value)) ?? String(value));
    return normal.length === 1 ? asNumber(normal[0] ?? '') : JSON.stringify(normal);
  }
}

function withoutTrailingZeros(value: string): string {
  return /^-?\d+\.\d+$/.test(value) ? value.replace(/\.?0+$/, '') : value;
}

/** The tuple as parameters for these columns; undefined when one of them cannot hold its value. */
export function encodeTuple(
  dialect: Dialect,
  values: readonly Scalar[],
  columns: readonly LiveColumn[],
): Parameter[] | undefined {
  const encoded: Parameter[] = [];
  for (const [at, column] of columns.entries()) {
    const parameter = dialect.encode(values[at] ?? null, column);
    if (parameter === undefined || parameter === null) return undefined;
    encoded.push(parameter);
  }
  return encoded;
}
