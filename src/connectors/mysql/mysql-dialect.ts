import type { Dialect } from '../kit/sql/dialect.js';
import { classify } from './mysql-errors.js';
import { readRights } from './mysql-rights.js';
import { readSchema } from './mysql-schema.js';
import { disclose, encode, scalar } from './mysql-values.js';

const quote = (identifier: string): string => `\`${identifier.replaceAll('`', '``')}\``;

/** MySQL 8 and MariaDB 10.6 and newer. Lists are written out, a thousand at a time. */
export const mysqlDialect: Dialect = {
  name: 'mysql',
  listSize: 1000,
  checksForeignKeysPerRow: true,

  quote,
  placeholder: () => '?',

  among(quoted, _columns, tuples, bind) {
    if (quoted.length === 1) {
      const list = tuples.map(([value]) => bind(value ?? null));
      return list.length === 1 ? `${quoted[0]} = ${list[0]}` : `${quoted[0]} IN (${list.join(', ')})`;
    }
    const list = tuples.map((tuple) => `(${tuple.map((value) => bind(value)).join(', ')})`);
    return `(${quoted.join(', ')}) IN (${list.join(', ')})`;
  },
  amongTexts: (expression, texts, bind) => `${expression} IN (${texts.map((text) => bind(text)).join(', ')})`,
  value: (parameter, _column, bind) => bind(parameter),

  lowerTrimmed: (quoted) => `LOWER(TRIM(${quoted}))`,
  digits: (quoted) => `REGEXP_REPLACE(${quoted}, '[^0-9]', '')`,

  encode,
  scalar,
  disclose,

  saltedHash(shape, salt, key, column, bind) {
    const keys = key.map((one) => quote(one.name)).join(', ');
    const isUuid = column.family === 'uuid';
    const prefix = isUuid ? '' : shape.prefix;
    const digits = isUuid ? 32 : shape.digits;
    const hash = `CONCAT(${bind(prefix)}, LEFT(SHA2(CONCAT_WS(CHAR(31), ${bind(salt)}, ${keys}), 256), ${digits})`;
    return `${hash}, ${bind(isUuid ? '' : shape.suffix)})`;
  },
  truncateDate: (quoted, to) =>
    to === 'year'
      ? `CASE WHEN YEAR(${quoted}) = 0 THEN ${quoted} ELSE MAKEDATE(YEAR(${quoted}), 1) END`
      : `CASE WHEN DAYOFMONTH(${quoted}) = 0 THEN ${quoted} ELSE DATE_SUB(DATE(${quoted}), INTERVAL DAYOFMONTH(${quoted}) - 1 DAY) END`,
  nullPaths(quoted, paths, _column, bind) {
    if (paths.length === 0) return quoted;
    const steps = paths.map((path) => `${bind(jsonPath(path))}, NULL`);
    return `JSON_REPLACE(${quoted}, ${steps.join(', ')})`;
  },

  schema: readSchema,
  rights: readRights,
  classify,
};

function jsonPath(path: readonly (string | number)[]): string {
  const steps = path.map((step) =>
    typeof step === 'number' ? `[${step}]` : `."${step.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`,
  );
  return `$${steps.join('')}`;
}
