import { type ConnectorError, Gone, Refused, Retryable } from '../kit/errors.js';

/**
 * Error numbers of MySQL and MariaDB and what they mean to us. The server's own words are left out, since they quote
 * values ("Duplicate entry 'anna@…'"); of them only the name of a column is taken.
 */
const RETRY = new Set([
  1020, // record has changed since last read
  1040,
  1203,
  1226, // too many connections
  1053, // shutting down
  1158,
  1159,
  1160,
  1161, // network
  1205,
  1213, // lock wait, deadlock
  1290,
  1792,
  1836, // read-only server
  1317,
  1969,
  3024, // interrupted, out of time
  1927,
  2006,
  2013, // connection killed or gone
]);
const NO_RIGHT = new Set([1044, 1045, 1142, 1143, 1227, 1370, 1698, 3118]);
const NOT_IN_MAP = new Set([1054, 1146]);
const CONSTRAINT = new Set([
  1048, 1062, 1169, 1216, 1217, 1264, 1265, 1292, 1364, 1366, 1367, 1406, 1451, 1452, 1557, 1586, 1690, 3140, 3819,
  4025,
]);

export function classify(error: unknown): ConnectorError {
  const number = numberOf(error);
  if (number === undefined) return new Retryable(`The connection to the database failed (${codeOf(error)}).`);
  if (RETRY.has(number)) return new Retryable(`The database could not do it now (${number}).`);
  if (NO_RIGHT.has(number)) return new Refused('no-right', `The database refuses the account (${number}).`);
  if (NOT_IN_MAP.has(number)) return new Refused('not-in-map', `The live schema has changed (${number}).`);
  if (number === 1049) return new Gone('The database does not exist (1049).');
  if (CONSTRAINT.has(number)) {
    const column = columnIn(error);
    return new Refused('constraint', `The database refuses the change (${number}).`, column ? { column } : {});
  }
  return new Refused('unsupported', `The database does not take the statement (${number}).`);
}

function numberOf(error: unknown): number | undefined {
  const number: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'errno') : undefined;
  // Below 1000 it is an error of the operating system: the network.
  return typeof number === 'number' && number >= 1000 ? number : undefined;
}

function codeOf(error: unknown): string {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' && /^[A-Z_]+$/.test(code) ? code : error instanceof Error ? error.name : 'unknown';
}

/** `Column 'x' cannot be null`, `Data too long for column 'x' at row 1`: names only, in a place where no value stands. */
function columnIn(error: unknown): string | undefined {
  const message = error instanceof Error ? error.message : '';
  return /^(?:Column|Data too long for column|Data truncated for column|Out of range value for column) '([\w$ ]+)'/.exec(
    message,
  )?.[1];
}
