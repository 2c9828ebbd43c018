import type { CollectedRecord } from '../../connectors/kit/contract.js';

/** One collected record as it lies in a part. The key is ours, to name the record in an exclusion; it is never disclosed. */
export type PartRecord = Pick<CollectedRecord, 'key' | 'record'>;

/** One line of a part, without the line feed. */
export function toLine({ key, record }: PartRecord): string {
  return JSON.stringify({ k: key, r: record });
}

export function fromLine(line: string): PartRecord {
  const { k, r } = JSON.parse(line) as { k: PartRecord['key']; r: PartRecord['record'] };
  return { key: k, record: r };
}
