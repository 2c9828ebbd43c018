/**
 * The demo company's world stands still at this moment, so that one seed always gives the same bytes. Nothing here is
 * about the moment at which a request is answered: that is the clock's.
 */
export const COMPANY_NOON = Date.UTC(2026, 10, 2, 12, 0, 0);

const DAY = 86_400_000;

/** ISO moment so many days (fractions count) before the company's noon. */
export function momentBefore(days: number): string {
  return new Date(COMPANY_NOON - Math.round(days * DAY)).toISOString();
}

/** ISO day so many days before the company's noon. */
export function dayBefore(days: number): string {
  return momentBefore(days).slice(0, 10);
}
