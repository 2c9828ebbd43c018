export const PERIODS = ['month', 'quarter', 'year', 'own'] as const;
export type Period = (typeof PERIODS)[number];

/** What stands in the address: a period that moves with the day, or two days of one's own, and a company. */
export interface FiguresSearch {
  period?: Period;
  from?: string;
  to?: string;
  controller?: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const SLUG = /^[a-z][a-z0-9-]{0,62}$/;
/** Days beside the last one. */
const LENGTHS = { month: 29, quarter: 89, year: 364 } as const;

/** Reads the address; what makes no sense there is left out. */
export function figuresSearch(search: Record<string, unknown>): FiguresSearch {
  const { from, to, controller } = search;
  const period = PERIODS.find((one) => one === search['period']);
  return {
    ...(period ? { period } : {}),
    ...(isDay(from) ? { from } : {}),
    ...(isDay(to) ? { to } : {}),
    ...(typeof controller === 'string' && SLUG.test(controller) ? { controller } : {}),
  };
}

/** The question to the service. Its own default, a quarter, is what nothing in the address means. */
export function askedOf(search: FiguresSearch, today: Date): { from?: string; to?: string; controller?: string } {
  const { period = 'quarter', from, to, controller } = search;
  const company = controller === undefined ? {} : { controller };
  if (period === 'own') return { ...(from ? { from } : {}), ...(to ? { to } : {}), ...company };
  const last = dayText(today);
  return { from: dayBefore(last, LENGTHS[period]), to: last, ...company };
}

/** A day of the calendar in the zone of the browser: near enough to begin with. */
export function dayText(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function dayBefore(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - days);
  return date.toISOString().slice(0, 10);
}

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && DAY.test(value) && !Number.isNaN(Date.parse(`${value}T00:00:00Z`));
