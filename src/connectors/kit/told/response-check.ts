import { Gone, RateLimited, Refused, Retryable } from '../errors.js';

const LONGEST_ASKED_MS = 4 * 3_600_000;

/** @throws the kit's error for a response that is no success. A redirect is none: whoever answers elsewhere was not agreed upon. */
export function assertTaken({ status, headers }: { status: number; headers: Record<string, string> }, now: Date): void {
  if (status >= 200 && status < 300) return;
  const after = retryAfter(headers['retry-after'], now);
  if (status === 429) throw new RateLimited('The system asks for patience.', after);
  if (status >= 500 || status === 408 || status === 425) throw new Retryable('The system has not taken it.', after);
  if (status === 410) throw new Gone('The address takes nothing any more.');
  if (status === 401 || status === 403) throw new Refused('no-right', 'The system refuses our credentials.');
  throw new Refused('unsupported', `The system answers with ${status}.`);
}

/** RFC 9110, 10.2.3: seconds or a date. Absurd ones are cut. */
function retryAfter(value: string | undefined, now: Date): number | undefined {
  if (value === undefined) return undefined;
  const milliseconds = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - now.getTime();
  if (!Number.isFinite(milliseconds)) return undefined;
  return Math.min(Math.max(0, milliseconds), LONGEST_ASKED_MS);
}
