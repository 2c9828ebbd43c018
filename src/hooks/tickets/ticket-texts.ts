import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Locale } from '../../letters/locale.js';
import type { Right } from '../../requests/request.entity.js';

interface Texts {
  comments: Record<string, string>;
  notes: Record<string, string>;
  due: string;
  rights: Record<Right, string>;
}

const loaded = new Map<Locale, Texts>();

function textsOf(locale: Locale): Texts {
  let texts = loaded.get(locale);
  if (!texts) {
    texts = parse(readFileSync(new URL(`../texts/tickets.${locale}.yaml`, import.meta.url), 'utf8')) as Texts;
    loaded.set(locale, texts);
  }
  return texts;
}

export interface TicketFacts {
  reference: string;
  right: Right;
  /** Legal days, as they are written in the language. */
  asked: string;
  due: string | null;
  link: string;
}

/** A text of the ticket in its language, filled in. @throws Error when it has a gap: such a text must not leave. */
export function ticketText(kind: 'comments' | 'notes', name: string, locale: Locale, facts: TicketFacts): string {
  const texts = textsOf(locale);
  const text = texts[kind][name];
  if (text === undefined) throw new Error(`There is no text ${kind}.${name} in ${locale}.`);
  const due = facts.due === null ? '' : filled(texts.due, { day: facts.due });
  return filled(text, { ...facts, due, right: texts.rights[facts.right] }).trim();
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`Nothing is given for ${name}.`);
    return value;
  });
}
