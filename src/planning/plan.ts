import { createHash } from 'node:crypto';
import canonicalizeModule from 'canonicalize';
import type { Strategy } from '../datamap/language.js';
import { type EffectGroup, keyText } from '../work/effect-set.js';

/** The package is CommonJS; Node hands its default export over as the module itself. */
const canonicalize = canonicalizeModule as unknown as (value: unknown) => string;

/** Records of one collection under one verdict, as the approver sees and signs them. Nothing personal. */
export interface PlannedGroup {
  collection: string;
  /** See `work/verdict.ts`. */
  verdict: string;
  records: number;
  /** Fields a mask changes, with the strategy; fields that stay legible. */
  masked?: Record<string, Strategy>;
  kept?: string[];
  /** Columns that restrict what is kept. */
  set?: Record<string, unknown>;
  /** Keyed digest of the sorted keys. */
  keys: string;
}

export interface PlannedSystem {
  system: string;
  /** Id of the map version. */
  map: string;
  groups: PlannedGroup[];
  /** Systems whose search did not end: what the plan cannot speak of. */
  unsearched?: string;
  /** What cannot be undone here, and what stays: codes of the connector's description. */
  irreversible: boolean;
}

/** What is to happen for one request. The hash over its canonical JSON is what an officer approves. */
export interface PlanDocument {
  v: 1;
  right: string;
  law: string;
  systems: PlannedSystem[];
}

/** SHA-256 over the canonical JSON (RFC 8785), hex. */
export function planHash(document: PlanDocument): string {
  return createHash('sha256').update(canonicalize(document)).digest('hex');
}

export function plannedGroup(group: EffectGroup, kept: string[], digest: (value: string) => string): PlannedGroup {
  return {
    collection: group.collection,
    verdict: group.verdict,
    records: group.rows.length,
    ...(group.mask ? { masked: group.mask, kept } : {}),
    ...(group.set ? { set: group.set } : {}),
    keys: digest(
      group.rows
        .map((row) => keyText(row.key))
        .sort()
        .join('\n'),
    ),
  };
}

export function recordsIn(document: PlanDocument): number {
  return document.systems.reduce(
    (sum, system) => sum + system.groups.reduce((inner, group) => inner + group.records, 0),
    0,
  );
}
