import type { IncomingAnswer } from '../../../platform/egress/guarded-http.js';

/** Where vendors put a code that programs are to read. */
const PLACES = ['code', 'errorCode', 'error_code', 'error', 'type', 'category', 'reason', 'name', 'status'];
/** Words joined by signs, so that neither an address nor a sentence nor a number passes. */
const CODE = /^[A-Za-z]{2,30}([_-][A-Za-z]{1,30}){0,6}$/;
/** A body larger than this is no error message. */
const LARGEST = 64 * 1024;

/** The vendor's code for what went wrong, for those who look it up. Null when none is told, or when it may be something else. */
export function vendorCode(answer: Pick<IncomingAnswer, 'body'>, sent: string): string | null {
  if (answer.body.length === 0 || answer.body.length > LARGEST) return null;
  let body: unknown;
  try {
    body = JSON.parse(answer.body.toString('utf8'));
  } catch {
    return null;
  }
  const asked = sent.toLowerCase();
  const candidates = [body, first(body), inner(body, 'error'), first(inner(body, 'errors'))].flatMap((one) =>
    PLACES.map((place) => inner(one, place)),
  );
  const code = candidates.find(
    (one): one is string => typeof one === 'string' && CODE.test(one) && !asked.includes(one.toLowerCase()),
  );
  return code ?? null;
}

function inner(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}
