import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Eta } from 'eta';
import type { FastifyReply } from 'fastify';
import type { Locale } from '../../letters/locale.js';
import { plainTexts, type Say } from './plain-texts.js';

const PAGES = ['layout', 'choose', 'ask', 'asked', 'code', 'open', 'status', 'problem', 'blocks'] as const;
type Page = (typeof PAGES)[number];

const eta = new Eta({ autoEscape: true, autoTrim: [false, 'nl'] });
const here = (name: string): URL => new URL(name, import.meta.url);
const templates = new Map(
  PAGES.map((page) => [page, eta.compile(readFileSync(here(`./pages/${page}.eta`), 'utf8'))] as const),
);

/** The pages' one style sheet, and where it is served: the name changes with the content, so it may be kept for good. */
export const STYLE = readFileSync(here('./plain.css'), 'utf8');
export const STYLE_PATH = `/ask/plain.css?v=${createHash('sha256').update(STYLE).digest('hex').slice(0, 12)}`;

/** Nothing but that sheet and forms that are sent to us. */
const POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export interface PageOf {
  lang: Locale;
  title: string;
  /** The same page in the other language, where it can be had by its address. */
  other?: string;
}

/** A part of a page, without its frame. */
export function part(page: Page, lang: Locale, data: object): string {
  return eta.render(templates.get(page)!, { ...data, lang, t: plainTexts(lang) satisfies Say });
}

/** A whole page. */
export function wholePage({ lang, title, other }: PageOf, content: string): string {
  const otherLang = lang === 'de' ? 'en' : 'de';
  return part('layout', lang, {
    title,
    content,
    style: STYLE_PATH,
    other: other ? { href: `${other}${other.includes('?') ? '&' : '?'}lang=${otherLang}`, lang: otherLang } : null,
  });
}

/** Text of which a line that begins with `## ` is a heading and one with `- ` an item of a list. */
export function blocks(text: string, lang: Locale): string {
  const found: { kind: 'heading' | 'list' | 'text'; lines: string[] }[] = [];
  for (const line of text.split('\n').map((one) => one.trim())) {
    const kind = line.startsWith('## ') ? 'heading' : line.startsWith('- ') ? 'list' : 'text';
    const said = kind === 'heading' ? line.slice(3) : kind === 'list' ? line.slice(2) : line;
    const last = found.at(-1);
    if (said === '') continue;
    if (kind === 'list' && last?.kind === 'list') last.lines.push(said);
    else found.push({ kind, lines: [said] });
  }
  return part('blocks', lang, { blocks: found });
}

/** Headers of every plain page. An address of ours must reach us with a form: it is how other sites are told apart. */
export function asPage(reply: FastifyReply): void {
  void reply.headers({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': POLICY,
    'referrer-policy': 'same-origin',
    vary: 'accept-language, sec-gpc',
  });
}
