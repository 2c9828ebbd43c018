import type { Days } from './figures-data.js';

export type StepSize = 'day' | 'week' | 'month';

/** A chart with hundreds of bars says nothing: longer periods are told by weeks or months. */
export const sizeFor = (days: number): StepSize => (days <= 45 ? 'day' : days <= 200 ? 'week' : 'month');

/** Sums of days, each under the first of its days that lies in the period. */
export function stepsOf(days: readonly Days[], size: StepSize): Days[] {
  const steps = new Map<string, Days>();
  for (const day of days) {
    const key = keyOf(day.day, size);
    const step = steps.get(key);
    if (!step) steps.set(key, { ...day });
    else {
      step.received += day.received;
      step.firstAnswers += day.firstAnswers;
      step.ended += day.ended;
    }
  }
  return [...steps.values()];
}

/** Weeks begin on Monday. */
function keyOf(day: string, size: StepSize): string {
  if (size === 'day') return day;
  if (size === 'month') return day.slice(0, 7);
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}
