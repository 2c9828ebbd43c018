import { nowhere, place, type Finding, type Locate, type Remark } from '../finding.js';
import type { SystemMap } from '../language.js';
import { columnRules } from './column-rules.js';
import { erasureRules } from './erasure-rules.js';
import { factRules } from './fact-rules.js';
import { graphRules } from './graph-rules.js';
import { maskRules } from './mask-rules.js';
import { apply, type Rule } from './rule.js';

export interface LintOptions {
  /** Named in the findings. */
  file?: string;
  /** Where a path stands in that file (`LoadedMap.locate`). */
  locate?: Locate;
  /** Grounds that the law files define; without them grounds are not checked. */
  knownGrounds?: Iterable<string>;
  /** Identifier kinds that a policy allows to follow although they are refused by default (postal address, IP, …). */
  allowFollow?: Iterable<string>;
}

/** Everything the linter looks for, in the order of docs/data-map.md. */
export const rules: readonly Rule[] = [...factRules, ...graphRules, ...columnRules, ...erasureRules, ...maskRules];

/** What a schema cannot see. Expects a map that has passed the schema; never throws, never changes it. */
export function lint(map: SystemMap, options: LintOptions = {}): Finding[] {
  const context = {
    map,
    allowFollow: new Set(options.allowFollow),
    ...(options.knownGrounds ? { knownGrounds: new Set(options.knownGrounds) } : {}),
  };
  const remarks: Remark[] = rules.flatMap((rule) => [...apply(rule, context)]);
  return place(remarks, options.file ?? map.system, options.locate ?? nowhere);
}
