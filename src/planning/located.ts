import type { LocatedRecord } from '../connectors/kit/contract.js';
import { keyText } from '../work/effect-set.js';

/** Records that rounds and systems found more than once, each once; what only one of the findings knows is kept. */
export function merged(records: readonly LocatedRecord[]): LocatedRecord[] {
  const found = new Map<string, LocatedRecord>();
  for (const record of records) {
    const name = `${record.collection}\u0000${keyText(record.key)}`;
    const known = found.get(name);
    found.set(name, known ? together(known, record) : record);
  }
  return [...found.values()];
}

const RANK = { identity: 0, owned: 1, shared: 2 } as const;

function together(a: LocatedRecord, b: LocatedRecord): LocatedRecord {
  const [first, second] = RANK[a.via] <= RANK[b.via] ? [a, b] : [b, a];
  const matched = [...(first.matched ?? []), ...(second.matched ?? [])];
  const owner = first.owner ?? second.owner;
  const holders = [...(first.holders ?? []), ...(second.holders ?? [])];
  return {
    ...first,
    ...(matched.length > 0 ? { matched } : {}),
    ...(owner ? { owner } : {}),
    ...(holders.length > 0 ? { holders } : {}),
  };
}

export interface Conflict {
  collection: string;
  kind: string;
  value: string;
}

/**
 * Identifiers that reach two distinct people: machines must not choose between them (practice 22). Records that belong
 * to each other (a merged duplicate and its winner) are one person, and so are records that look the same.
 */
export function conflicts(records: readonly LocatedRecord[], settled: ReadonlySet<string>): Conflict[] {
  const reached = new Map<string, { conflict: Conflict; records: LocatedRecord[] }>();
  for (const record of records) {
    for (const { kind, value } of record.via === 'identity' ? (record.matched ?? []) : []) {
      if (settled.has(`${kind}\u0000${value}`)) continue;
      const name = `${record.collection}\u0000${kind}\u0000${value}`;
      const entry = reached.get(name) ?? { conflict: { collection: record.collection, kind, value }, records: [] };
      entry.records.push(record);
      reached.set(name, entry);
    }
  }
  return [...reached.values()]
    .filter(({ records: several }) => distinctPeople(several) > 1)
    .map(({ conflict }) => conflict);
}

function distinctPeople(records: readonly LocatedRecord[]): number {
  const names = new Set(records.map((record) => keyText(record.key)));
  const standing = records.filter(
    (record) => !record.owner || record.owner.collection !== record.collection || !names.has(keyText(record.owner.key)),
  );
  return new Set(standing.map((record) => record.fingerprint ?? keyText(record.key))).size;
}
