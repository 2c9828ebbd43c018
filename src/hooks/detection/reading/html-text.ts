/** Where a mail program puts what the message answers to: everything after it is quoted. */
const QUOTE_MARKS = ['gmail_quote', 'yahoo_quoted', 'moz-cite-prefix', 'divrplyfwdmsg', 'appendonsend', 'zd-quote'];
const BLOCKS = new Set(
  'br p div li ul ol tr td th table h1 h2 h3 h4 h5 h6 hr blockquote pre section article'.split(' '),
);
/** What nobody sees. */
const UNSEEN = new Set(['script', 'style', 'head', 'title', 'template']);
/** A tag longer than this is no tag. */
const MAX_TAG = 20_000;

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '',
  zwnj: '',
  zwj: '',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  szlig: 'ß',
  eacute: 'é',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
  bdquo: '„',
  sect: '§',
  ndash: '–',
  mdash: '—',
  hellip: '…',
};

/** The line that stands for the beginning of what is quoted. */
export const QUOTED_FROM_HERE = '-----Original Message-----';

export const looksLikeHtml = (text: string): boolean =>
  /<(?:!doctype|html|body|div|p|br|span|table|blockquote|ul|ol|a)[\s/>]/i.test(text);

/** The text of a message in HTML, in one pass: blocks become lines, quotes get `>` as in plain mail. */
export function htmlText(html: string): string {
  const out: string[] = [];
  let quotes = 0;
  let at = 0;
  const breakLine = (): void => void out.push(quotes > 0 ? '\n> ' : '\n');
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) break;
    out.push(html.slice(at, open));
    if (html.startsWith('<!--', open)) {
      at = after(html, '-->', open);
      continue;
    }
    const name = tagName(html, open);
    const close = name === null ? -1 : html.indexOf('>', open);
    if (name === null || close < 0 || close - open > MAX_TAG) {
      out.push('<');
      at = open + 1;
      continue;
    }
    const closing = html[open + 1] === '/';
    at = close + 1;
    if (UNSEEN.has(name) && !closing) {
      at = afterClosing(html, name, at);
      continue;
    }
    if (name === 'blockquote') quotes = Math.max(0, quotes + (closing ? -1 : 1));
    if (BLOCKS.has(name)) breakLine();
    if (!closing && close - open > name.length + 2) {
      const tag = html.slice(open, close).toLowerCase();
      if (QUOTE_MARKS.some((mark) => tag.includes(mark))) out.push(`\n${QUOTED_FROM_HERE}\n`);
    }
  }
  out.push(html.slice(at));
  return decoded(out.join(''));
}

function decoded(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
  });
}

function tagName(html: string, open: number): string | null {
  const found = /^<\/?([a-z!][a-z0-9]{0,15})/i.exec(html.slice(open, open + 20));
  return found ? found[1]!.toLowerCase() : null;
}

function after(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from);
  return found < 0 ? html.length : found + mark.length;
}

function afterClosing(html: string, name: string, from: number): number {
  const pattern = new RegExp(`</${name}`, 'gi');
  pattern.lastIndex = from;
  const found = pattern.exec(html);
  return found ? found.index : html.length;
}
