import { ruleBook } from './our-rules.js';

/** Has the day passed by which somebody should have read the rules again? */
export function reviewIsDue(now: Date, review = ruleBook().review): boolean {
  return now.toISOString().slice(0, 10) > review;
}
