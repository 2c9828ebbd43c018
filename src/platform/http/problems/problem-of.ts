import { HttpException } from '@nestjs/common';
import { Problem } from './problem.js';
import { type ProblemCode } from './problem-codes.js';

const byStatus: Record<number, ProblemCode> = {
  400: 'bad-request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  406: 'not-acceptable',
  408: 'request-timeout',
  409: 'conflict',
  413: 'body-too-large',
  414: 'uri-too-long',
  415: 'unsupported-media-type',
  422: 'unprocessable',
  429: 'rate-limited',
  503: 'try-again',
};

/** https://www.postgresql.org/docs/current/errcodes-appendix.html, a whole class by its first two characters. */
const bySqlState: Record<string, ProblemCode> = {
  '08': 'database-unavailable',
  '53': 'database-unavailable', // insufficient resources: connections, disk, memory
  '57P01': 'database-unavailable', // admin shutdown
  '57P02': 'database-unavailable', // crash shutdown
  '57P03': 'database-unavailable', // cannot connect now
  '57P05': 'database-unavailable', // idle session timeout
  '25P03': 'database-unavailable', // idle in transaction timeout
  '25006': 'database-unavailable', // read-only: a replica, or a primary that has been demoted
  '57014': 'try-again', // statement timeout
  '55P03': 'try-again', // lock not available
  '40001': 'try-again', // serialisation failure
  '40P01': 'try-again', // deadlock
  '23505': 'conflict',
  '23503': 'conflict',
  '23P01': 'conflict',
  '22021': 'text-not-storable',
  '22P05': 'text-not-storable',
  '22P02': 'bad-request', // a parameter that is no uuid, number, …
  '22007': 'bad-request', // no date
  '22008': 'bad-request', // a date that does not exist
  '22003': 'bad-request',
  '22001': 'bad-request',
};

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);

/** node-postgres has no codes for these; its texts are constants. */
const lostConnection = new Set([
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error and is not queryable',
  'Cannot use a pool after calling end on the pool',
]);

const retryAfterSeconds: Partial<Record<ProblemCode, number>> = {
  'database-unavailable': 5,
  'try-again': 1,
  'idempotency-in-flight': 1,
  'shutting-down': 1,
};

/** The problem that any error amounts to. Nothing of its text survives. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return withDelay(error);
  return withDelay(new Problem(codeOf(error), { cause: error }));
}

function codeOf(error: unknown): ProblemCode {
  if (error instanceof HttpException) return statusCode(error.getStatus());
  const {
    code,
    statusCode: status,
    message,
    name,
    driverError,
  } = (error ?? {}) as {
    code?: unknown;
    statusCode?: unknown;
    message?: unknown;
    name?: unknown;
    driverError?: unknown;
  };
  if (driverError !== undefined && driverError !== error) return codeOf(driverError);
  if (typeof code === 'string') {
    if (/^[0-9A-Z]{5}$/.test(code)) {
      const found = bySqlState[code] ?? bySqlState[code.slice(0, 2)];
      if (found) return found;
    }
    if (networkCodes.has(code)) return 'database-unavailable';
    if (code === 'FST_ERR_MAX_PARAM_LENGTH') return 'uri-too-long';
    if (code === 'FST_ERR_REOPENED_CLOSE_SERVER') return 'shutting-down';
  }
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (lostConnection.has(String(message)) || name === 'CannotExecuteNotConnectedError') return 'database-unavailable';
  // Fastify's errors bear a status; only where they blame the client are they believed.
  return typeof status === 'number' && status >= 400 && status < 500 ? statusCode(status) : 'internal';
}

const statusCode = (status: number): ProblemCode => byStatus[status] ?? (status < 500 ? 'bad-request' : 'internal');

function withDelay(problem: Problem): Problem {
  const seconds = retryAfterSeconds[problem.code];
  if (seconds === undefined || problem.details.retryAfterSeconds !== undefined) return problem;
  return new Problem(problem.code, { ...problem.details, retryAfterSeconds: seconds });
}
