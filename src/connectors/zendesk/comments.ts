import { Refused } from '../kit/errors.js';
import { at } from '../kit/http/json-at.js';
import type { RestContext } from '../rest/resolved.js';
import type { MaskEffect } from '../rest/ways.js';
import { markedHtml } from './marked-html.js';

/**
 * Blacks out what names her in a comment, or the whole of it where the map says so. Works on closed and archived tickets,
 * needs the Agent Workspace and the right to delete, and cannot be undone.
 */
export async function maskComment(context: RestContext, effect: MaskEffect): Promise<void> {
  const { record, mask, redactor, signal } = effect;
  if (!Object.hasOwn(mask, 'text')) return;
  const strategy = mask['text'] ?? null;
  const isWhole = strategy === null || 'constant' in strategy;
  if (!isWhole && !('redact' in strategy)) {
    throw new Refused('unsupported', 'Comments can only be blacked out.', {
      collection: effect.resolved.name,
      column: 'text',
    });
  }
  if (!isWhole && !redactor) return;
  const html = at(record.json, 'html_body');
  const marked = typeof html === 'string' ? markedHtml(html, isWhole ? null : redactor) : null;
  if (marked === null) return;
  const [ticket, comment] = effect.key;
  await context.http.send({
    method: 'PUT',
    path: `/comment_redactions/${encodeURIComponent(String(comment))}`,
    body: { json: { ticket_id: Number(ticket), html_body: marked } },
    accept: [404],
    ...(signal ? { signal } : {}),
  });
}
