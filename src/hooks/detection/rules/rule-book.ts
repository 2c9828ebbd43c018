import type { RightName } from '../../../laws/law-data.js';
import { Lexicon } from './lexicon.js';
import { near, Pattern } from './pattern.js';
import { Reading, type Span } from './reading.js';
import type { RuleData, RuleFile, Said } from './rule-file.js';

/** A rule with its patterns made ready. */
export interface Rule extends Omit<RuleData, 'any' | 'near' | 'unless'> {
  any: Pattern[];
  near: Pattern[][];
  unless: Pattern[];
}

/** The rules, ready to read messages with. */
export class RuleBook {
  readonly version: string;
  /** ISO date from which on somebody should have read the rules again. */
  readonly review: string;
  readonly thresholds: RuleFile['thresholds'];
  readonly rules: readonly Rule[];
  private readonly lexicon: Lexicon;
  private readonly phrases = new Map<string, Pattern[]>();
  private readonly meanings = new Map<string, number>();

  constructor(file: RuleFile) {
    this.version = file.version;
    this.review = file.review;
    this.thresholds = file.thresholds;
    this.lexicon = new Lexicon(wordsOf(file.falseFriends));
    for (const [name, { words, exact }] of Object.entries(file.concepts)) {
      const meaning = this.numbered(`@${name}`);
      for (const word of Object.values(words).flatMap(wordsOf)) this.lexicon.add(word, meaning, exact !== true);
    }
    for (const [name, sources] of Object.entries(file.phrases)) {
      this.phrases.set(
        name,
        sources.map((source) => this.pattern(source)),
      );
    }
    this.rules = file.rules.map((rule) => ({
      ...rule,
      any: (rule.any ?? []).map((source) => this.pattern(source)),
      near: (rule.near ?? []).map((sources) => sources.split(' / ').map((source) => this.pattern(source))),
      unless: (rule.unless ?? []).map((source) => this.pattern(source)),
    }));
    const ids = new Set(this.rules.map(({ id }) => id));
    if (ids.size !== this.rules.length) throw new Error('Two rules of detection have one id.');
  }

  /** What each rule says, for people. */
  get texts(): ReadonlyMap<string, Said> {
    return new Map(this.rules.map(({ id, says }) => [id, says]));
  }

  rightsOf(rule: Rule): readonly (RightName | 'unclear')[] | 'any' {
    return rule.right ? [rule.right] : (rule.lends ?? []);
  }

  /** @param seen meanings of words of this message that were looked up before */
  read(words: readonly string[], seen: Map<string, ReadonlySet<number>>): Reading {
    const meanings = words.map((word) => {
      const before = seen.get(word);
      if (before) return before;
      const found = this.lexicon.meanings(word);
      seen.set(word, found);
      return found;
    });
    return new Reading(words, meanings, (name, reading) =>
      this.phrases.get(name)!.flatMap((pattern) => pattern.find(reading)),
    );
  }

  /** Where the rule fires. */
  fires(rule: Rule, reading: Reading): Span | null {
    const found = first(rule.any, reading) ?? this.together(rule, reading);
    return found && !first(rule.unless, reading) ? found : null;
  }

  private together(rule: Rule, reading: Reading): Span | null {
    if (rule.near.length === 0) return null;
    const lists: Span[][] = [];
    for (const patterns of rule.near) {
      const spans = patterns.flatMap((pattern) => pattern.find(reading));
      if (spans.length === 0) return null;
      lists.push(spans);
    }
    return near(lists, rule.within!);
  }

  private pattern(source: string): Pattern {
    const pattern = new Pattern(source, (word) => this.meaningOf(word, source));
    const unknown = pattern.refersTo.find((name) => !this.phrases.has(name));
    if (unknown !== undefined) throw new Error(`"${source}" refers to $${unknown}, which is not described above it.`);
    return pattern;
  }

  private meaningOf(word: string, source: string): number {
    const known = this.meanings.get(word);
    if (known !== undefined) return known;
    if (word.startsWith('@')) throw new Error(`"${source}" names ${word}, and there is no such concept.`);
    const meaning = this.numbered(word);
    this.lexicon.add(word, meaning, false);
    return meaning;
  }

  private numbered(name: string): number {
    const number = this.meanings.size;
    this.meanings.set(name, number);
    return number;
  }
}

function first(patterns: readonly Pattern[], reading: Reading): Span | null {
  for (const pattern of patterns) {
    const [found] = pattern.find(reading);
    if (found) return found;
  }
  return null;
}

const wordsOf = (text: string): string[] => text.split(/\s+/).filter(Boolean);
