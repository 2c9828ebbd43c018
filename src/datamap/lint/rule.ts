import type { Path, Remark, Severity } from '../finding.js';
import type { Collection, SystemMap } from '../language.js';

/** What the linter is told by rooms that the data map does not know. */
export interface RuleContext {
  map: SystemMap;
  /** Grounds that the law files define; undefined when nobody said, then grounds are not checked. */
  knownGrounds?: ReadonlySet<string>;
  /** Identifier kinds that a policy of the house allows to follow although they are refused by default. */
  allowFollow: ReadonlySet<string>;
}

/** One offence against a rule. */
export interface Offence {
  path: Path;
  message: string;
  hint: string;
}

export interface Rule {
  /** Stable; listed in docs/data-map.md. */
  code: string;
  severity: Severity;
  /** Why the rule is there, in a sentence: for the docs. */
  about: string;
  find(context: RuleContext): Iterable<Offence>;
}

export function* apply(rule: Rule, context: RuleContext): Iterable<Remark> {
  for (const offence of rule.find(context)) yield { severity: rule.severity, code: rule.code, ...offence };
}

export function collectionsOf(map: SystemMap): [string, Collection][] {
  return Object.entries(map.collections);
}

/** The nearest of the known names, when a typing error is likely. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const close = [...known].find((other) => other !== name && distance(name.toLowerCase(), other.toLowerCase()) <= 2);
  return close === undefined ? '' : `Did you mean ${close}?`;
}

/** Levenshtein, over names short enough not to care. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let row = Array.from({ length: b.length + 1 }, (_unused, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
