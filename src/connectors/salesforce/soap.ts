import { HookUnreadable } from '../kit/hooks/hook-sender.js';

/** An element as we read it: its name without prefix, its attributes, its children or its text. */
export interface Element {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: Element[];
  text: string;
}

const DEEPEST = 12;
const MOST_ELEMENTS = 20_000;
const NAME = /^[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?$/;
const ATTRIBUTE = /\s+([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const PREDEFINED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * The part of XML 1.0 that outbound messages are written in: elements, attributes, text, the five predefined entities and
 * character references. Whatever begins with `<!` is refused, and with it document types, entities of one's own, comments
 * and CDATA: what is not read cannot expand, nest or fetch anything. A small reader of our own, since none is among the
 * libraries of the house and a whole parser is mostly made of what is refused here.
 *
 * @throws HookUnreadable
 */
export function readXml(bytes: Buffer): Element {
  const text = utf8(bytes);
  if (text.includes('<!')) throw new HookUnreadable('Declarations, comments and CDATA are not taken.');
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open: Element[] = [root];
  let at = 0;
  let elements = 0;
  for (;;) {
    const mark = text.indexOf('<', at);
    const top = open.at(-1)!;
    top.text += characters(mark < 0 ? text.slice(at) : text.slice(at, mark));
    if (mark < 0) break;
    const end = endOfTag(text, mark);
    const tag = text.slice(mark + 1, end);
    at = end + 1;
    if (tag.startsWith('?')) {
      if (mark !== 0 || !tag.startsWith('?xml ') || !tag.endsWith('?')) throw unreadable();
    } else if (tag.startsWith('/')) {
      if (open.length < 2 || localName(tag.slice(1).trimEnd()) !== top.name) throw unreadable();
      open.pop();
    } else {
      if (++elements > MOST_ELEMENTS || open.length > DEEPEST) throw new HookUnreadable('There is too much in it.');
      const element = elementOf(tag.endsWith('/') ? tag.slice(0, -1) : tag);
      top.children.push(element);
      if (!tag.endsWith('/')) open.push(element);
    }
  }
  if (open.length !== 1 || root.children.length !== 1 || root.text.trim() !== '') throw unreadable();
  return root.children[0]!;
}

/** The descendants along a path of names. */
export function allOf(element: Element, ...path: string[]): Element[] {
  return path.reduce<Element[]>(
    (found, name) => found.flatMap(({ children }) => children.filter((child) => child.name === name)),
    [element],
  );
}

/** A `>` within an attribute's value ends no tag. */
function endOfTag(text: string, from: number): number {
  let quote = '';
  for (let at = from + 1; at < text.length; at++) {
    const mark = text[at]!;
    if (quote) quote = mark === quote ? '' : quote;
    else if (mark === '"' || mark === "'") quote = mark;
    else if (mark === '>') return at;
    else if (mark === '<') throw unreadable();
  }
  throw unreadable();
}

function elementOf(tag: string): Element {
  const name = /^[^\s]+/.exec(tag)?.[0] ?? '';
  const attributes: Record<string, string> = {};
  const rest = tag.slice(name.length).trimEnd();
  ATTRIBUTE.lastIndex = 0;
  while (ATTRIBUTE.lastIndex < rest.length) {
    const found = ATTRIBUTE.exec(rest);
    if (!found) throw unreadable();
    const key = found[1]!.replace(/^[^:]*:/, '');
    if (!found[1]!.startsWith('xmlns')) attributes[key] = characters(found[2] ?? found[3] ?? '');
  }
  return { name: localName(name), attributes, children: [], text: '' };
}

function localName(name: string): string {
  if (!NAME.test(name)) throw unreadable();
  return name.slice(name.indexOf(':') + 1);
}

function characters(text: string): string {
  return text.replace(/&([^;&]{0,10});?/g, (whole, name: string) => {
    const number = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name);
    const known = number ? character(number[1] ? Number.parseInt(number[1], 16) : Number(number[2])) : PREDEFINED[name];
    if (known === undefined || !whole.endsWith(';')) throw new HookUnreadable('There is an entity that is not taken.');
    return known;
  });
}

function character(code: number): string | undefined {
  const allowed = code === 9 || code === 10 || code === 13 || (code >= 32 && code < 0xd800);
  return allowed || (code > 0xdfff && code < 0xfffe) || (code > 0xffff && code <= 0x10ffff)
    ? String.fromCodePoint(code)
    : undefined;
}

function utf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new HookUnreadable('The body is not UTF-8.');
  }
}

function unreadable(): HookUnreadable {
  return new HookUnreadable('The body is not well-formed XML as we take it.');
}
