import type { JsonValue } from '../../connectors/kit/contract.js';
import { fromLine } from '../parts/part-record.js';
import type { Disclosed, Withhold } from '../review/withholding.js';
import { BYTE_ORDER_MARK, csvLine } from './csv.js';
import type { Tally } from './tally.js';

/** The lines of a collection's parts, in order, read anew at each call. */
export type Lines = () => AsyncIterable<readonly string[]>;

/** How lines become disclosed records; null: they pass as they are (`withholdsNothing`). */
export type Filter = Withhold | null;

/** A JSON array, a record a line: any parser reads it, and a person or a line tool can too. */
export async function* jsonEntry(lines: Lines, filter: Filter, tally: Tally): AsyncGenerator<Buffer> {
  let separator = '[\n';
  for await (const batch of lines()) {
    let piece = '';
    for (const line of batch) {
      const text = filter ? disclosed(line, filter, tally) : untouched(line, tally);
      if (text === null) continue;
      piece += separator + text;
      separator = ',\n';
    }
    if (piece !== '') yield Buffer.from(piece);
  }
  yield Buffer.from(separator === '[\n' ? '[]\n' : '\n]\n');
}

/** The same records as CSV, with a column for each field that the data map names. */
export async function* csvEntry(lines: Lines, filter: Filter, fields: readonly string[]): AsyncGenerator<Buffer> {
  yield Buffer.from(BYTE_ORDER_MARK + csvLine(fields));
  const cells: (JsonValue | undefined)[] = [];
  for await (const batch of lines()) {
    let piece = '';
    for (const line of batch) {
      const found = fromLine(line);
      const record = filter ? filter(found).record : found.record;
      if (!record) continue;
      for (let at = 0; at < fields.length; at++) cells[at] = mark(record[fields[at] as string]);
      piece += csvLine(cells);
    }
    if (piece !== '') yield Buffer.from(piece);
  }
}

function disclosed(line: string, filter: Withhold, tally: Tally): string | null {
  const result = filter(fromLine(line));
  tally.count(result);
  return result.record ? JSON.stringify(result.record) : null;
}

/**
 * The record within a line as `toLine` writes it, without parsing it. The first `,"r":` is ours: the key before it is a
 * list of strings and numbers, and a quote inside of a string is escaped.
 */
function untouched(line: string, tally: Tally): string {
  if (tally.curious) {
    const whole: Disclosed = { record: fromLine(line).record, withheld: [] };
    tally.count(whole);
  } else tally.records += 1;
  return line.slice(line.indexOf(',"r":') + 5, -1);
}

/** In a cell, a withheld value is a word, not an object. */
function mark(value: JsonValue | undefined): JsonValue | undefined {
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && typeof value.withheld === 'string') {
    return Object.keys(value).length === 1 ? `[withheld: ${value.withheld}]` : value;
  }
  return value;
}
