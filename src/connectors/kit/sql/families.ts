import type { Family } from './live-schema.js';

/** Type names of PostgreSQL, MySQL and MariaDB, without length, and what they hold. */
const families: Record<string, Family> = {
  smallint: 'integer',
  integer: 'integer',
  int: 'integer',
  bigint: 'integer',
  tinyint: 'integer',
  mediumint: 'integer',
  year: 'integer',
  oid: 'integer',
  numeric: 'decimal',
  decimal: 'decimal',
  real: 'float',
  float: 'float',
  double: 'float',
  'double precision': 'float',
  text: 'text',
  'character varying': 'text',
  character: 'text',
  bpchar: 'text',
  varchar: 'text',
  char: 'text',
  '"char"': 'text',
  name: 'text',
  citext: 'text',
  tinytext: 'text',
  mediumtext: 'text',
  longtext: 'text',
  uuid: 'uuid',
  boolean: 'boolean',
  date: 'date',
  datetime: 'timestamp',
  'timestamp without time zone': 'timestamp',
  'timestamp with time zone': 'timestamptz',
  // MySQL's `timestamp` is a moment; PostgreSQL never writes the bare word in its catalogue.
  timestamp: 'timestamptz',
  time: 'time',
  'time without time zone': 'time',
  'time with time zone': 'time',
  interval: 'interval',
  json: 'json',
  jsonb: 'json',
  bytea: 'binary',
  binary: 'binary',
  varbinary: 'binary',
  tinyblob: 'binary',
  blob: 'binary',
  mediumblob: 'binary',
  longblob: 'binary',
  bit: 'bits',
  'bit varying': 'bits',
  enum: 'enum',
  set: 'set',
};

/** What a type as the survey writes it (`character varying(60)`, `int(11) unsigned`, `text[]`, `enum('a','b')`) holds. */
export function familyOf(type: string): Family {
  if (type.endsWith('[]')) return 'array';
  if (type === 'tinyint(1)') return 'boolean';
  const bare = type
    .replace(/\([^)]*\)/, '')
    .replace(/ (unsigned|zerofill)\b/g, '')
    .trim()
    .toLowerCase();
  const schemaless = bare.split('.').at(-1) ?? bare;
  return families[bare] ?? families[schemaless] ?? 'other';
}
