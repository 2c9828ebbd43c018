import { Ajv } from 'ajv';
import { Refused } from '../errors.js';

/**
 * Settings of a connection, checked against their schema.
 *
 * @throws Refused naming the places that are wrong, never the values.
 */
export function checkedSettings<T extends object>(schema: object): (connection: Record<string, unknown>) => T {
  const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);
  return (connection) => {
    if (validate(connection)) return connection as T;
    const places = (validate.errors ?? []).map((error) =>
      `connection${error.instancePath} ${error.message ?? ''}`.trim(),
    );
    throw new Refused('unsupported', `These settings cannot be used: ${[...new Set(places)].join('; ')}.`);
  };
}

/** Addresses that may be called: encrypted, or on this very machine. */
export const SAFE_ADDRESS = '^(https://|http://(localhost|127\\.0\\.0\\.1|\\[::1\\])(:|/|$))';

/** JSON in a body that somebody sent; undefined when it is none. */
export function jsonIn(body: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
