import { isDeepStrictEqual } from 'node:util';
import { ConnectorError } from '../errors.js';
import type { Harness } from './harness.js';

/** What a connector does otherwise than the contract says, in one sentence. */
export class Breach extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Breach';
  }
}

const LONGEST = 400;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

export function same(what: string, found: unknown, expected: unknown): void {
  if (isDeepStrictEqual(plain(found), plain(expected))) return;
  if (Array.isArray(found) && Array.isArray(expected)) {
    const missing = expected.filter((one) => !found.some((other) => isDeepStrictEqual(plain(one), plain(other))));
    const extra = found.filter((one) => !expected.some((other) => isDeepStrictEqual(plain(one), plain(other))));
    if (missing.length > 0 || extra.length > 0) {
      const parts = [
        ...(missing.length > 0 ? [`missing ${shown(missing)}`] : []),
        ...(extra.length > 0 ? [`too many ${shown(extra)}`] : []),
      ];
      throw new Breach(`${what}: ${parts.join('; ')}.`);
    }
  }
  throw new Breach(`${what}: found ${shown(found)}, expected ${shown(expected)}.`);
}

/** Without members that are undefined, which mean the same as none. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
}

export function that(holds: boolean, otherwise: string): void {
  if (!holds) throw new Breach(`${otherwise}.`);
}

/** What the work throws; null when it throws nothing. */
export async function thrownBy(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
    return null;
  } catch (error) {
    return error;
  }
}

export function isError(error: unknown, kind: abstract new (...given: never[]) => Error, when: string): void {
  that(error !== null, `Nothing was thrown ${when}; ${kind.name} was expected`);
  const name = error instanceof Error ? error.name : typeof error;
  const words = error instanceof ConnectorError ? ` (${error.message})` : '';
  that(error instanceof kind, `${name}${words} was thrown ${when}; ${kind.name} was expected`);
}

/** Errors are logged and shown: they may hold no personal data. */
export function mentionsNobody(error: unknown, harness: Pick<Harness, 'someone' | 'several'>): void {
  const text =
    error instanceof Error ? `${error.message} ${error.stack ?? ''} ${JSON.stringify(error)}` : String(error);
  for (const { value } of [...harness.someone.identifiers, ...harness.several.identifiers]) {
    that(
      value.length <= 4 || !text.toLowerCase().includes(value.toLowerCase()),
      'An error repeats an identifier of the person, and errors are logged',
    );
  }
}
