/** No system is believed that asks for more patience than this: it is asked again after a day at the latest. */
const LONGEST = 24 * 3_600_000;
/** An answer that asks for none at all, or for some in the past, still wants to be left alone for a moment. */
const SHORTEST = 1_000;

/**
 * Milliseconds that a system asks us to wait: `Retry-After` in seconds or as an HTTP date (RFC 9110 § 10.2.3), within
 * bounds. Undefined when it says nothing that can be understood.
 */
export function retryAfter(headers: Readonly<Record<string, string>>, now: Date): number | undefined {
  const text = headers['retry-after']?.trim();
  if (!text) return undefined;
  const asked = /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : dateOf(text) - now.getTime();
  return Number.isNaN(asked) ? undefined : Math.min(LONGEST, Math.max(SHORTEST, Math.ceil(asked)));
}

/** Only the three forms of an HTTP date: `Date.parse` takes much else for a date. */
function dateOf(text: string): number {
  const isDate = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? .*\d/.test(text);
  // The oldest form (asctime) names no zone and means UTC.
  return isDate ? Date.parse(/GMT|UTC|[+-]\d{4}/.test(text) ? text : `${text} GMT`) : Number.NaN;
}
