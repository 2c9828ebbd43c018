import { readFileSync } from 'node:fs';
import { Eta } from 'eta';
import { parse } from 'yaml';
import type { CitedStep } from '../../laws/law-data.js';
import { citation } from '../citing.js';
import type { Locale } from '../locale.js';
import { blocksOf, plainText } from './blocks.js';
import type { Localised } from '../../datamap/language.js';
import type { Common, CopyUntil, LetterData, LetterKind, Outcome, SystemOutcome } from './letter-data.js';
import { oneLine, wordsOf, type Words } from './words.js';

export interface RenderedLetter {
  subject: string;
  text: string;
  html: string;
}

/** `texts/letters.<locale>.yaml` */
export interface LetterTexts {
  letters: Record<LetterKind, { subject: string; body: string }>;
  /** Passages that several letters share. */
  passages: Record<string, string>;
  rights: Record<string, string>;
  outcomes: Record<string, string>;
}

const text = new Eta({
  autoEscape: true,
  autoTrim: false,
  escapeFunction: oneLine,
  functionHeader:
    'const { day, moment, minutes, number, list, text, sentence, link, right, passage, outcomes, cite } = it.words;',
});
const html = new Eta({ autoEscape: true, autoTrim: [false, 'nl'] });
const layout = html.compile(readFileSync(new URL('./letter.eta', import.meta.url), 'utf8'));
const loaded = new Map<Locale, LetterTexts>();

/**
 * A letter in the person's language, as subject, text and HTML with the same words. The subject holds no personal data;
 * the HTML loads nothing and has no script, so that opening it tells nobody.
 *
 * @throws Error when a value that the letter needs is not given: a letter with a gap must not leave.
 */
export function render<K extends LetterKind>(letter: K, locale: Locale, data: LetterData[K]): RenderedLetter {
  const texts = letterTexts(locale);
  const { subject, body } = texts.letters[letter];
  const { addressee = [], law } = data as Partial<Common>;
  const words = wordsOf(locale, data.controller.zone);
  const fill = (template: string, values: object): string => text.renderString(template, { ...values, words: all });
  const all: Words & Record<'right' | 'passage' | 'outcomes' | 'cite', (...args: never[]) => string> = {
    ...words,
    cite: (step: CitedStep) => (law ? citation(law, step, locale) : ''),
    right: (name: string) => known(texts.rights, name),
    passage: (name: string) => fill(known(texts.passages, name), data).trim(),
    outcomes: (systems: LetterData['partial-answer']['systems']) => inWords(systems, texts, words, fill),
  };
  const line = fill(subject, data).trim();
  const content = fill(body, data)
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return {
    subject: line,
    text: `${plainText(content)}\n`,
    html: html.render(layout, {
      lang: locale,
      subject: line,
      sender: [data.controller.name, ...data.controller.address],
      addressee: addressee.map(oneLine),
      blocks: blocksOf(content),
    }),
  };
}

/**
 * What became of a request's data, in the words that a letter has for it: `## ` before a system, `- ` before each outcome.
 */
export function outcomesInWords(systems: readonly SystemOutcome[], locale: Locale, zone: string): string {
  const words = wordsOf(locale, zone);
  const fill = (template: string, values: object): string => text.renderString(template, { ...values, words });
  return inWords([...systems], letterTexts(locale), words, fill);
}

export function letterTexts(locale: Locale): LetterTexts {
  const texts = loaded.get(locale) ?? (parse(readFileSync(fileOf(locale), 'utf8')) as LetterTexts);
  loaded.set(locale, texts);
  return texts;
}

function fileOf(locale: Locale): URL {
  return new URL(`../texts/letters.${locale}.yaml`, import.meta.url);
}

/** System by system: a heading and one item for each outcome, its copies and its evidence in the same breath. */
function inWords(
  systems: LetterData['partial-answer']['systems'],
  texts: LetterTexts,
  words: Words,
  fill: (template: string, values: object) => string,
): string {
  return systems
    .map(({ system, outcomes, stays, returns }) => {
      const common = commonCopies(outcomes);
      const sayCopies = (copies: readonly CopyUntil[]): string[] =>
        copies.map((copy) => fill(known(texts.outcomes, 'copy'), copy).trim());
      const items = alike(outcomes).map(({ outcome, what }) => {
        const shown = 'shown' in outcome ? `.${outcome.shown.how}` : '';
        const sentences = [
          what.length > 0 ? `${what.map((one) => oneLine(words.text(one))).join('; ')}:` : '',
          fill(known(texts.outcomes, `${outcome.kind}${shown}`), outcome).trim(),
          ...(common || !('copies' in outcome) ? [] : sayCopies(outcome.copies)),
        ];
        return `- ${sentences.filter(Boolean).join(' ')}`;
      });
      if (common) items.push(`- ${[known(texts.outcomes, 'copies-of-all'), ...sayCopies(common)].join(' ')}`);
      if (stays !== undefined) items.push(`- ${fill(known(texts.outcomes, 'stays'), { stays }).trim()}`);
      if (returns !== undefined) items.push(`- ${fill(known(texts.outcomes, 'returns'), { returns }).trim()}`);
      return `## ${oneLine(words.text(system))}\n${items.join('\n')}`;
    })
    .join('\n\n');
}

/** Outcomes that differ only in what they are about, said once. */
function alike(outcomes: readonly Outcome[]): { outcome: Outcome; what: Localised[] }[] {
  const groups = new Map<string, { outcome: Outcome; what: Localised[] }>();
  for (const outcome of outcomes) {
    const { what, ...rest } = { what: undefined, ...outcome };
    const name = what === undefined ? `${groups.size}` : JSON.stringify(rest);
    const group = groups.get(name) ?? { outcome, what: [] };
    if (what !== undefined) group.what.push(what);
    groups.set(name, group);
  }
  return [...groups.values()];
}

/** The copies in which all that was changed in a system lives on, if they are the same for more than one outcome. */
function commonCopies(outcomes: readonly Outcome[]): readonly CopyUntil[] | null {
  const all = outcomes.flatMap((outcome) => ('copies' in outcome ? [outcome.copies] : []));
  const [first] = all;
  if (!first || first.length === 0 || all.length < 2) return null;
  return all.every((copies) => JSON.stringify(copies) === JSON.stringify(first)) ? first : null;
}

function known(texts: Record<string, string>, name: string): string {
  const found = Object.hasOwn(texts, name) ? texts[name] : undefined;
  if (found === undefined) throw new Error(`There is no text for ${name}.`);
  return found;
}
