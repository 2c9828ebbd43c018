/** A stretch of a list, and whether there is more behind it. */
export function slice<T>(list: readonly T[], offset: number, limit: number): { items: T[]; more: boolean } {
  return { items: list.slice(offset, offset + limit), more: offset + limit < list.length };
}

/** A cursor whose content is nobody's business. */
export function seal(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

export function unseal<T>(cursor: string): T | null {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as T;
  } catch {
    return null;
  }
}

/** A whole number of the query between bounds; null where it is none. */
export function wholeNumber(value: unknown, fallback: number, least: number, most: number): number | null {
  if (value === undefined || value === '') return fallback;
  if (typeof value !== 'string' || !/^\d{1,9}$/.test(value)) return null;
  const number = Number(value);
  return number < least || number > most ? null : number;
}
