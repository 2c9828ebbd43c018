/** A value of JSON as one types it: texts as they are, nothing for null. */
export function spelt(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
