/**
 * Strict base 64 (RFC 4648, section 4). Node's decoder skips what it does not know; in a signed text that would let two
 * different texts mean the same.
 *
 * @returns null when the text is not the one and only encoding of its bytes, or has not the expected length.
 */
export function decodeBase64(text: string, length?: number): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) return null;
  return length === undefined || bytes.length === length ? bytes : null;
}

/** A count in decimal without leading zeroes, or null. */
export function decodeCount(text: string): number | null {
  if (!/^(0|[1-9][0-9]*)$/.test(text)) return null;
  const count = Number(text);
  return Number.isSafeInteger(count) ? count : null;
}
