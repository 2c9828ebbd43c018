import { ConnectorError, Refused } from '../errors.js';
import type { Parameter, RawRow } from './dialect.js';
import type { Erasing } from './erase.js';

/** Runs a statement of an erasure; a refusal of the server names the collection that it was about. */
export async function attributed(
  { context, session }: Pick<Erasing, 'context' | 'session'>,
  collection: string,
  sql: string,
  parameters: readonly Parameter[],
): Promise<{ rows: RawRow[]; affected: number }> {
  try {
    return await session.query(sql, parameters);
  } catch (error) {
    const known = error instanceof ConnectorError ? error : context.dialect.classify(error);
    if (!(known instanceof Refused)) throw known;
    throw new Refused(known.reason, known.message, { ...known.where, collection });
  }
}
