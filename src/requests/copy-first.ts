import type { Temporal } from 'temporal-polyfill';
import { legalDay } from '../laws/legal-day.js';
import { COPY_FIRST_DAYS, type LegalController } from './legal-controller.entity.js';

/** Between how many days after the copy a person may let the erasure go on by itself (practice 14). */
export function copyFirstBounds({ policy }: Pick<LegalController, 'policy'>): { least: number; most: number } {
  return policy.copyFirstDays ?? COPY_FIRST_DAYS;
}

/** The legal day on which an erasure goes on, so many days after the copy is ready. */
export function eraseOn(ready: Date, days: number, { zone }: Pick<LegalController, 'zone'>): Temporal.PlainDate {
  return legalDay(ready, zone).add({ days });
}
