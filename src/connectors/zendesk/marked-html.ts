import type { Redactor } from '../kit/masking/redaction.js';

/** A stretch of HTML: a tag, an entity that stands for a sign, or plain text. */
const PIECE = /<[^>]*>|&(?:#\d+|#x[\da-f]+|[a-z][a-z\d]*);|[^<&]+|[<&]/gi;
const BREAK = /^<(?:br|\/p|\/div|\/li)\b/i;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' };

/** One sign of the text as it is read, and where it stands in the HTML; `null` for a sign that a tag stands for. */
interface Sign {
  text: string;
  at: { start: number; end: number } | null;
}

/**
 * The HTML with `<redact>` around whatever names the person in its text, also where tags stand in between: each stretch
 * within one text is marked by itself, so that no mark crosses a tag. `null` for the redactor marks everything.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/#redact-ticket-comment-in-agent-workspace
 *
 * @returns null when there is nothing to mark.
 */
export function markedHtml(html: string, redactor: Redactor | null): string | null {
  const signs = [...signsOf(html)];
  const text = signs.map((sign) => sign.text).join('');
  const chosen = redactor === null ? [{ start: 0, end: text.length }] : redactor.spans(text);
  const marks: { start: number; end: number }[] = [];
  let place = 0;
  for (const { text: sign, at } of signs) {
    const here = place;
    place += sign.length;
    const isChosen = chosen.some(({ start, end }) => here < end && here + sign.length > start);
    if (!at || !isChosen || (redactor === null && REDACTED.test(sign))) continue;
    const last = marks.at(-1);
    if (last?.end === at.start) last.end = at.end;
    else marks.push({ ...at });
  }
  const telling = marks.filter(({ start, end }) => /\S/.test(html.slice(start, end)));
  if (telling.length === 0) return null;
  let marked = '';
  let done = 0;
  for (const { start, end } of telling) {
    marked += `${html.slice(done, start)}<redact>${html.slice(start, end)}</redact>`;
    done = end;
  }
  return marked + html.slice(done);
}

/** Zendesk puts a block for each sign that it has taken away. */
const REDACTED = /^[▇█]$/u;

function* signsOf(html: string): Iterable<Sign> {
  for (const found of html.matchAll(PIECE)) {
    const [piece] = found;
    const start = found.index;
    if (piece.startsWith('<') && piece.length > 1) {
      if (BREAK.test(piece)) yield { text: '\n', at: null };
    } else if (piece.startsWith('&') && piece.length > 1) {
      yield { text: decoded(piece), at: { start, end: start + piece.length } };
    } else {
      let at = start;
      for (const sign of piece) {
        yield { text: sign, at: { start: at, end: at + sign.length } };
        at += sign.length;
      }
    }
  }
}

function decoded(entity: string): string {
  const name = entity.slice(1, -1);
  const number = /^#x([\da-f]+)$/i.exec(name)?.[1] ?? null;
  const code = number !== null ? parseInt(number, 16) : name.startsWith('#') ? Number(name.slice(1)) : null;
  if (code !== null) return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  return ENTITIES[name.toLowerCase()] ?? entity;
}
