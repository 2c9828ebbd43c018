import { allAt, textAt } from '../kit/http/json-at.js';
import { listed } from '../rest/calls.js';
import type { RestContext } from '../rest/resolved.js';

/** Clocks of two houses differ. */
const SKEW_MS = 300_000;

/** The regulation that a call asked for whose answer never came; null when it did not arrive. */
export async function unfinishedFor(
  context: RestContext,
  { userId, type, since }: { userId: string; type: string; since: number },
  signal?: AbortSignal,
): Promise<string | null> {
  for (const status of ['INITIALIZED', 'RUNNING']) {
    const call = {
      get: '/regulations',
      at: 'regulations',
      query: { status, 'regulationTypes.0': type },
      items: 'data.regulations',
      pages: {
        by: 'cursor',
        param: 'pagination[cursor]',
        at: 'data.pagination.next',
        size: { param: 'pagination[count]', value: 200 },
      },
    } as const;
    for await (const page of listed(context, call, {}, signal)) {
      const found = page.find(
        (one) =>
          allAt(one, 'subjects[*]').includes(userId) &&
          textAt(one, 'regulationType') === type &&
          Date.parse(textAt(one, 'createdAt')) >= since - SKEW_MS,
      );
      if (found !== undefined) return textAt(found, 'id');
    }
  }
  return null;
}
