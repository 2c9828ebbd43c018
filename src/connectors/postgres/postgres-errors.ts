import { type ConnectorError, Gone, Refused, Retryable } from '../kit/errors.js';

/** Failures of the network and of a server that comes and goes. */
const NETWORK = /^(ECONN|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)/;

/**
 * What an error of the driver means to us, by SQLSTATE (PostgreSQL documentation, appendix A). The server's own words
 * are left out: they quote values.
 */
export function classify(error: unknown): ConnectorError {
  const { code, table, column, constraint } = details(error);
  if (code === undefined || NETWORK.test(code))
    return new Retryable(`The connection to the database failed (${code ?? nameOf(error)}).`);
  const where = { ...(table ? { collection: table } : {}), ...(column ? { column } : {}) };
  const named = constraint ? ` by ${constraint}` : '';
  if (code === '42501') return new Refused('no-right', 'The account may not do this (42501).', where);
  if (code.startsWith('28')) return new Refused('no-right', `The database refuses the account (${code}).`);
  if (code === '3D000') return new Gone('The database does not exist (3D000).');
  if (code === '42P01' || code === '42703')
    return new Refused('not-in-map', `The live schema has changed (${code}).`, where);
  if (/^(22|23|44)/.test(code))
    return new Refused('constraint', `The database refuses the change${named} (${code}).`, where);
  // 40: rolled back (deadlock, serialisation); 53: out of resources; 55: not in the needed state (locks); 57: operator
  // (timeouts, shutdown); 58 and XX: the system itself; 08: connection; 25006: a replica that has not been promoted yet.
  if (/^(08|40|53|55|57|58|XX)|^25006$/.test(code)) return new Retryable(`The database could not do it now (${code}).`);
  return new Refused('unsupported', `The database does not take the statement (${code}).`, where);
}

interface Details {
  code: string | undefined;
  table: string | undefined;
  column: string | undefined;
  constraint: string | undefined;
}

function details(error: unknown): Details {
  const text = (name: string): string | undefined => {
    const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return { code: text('code'), table: text('table'), column: text('column'), constraint: text('constraint') };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
