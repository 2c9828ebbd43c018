import { type ConnectorError, RateLimited, Refused, Retryable } from '../kit/errors.js';
import { at, textAt } from '../kit/http/json-at.js';
import type { Faults } from './definition.js';
import { millisecondsOf } from './duration.js';

/**
 * What an answer with a good status says against itself. The vendor's words are left where they are: they repeat what was
 * asked.
 */
export function faultIn(faults: Faults, json: unknown): ConnectorError | undefined {
  const errors = at(json, faults.at);
  if (!Array.isArray(errors) || errors.length === 0) return undefined;
  const codes = errors.map((error) => textAt(error, faults.code));
  const isAmong = (named: readonly string[] = []): boolean => codes.some((code) => named.includes(code));
  if (isAmong(faults.busy))
    return new RateLimited('The system asks for patience.', millisecondsOf(faults.wait) ?? undefined);
  if (isAmong(faults.denied)) return new Refused('no-right', 'The credentials do not allow this.');
  if (codes.every((code) => faults.passing?.includes(code))) return new Retryable('The system failed.');
  return new Refused('constraint', 'The system refuses what the call says.');
}
