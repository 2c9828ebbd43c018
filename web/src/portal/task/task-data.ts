import { apiClient, dataOf } from '../../api/client.js';
import { problemIn } from '../../api/problem.js';
import type { components } from '../../api/schema.js';
import { tokenIn } from '../case-token.js';

export type Task = components['schemas']['ExchangeTaskDto'];
export type Item = components['schemas']['ExchangeItemDto'];
export type Said = components['schemas']['ExchangeAnswerDto'];

let taken: string | null = null;

/** Out of the address before anything else can read it; kept for this page alone, and in no storage. */
export function takeTaskToken(): string | null {
  const token = tokenIn(location.hash);
  if (token !== null) {
    taken = token;
    history.replaceState(history.state, '', location.pathname);
  }
  return taken;
}

/** Calls with the token of this one task. */
const api = apiClient(() => taken);

export const fetchTask = (): Promise<Task> => dataOf(api.GET('/v1/exchange/task'));

const PAGE = 100;

/** Uploads the records page by page, then answers. What was uploaded before is forgotten first: a failed try may be repeated. */
export async function sendAnswer(said: Said, items: readonly Item[]): Promise<void> {
  const pages = Math.ceil(items.length / PAGE);
  if (pages > 0) await api.DELETE('/v1/exchange/task/pages');
  for (let page = 1; page <= pages; page += 1) {
    await api.PUT('/v1/exchange/task/pages/{number}', {
      params: { path: { number: page } },
      body: { items: items.slice((page - 1) * PAGE, page * PAGE) },
    });
  }
  await api.POST('/v1/exchange/task/answer', { body: pages > 0 ? { ...said, pages } : said });
}

export async function attach(file: File): Promise<void> {
  const form = new FormData();
  form.append('file', file);
  const response = await fetch('/v1/exchange/task/files', {
    method: 'POST',
    headers: { authorization: `Bearer ${taken ?? ''}` },
    body: form,
  });
  if (!response.ok) throw await problemIn(response);
}
