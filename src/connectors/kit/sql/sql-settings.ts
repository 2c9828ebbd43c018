import { Ajv, type ValidateFunction } from 'ajv';
import { Refused } from '../errors.js';

/** `connection` of a map whose system is a SQL database. */
export interface SqlSettings {
  /** Instead of host, port, database, user and password. */
  url?: string;
  host?: string;
  port?: number;
  database?: string;
  user?: string;
  password?: string;
  /** true: encrypted and verified; with a certificate authority of one's own: `{ ca }`. */
  ssl?: boolean | { ca?: string; cert?: string; key?: string; rejectUnauthorized?: boolean };
  /** Account for erasing and flagging; without it the first one does both. */
  eraseAs?: { user: string; password?: string };
  eraseUrl?: string;
  /** Milliseconds a statement may run. */
  statementTimeout?: number;
  /** Milliseconds a statement may wait for a lock. */
  lockTimeout?: number;
  /** Connections at once. */
  pool?: number;
  /** ISO country of telephone numbers stored without a country code. Without it such numbers match nobody. */
  phoneCountry?: string;
}

export const SQL_DEFAULTS = { statementTimeout: 30_000, lockTimeout: 10_000, pool: 4 };

/** JSON Schema of `SqlSettings`, from which a form can be drawn. */
export function sqlSettingsSchema(product: string, scheme: string, port: number): object {
  const text = { type: 'string', minLength: 1 };
  const url = { type: 'string', pattern: `^${scheme}://` };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: product,
    type: 'object',
    additionalProperties: false,
    properties: {
      url: { ...url, title: 'Address', description: 'Instead of the single parts.', secret: true },
      host: { ...text, title: 'Host', default: '127.0.0.1' },
      port: { type: 'integer', minimum: 1, maximum: 65_535, title: 'Port', default: port },
      database: { ...text, title: 'Database' },
      user: { ...text, title: 'User', description: 'Needs no more than the right to read.' },
      password: { type: 'string', title: 'Password', secret: true },
      ssl: {
        title: 'Encryption',
        anyOf: [
          { type: 'boolean' },
          {
            type: 'object',
            additionalProperties: false,
            properties: {
              ca: text,
              cert: text,
              key: { ...text, secret: true },
              rejectUnauthorized: { type: 'boolean' },
            },
          },
        ],
      },
      eraseAs: {
        type: 'object',
        title: 'Account for erasing',
        additionalProperties: false,
        required: ['user'],
        properties: { user: text, password: { type: 'string', secret: true } },
      },
      eraseUrl: { ...url, title: 'Address for erasing', secret: true },
      statementTimeout: {
        type: 'integer',
        minimum: 100,
        maximum: 3_600_000,
        title: 'Milliseconds a statement may run',
        default: SQL_DEFAULTS.statementTimeout,
      },
      lockTimeout: {
        type: 'integer',
        minimum: 100,
        maximum: 600_000,
        title: 'Milliseconds a statement may wait for a lock',
        default: SQL_DEFAULTS.lockTimeout,
      },
      pool: { type: 'integer', minimum: 1, maximum: 100, title: 'Connections at once', default: SQL_DEFAULTS.pool },
      phoneCountry: {
        type: 'string',
        pattern: '^[A-Z]{2}$',
        title: 'Country of telephone numbers stored without a country code',
      },
    },
    anyOf: [{ required: ['url'] }, { required: ['database', 'user'] }],
  };
}

const validators = new WeakMap<object, ValidateFunction>();

/**
 * The settings, checked.
 *
 * @throws Refused `unsupported` naming the places that are wrong, never the values.
 */
export function readSqlSettings(connection: Record<string, unknown>, schema: object): SqlSettings {
  const validate = validators.get(schema) ?? new Ajv({ allErrors: true, keywords: ['secret'] }).compile(schema);
  validators.set(schema, validate);
  if (validate(connection)) return connection;
  const places = (validate.errors ?? []).map((error) =>
    `connection${error.instancePath} ${error.message ?? ''}`.trim(),
  );
  throw new Refused('unsupported', `These settings cannot be used: ${[...new Set(places)].join('; ')}.`);
}

/** Where and as whom to connect. */
export interface Account {
  host: string;
  port: number;
  database: string;
  user: string;
  password: string | undefined;
}

export function accountFor(mode: 'read' | 'write', settings: SqlSettings, port: number): Account {
  const url = mode === 'write' ? (settings.eraseUrl ?? settings.url) : settings.url;
  const base: Account = url
    ? fromUrl(url, port)
    : {
        host: settings.host ?? '127.0.0.1',
        port: settings.port ?? port,
        database: settings.database ?? '',
        user: settings.user ?? '',
        password: settings.password,
      };
  const other = mode === 'write' && !settings.eraseUrl ? settings.eraseAs : undefined;
  return other ? { ...base, user: other.user, password: other.password } : base;
}

function fromUrl(address: string, port: number): Account {
  if (!URL.canParse(address)) {
    throw new Refused('unsupported', 'These settings cannot be used: connection/url is no address.');
  }
  const url = new URL(address);
  return {
    host: decodeURIComponent(url.hostname).replace(/^\[|\]$/g, '') || '127.0.0.1',
    port: Number(url.port) || port,
    database: decodeURIComponent(url.pathname.slice(1)),
    user: decodeURIComponent(url.username),
    password: url.password === '' ? undefined : decodeURIComponent(url.password),
  };
}
