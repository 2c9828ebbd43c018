import { RuleBook } from './rule-book.js';
import { readRuleFile, type Said } from './rule-file.js';

let book: RuleBook | undefined;

/** The rules of the house, read once. */
export function ruleBook(): RuleBook {
  book ??= new RuleBook(readRuleFile(new URL('./rules.yaml', import.meta.url)));
  return book;
}

/** What a rule says, for the desk; undefined for rules of an earlier version. */
export function ruleText(id: string): Said | undefined {
  return ruleBook().texts.get(id);
}
