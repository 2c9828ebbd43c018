import { slice, wholeNumber } from '../ground/pages.js';
import { invalid } from './refusals.js';

/** `count` (up to 1,000) and `offset`: https://mailchimp.com/developer/marketing/docs/methods-parameters/#pagination */
export function page(query: Record<string, string | undefined>, name: string, all: readonly object[]): object {
  const count = wholeNumber(query.count, 10, 1, 1000) ?? invalid('count must be 1 to 1000');
  const offset = wholeNumber(query.offset, 0, 0, 100_000_000) ?? invalid('offset is not valid');
  return { [name]: slice(all, offset, count).items, total_items: all.length };
}
