/** A day or moment of RFC 3339 as a Date; anything else as it is, to be refused. `new Date` would make one of nearly all. */
export function momentOf(value: unknown): unknown {
  const written = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/i;
  return typeof value === 'string' && written.test(value) ? new Date(value) : value;
}
