const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
};
const BREAKS = /^\/?(?:br|p|div|li|tr|h[1-6]|blockquote)\b/i;

/**
 * The words of a message that came as HTML, for reading and never for showing as HTML again. One pass from mark to mark:
 * nothing in it can make it slow.
 */
export function plainText(html: string): string {
  let text = '';
  let at = 0;
  for (;;) {
    const open = html.indexOf('<', at);
    if (open < 0) break;
    text += html.slice(at, open);
    const close = html.indexOf('>', open);
    if (close < 0) {
      at = open;
      break;
    }
    if (BREAKS.test(html.slice(open + 1, Math.min(close, open + 12)))) text += '\n';
    at = close + 1;
  }
  text += html.slice(at);
  return text
    .replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|[a-zA-Z]{2,6});/g, (whole, name: string) => character(name) ?? whole)
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function character(name: string): string | undefined {
  if (!name.startsWith('#')) return ENTITIES[name];
  const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  const storable = code > 31 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return storable ? String.fromCodePoint(code) : ' ';
}
