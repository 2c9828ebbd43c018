import { RIGHTS, type RightName } from '../../laws/law-data.js';
import type { Detection, DetectOptions, Verdict, Wish } from './detection.js';
import { type Finding, judge } from './judging.js';
import { htmlText, looksLikeHtml } from './reading/html-text.js';
import { sentencesOf } from './reading/sentences.js';
import { type Zones, zonesOf } from './reading/zones.js';
import { ruleBook } from './rules/our-rules.js';

/** Characters that are read. What is longer was pasted by a machine; that it was cut is a reason to look. */
export const LONGEST_MESSAGE = 100_000;

/** What was made of a message, with the words it rests on: for people who may read the message. */
export interface Explained extends Detection {
  findings: (Finding & { zone: keyof Zones })[];
}

/** Does this message ask for rights? Pure: the same text and rules always give the same answer. */
export function detect(text: string, options: DetectOptions = {}): Detection {
  const { findings: _words, ...detection } = explain(text, options);
  return detection;
}

/** As `detect`, with the words on which each rule fired. */
export function explain(text: string, { locale }: DetectOptions = {}): Explained {
  const book = ruleBook();
  const cut = text.slice(0, LONGEST_MESSAGE);
  const zones = zonesOf(looksLikeHtml(cut) ? htmlText(cut) : cut.replace(/\r\n?/g, '\n'));
  const otherLanguage = locale !== undefined && !/^(?:de|en)(?:[-_]|$)/i.test(locale);
  const own = sentencesOf(zones.own);
  const findings: Explained['findings'] = [];
  const scores = new Map<RightName | 'unclear', { score: number; most: Verdict }>();

  for (const [zone, sentences, most] of [
    ['own', own, 'sure'],
    // A greeting ends a letter, but some go on below it, and what a signature says is rarely a wish.
    ['closing', sentencesOf(zones.closing), 'unsure'],
    // Somebody else's words: whether they are a request to us, a person decides.
    ['forwarded', sentencesOf(zones.forwarded), 'unsure'],
    ['quoted', pointsBelow(own) ? sentencesOf(zones.quoted) : [], 'unsure'],
  ] as const) {
    if (sentences.length === 0) continue;
    const judged = judge(book, sentences, otherLanguage);
    findings.push(...judged.findings.map((finding) => ({ ...finding, zone })));
    for (const [right, score] of judged.scores) {
      if (zone === 'closing' && (right === 'unclear' || score < book.thresholds.sure)) continue;
      const before = scores.get(right);
      if (!before || before.score < score) scores.set(right, { score, most });
    }
  }

  const tooLong = text.length > LONGEST_MESSAGE ? book.rules.find((rule) => rule.cut) : undefined;
  if (tooLong) {
    findings.push({ rule: tooLong, words: '', zone: 'own' });
    if (!scores.has('unclear')) scores.set('unclear', { score: tooLong.weight, most: 'unsure' });
  }

  const { sure, unsure } = book.thresholds;
  const wishes: Wish[] = RIGHTS.flatMap((right) => {
    const found = scores.get(right);
    if (!found || found.score < unsure) return [];
    return [{ right, score: found.score, verdict: found.score >= sure ? found.most : 'unsure' } as Wish];
  }).sort((a, b) => Number(b.verdict === 'sure') - Number(a.verdict === 'sure') || b.score - a.score);
  const unclear = scores.get('unclear')?.score ?? 0;
  return {
    verdict: wishes[0]?.verdict ?? (unclear >= unsure ? 'unsure' : 'none'),
    score: wishes[0]?.score ?? unclear,
    right: wishes[0]?.right ?? null,
    wishes,
    rules: book.rules.flatMap(({ id }) => (findings.some(({ rule }) => rule.id === id) ? [id] : [])),
    rulesVersion: book.version,
    findings,
  };
}

const BELOW =
  /\b(?:siehe (?:unten|anhang)|s u|unten stehend\w*|see below|below|my (?:previous|earlier|last) (?:e?mail|message|request)|meine (?:letzte|vorige|fruehere|erste) (?:mail|email|nachricht|anfrage)|noch immer|immer noch|still (?:waiting|no)|keine antwort|no (?:reply|answer|response)|erinner\w*|remind\w*|zur kenntnis|fyi)\b/;

/** Does what she writes lean on what she quotes, or is there nothing else? */
function pointsBelow(own: readonly string[][]): boolean {
  return own.length === 0 || own.slice(0, 12).some((words) => BELOW.test(words.slice(0, 60).join(' ')));
}
