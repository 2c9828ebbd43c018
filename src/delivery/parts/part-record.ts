import type { CollectedRecord } from '../../connectors/kit/contract.js';

/** One collected record as it lies in a part. The key is ours, to name the record in an exclusion; it is never disclosed. */
export type PartRecord = Pick<CollectedRecord, 'key' | 'record'>;

/** One line of a part, without the line feed. */
export function toLine({ key, record }: PartRecord): string {
  return JSON.stringify({ k: key, r: record });
}

export function fromLine(line: string): PartRecord {
  return fromLines([line])[0] as PartRecord;
}

export function fromLines(lines: readonly string[]): PartRecord[] {
  return parseAll<{ k: PartRecord['key']; r: PartRecord['record'] }>(lines).map(({ k, r }) => ({ key: k, record: r }));
}

/**
 * The record within a line, as JSON, without parsing it. The first `,"r":` is ours: the key before it is a list of
 * strings and numbers, and a quote inside of a string is escaped.
 */
export function recordText(line: string): string {
  return line.slice(line.indexOf(',"r":') + 5, -1);
}

/** Many documents at one go: half as dear as each by itself. */
export function parseAll<T>(documents: readonly string[]): T[] {
  return JSON.parse(`[${documents.join(',')}]`) as T[];
}
