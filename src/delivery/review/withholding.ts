import type { Digest, JsonValue } from '../../connectors/kit/contract.js';
import type { Collection, Field } from '../../datamap/language.js';
import type { PartRecord } from '../parts/part-record.js';
import { recordDigest, valueDigest } from './digests.js';
import { WITHHOLDING, type ExclusionRule, type WithholdingReason } from './exclusion.js';

/** What stands in the place of a withheld value, in JSON. */
export interface WithheldMark {
  withheld: WithholdingReason;
}

export interface Disclosed {
  /** null: nothing of the record is disclosed. */
  record: Record<string, JsonValue> | null;
  /** What was withheld, to be counted and told. `field` null: the whole record. */
  withheld: { field: string | null; reason: WithholdingReason }[];
}

/** Applies a collection's withholding to its records, one by one. Pure. */
export type Withhold = (record: PartRecord) => Disclosed;

export interface WithholdingOptions {
  system: string;
  collection: string;
  map: Pick<Collection, 'fields' | 'jointly'>;
  /** Of this request; those of other collections are ignored. */
  rules: readonly ExclusionRule[];
  /** Keyed digest of the case. */
  digest: Digest;
  /** Only these fields belong to the answer (portability); default all that the map names. */
  only?: ReadonlySet<string>;
  /** What is put in the place of a blacked-out span. */
  blackout: string;
}

/**
 * What of a record may leave. Everything starts closed: free text, fields about others and joint records are withheld
 * until an officer has released them one by one (Art. 15(4) GDPR), a field that the map does not know is withheld, and
 * what is never disclosed stays so whatever anybody released. Empty values hold nothing back.
 */
export function withholding(options: WithholdingOptions): Withhold {
  const { system, collection, map, digest, only, blackout } = options;
  const defaults = new Map(Object.entries(map.fields).map(([name, field]) => [name, byDefault(field)]));
  const reviewed = new Map<string, ExclusionRule[]>();
  for (const rule of options.rules) {
    if (rule.system !== system || rule.collection !== collection) continue;
    reviewed.set(rule.recordDigest, [...(reviewed.get(rule.recordDigest) ?? []), rule]);
  }

  return ({ key, record }) => {
    const rules = reviewed.size === 0 ? [] : (reviewed.get(recordDigest(digest, system, collection, key)) ?? []);
    const matches = (rule: ExclusionRule, value: JsonValue): boolean => rule.valueDigest === valueDigest(digest, value);
    const whole = rules.filter(({ field }) => field === null);
    const barred = whole.find(({ released }) => !released);
    if (barred) return { record: null, withheld: [{ field: null, reason: barred.reason }] };
    if (map.jointly && !whole.some((rule) => matches(rule, record))) {
      return { record: null, withheld: [{ field: null, reason: 'joint-unreviewed' }] };
    }

    const shown: Record<string, JsonValue> = {};
    const withheld: Disclosed['withheld'] = [];
    for (const [field, value] of Object.entries(record)) {
      if (only && !only.has(field)) continue;
      const standard = defaults.has(field) ? (defaults.get(field) ?? null) : 'not-in-map';
      const own = rules.filter((rule) => rule.field === field);
      const outcome =
        isEmpty(value) && standard !== 'not-in-map' ? value : judge(value, standard, own, matches, blackout);
      if (isVerdict(outcome)) withheld.push({ field, reason: outcome.reason });
      // An unknown field is not even named: its name may say what nobody has looked at.
      if (standard === 'not-in-map') continue;
      const mark: WithheldMark | null =
        isVerdict(outcome) && outcome.text === undefined ? { withheld: outcome.reason } : null;
      put(shown, field, mark ? { ...mark } : isVerdict(outcome) ? (outcome.text as string) : outcome);
    }
    return { record: shown, withheld };
  };
}

/** Is there anything that a record of this collection could be spared? Without, records pass as they are. */
export function withholdsNothing({ system, collection, map, rules, only }: WithholdingOptions): boolean {
  return (
    !only &&
    !map.jointly &&
    Object.values(map.fields).every((field) => byDefault(field) === null) &&
    !rules.some((rule) => rule.system === system && rule.collection === collection)
  );
}

/** Why a field is withheld before anybody has looked at it; null when it is not. The stricter reason wins. */
export function byDefault(field: string | string[] | Field): WithholdingReason | null {
  if (typeof field === 'string' || Array.isArray(field)) return null;
  if (field.neverDisclose) return 'never-disclosed';
  if (field.aboutOthers) return 'others-unreviewed';
  return field.freeText ? 'free-text-unreviewed' : null;
}

/** Withheld for a reason; `text` is what may be shown of it, when only spans are blacked out. */
class Verdict {
  constructor(
    readonly reason: WithholdingReason,
    readonly text?: string,
  ) {}
}

function isVerdict(outcome: JsonValue | Verdict): outcome is Verdict {
  return outcome instanceof Verdict;
}

function judge(
  value: JsonValue,
  standard: WithholdingReason | null,
  rules: ExclusionRule[],
  matches: (rule: ExclusionRule, value: JsonValue) => boolean,
  blackout: string,
): JsonValue | Verdict {
  if (standard && !WITHHOLDING[standard].releasable) return new Verdict(standard);
  const barred = rules.find((rule) => !rule.released && rule.spanStart === null);
  if (barred) return new Verdict(barred.reason);
  if (standard && !rules.some((rule) => rule.released && matches(rule, value))) return new Verdict(standard);
  const spans = rules.filter((rule) => !rule.released && rule.spanStart !== null);
  const [first] = spans;
  if (!first) return value;
  // Spans count characters of the text that was reviewed. In any other text they would black out the wrong words.
  if (typeof value !== 'string' || !spans.every((rule) => matches(rule, value))) return new Verdict(first.reason);
  return new Verdict(first.reason, blackOut(value, spans, blackout));
}

function blackOut(text: string, rules: ExclusionRule[], blackout: string): string {
  const spans = rules
    .map(({ spanStart, spanEnd }) => [spanStart ?? 0, spanEnd ?? text.length] as const)
    .sort(([a], [b]) => a - b);
  let shown = '';
  let at = 0;
  for (const [start, end] of spans) {
    if (end <= at) continue;
    // Spans that touch or overlap become one mark.
    shown += start > at || at === 0 ? text.slice(at, Math.max(at, start)) + blackout : '';
    at = end;
  }
  return shown + text.slice(at);
}

/** An assignment that is one for every name: `__proto__` would otherwise change what the record inherits. */
function put(record: Record<string, JsonValue>, field: string, value: JsonValue): void {
  if (field === '__proto__') {
    Object.defineProperty(record, field, { value, enumerable: true, configurable: true, writable: true });
  } else record[field] = value;
}

function isEmpty(value: JsonValue): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
