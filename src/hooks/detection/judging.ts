import { RIGHTS, type RightName } from '../../laws/law-data.js';
import type { Reading } from './rules/reading.js';
import type { Rule, RuleBook } from './rules/rule-book.js';

type Sign = RightName | 'unclear';

/** A rule that fired, and the words it fired on. */
export interface Finding {
  rule: Rule;
  words: string;
}

/** What one zone of a message asks for. */
export interface Judgement {
  scores: Map<Sign, number>;
  findings: Finding[];
}

const MOST_SENTENCES_TOGETHER = 3;

/**
 * Scores each right: the strongest sentence (or group of neighbours, for rules that read several), with what strengthens
 * and weakens it there, and then what holds of the message as a whole. A rule counts once in a sentence.
 */
export function judge(book: RuleBook, sentences: readonly string[][], otherLanguage: boolean): Judgement {
  const seen = new Map<string, ReadonlySet<number>>();
  const fired = new Map<Rule, string>();
  const scores = new Map<Sign, number>();
  const rules = book.rules.filter((rule) => rule.locale === undefined || otherLanguage);
  const lending = rules.filter((rule) => rule.lends !== undefined && rule.absent !== true);
  const absent = new Set(rules.filter((rule) => rule.absent === true));

  for (let together = 1; together <= MOST_SENTENCES_TOGETHER; together++) {
    const signs = rules.filter((rule) => rule.right !== undefined && reach(rule) >= together);
    for (let at = 0; at + together <= sentences.length; at++) {
      const reading = book.read(joined(sentences, at, together), seen);
      const here = new Map<Sign, number>();
      for (const rule of signs) {
        if (!fire(rule, reading)) continue;
        here.set(rule.right!, (here.get(rule.right!) ?? 0) + rule.weight);
      }
      if (together === 1) for (const rule of absent) if (book.fires(rule, reading)) absent.delete(rule);
      for (const [sign, score] of here) here.set(sign, Math.min(1, score));
      let most = 1;
      for (const rule of lending) {
        const lends = rule.scope === 'message' ? together === 1 : here.size > 0;
        if (!lends || !fire(rule, reading) || rule.scope === 'message') continue;
        lend(rule, here);
        if (rule.caps) most = book.thresholds.sure - 0.01;
      }
      for (const [sign, score] of here) scores.set(sign, Math.max(scores.get(sign) ?? 0, Math.min(most, score)));
    }
  }
  for (const rule of absent) fired.set(rule, '');
  for (const rule of rules) if (rule.scope === 'message' && fired.has(rule)) lend(rule, scores);
  return {
    scores: new Map(
      [...scores].map(([sign, score]) => [sign, Math.min(1, Math.max(0, Math.round(score * 100) / 100))]),
    ),
    findings: book.rules.flatMap((rule) => (fired.has(rule) ? [{ rule, words: fired.get(rule)! }] : [])),
  };

  function fire(rule: Rule, reading: Reading): boolean {
    const span = book.fires(rule, reading);
    if (span && !fired.has(rule)) fired.set(rule, reading.words.slice(span.start, span.end).join(' '));
    return span !== null;
  }
}

const reach = (rule: Rule): number => rule.over ?? 1;

function lend(rule: Rule, scores: Map<Sign, number>): void {
  const rights: readonly Sign[] = rule.lends === 'any' ? RIGHTS : (rule.lends ?? []);
  // What is unclear is made no clearer by a word beside it, but less of a matter for a person by an advertiser's.
  const signs: readonly Sign[] =
    rule.lends === 'any' && rule.weight < 0 && rule.scope === 'message' ? [...rights, 'unclear'] : rights;
  for (const sign of signs) if (scores.has(sign)) scores.set(sign, scores.get(sign)! + rule.weight);
}

function joined(sentences: readonly string[][], at: number, together: number): string[] {
  const words: string[] = [];
  for (const sentence of sentences.slice(at, at + together))
    words.push(...(words.length > 0 ? [','] : []), ...sentence);
  return words;
}
