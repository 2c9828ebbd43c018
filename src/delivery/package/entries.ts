import type { JsonValue } from '../../connectors/kit/contract.js';
import { fromLines, parseAll, recordText } from '../parts/part-record.js';
import type { LineEncoding } from '../parts/read-part.js';
import type { Withhold } from '../review/withholding.js';
import { BYTE_ORDER_MARK, csvLine } from './csv.js';
import type { Tally } from './tally.js';

/** The lines of a collection's parts, in order, read anew at each call. */
export type Lines = (encoding: LineEncoding) => AsyncIterable<readonly string[]>;

/** How lines become disclosed records; null: they pass as they are (`withholdsNothing`). */
export type Filter = Withhold | null;

type Shown = Record<string, JsonValue>;

/** A JSON array, a record a line: any parser reads it, and a person or a line tool can too. */
export async function* jsonEntry(lines: Lines, filter: Filter, tally: Tally): AsyncGenerator<Buffer> {
  // Records that pass as they are need not even be decoded.
  const encoding = filter ? 'utf8' : 'latin1';
  let begun = false;
  for await (const batch of lines(encoding)) {
    const texts = filter ? disclosed(batch, filter, tally) : untouched(batch, tally);
    if (texts.length === 0) continue;
    yield Buffer.from(`${begun ? ',' : '['}\n${texts.join(',\n')}`, encoding);
    begun = true;
  }
  yield Buffer.from(begun ? '\n]\n' : '[]\n');
}

/** The same records as CSV, with a column for each field that the data map names. */
export async function* csvEntry(lines: Lines, filter: Filter, fields: readonly string[]): AsyncGenerator<Buffer> {
  yield Buffer.from(BYTE_ORDER_MARK + csvLine(fields));
  for await (const batch of lines('utf8')) {
    const records = filter
      ? fromLines(batch).map((found) => filter(found).record)
      : parseAll<Shown>(batch.map(recordText));
    let piece = '';
    for (const record of records) if (record) piece += csvLine(fields.map((field) => mark(record[field])));
    if (piece !== '') yield Buffer.from(piece);
  }
}

function disclosed(lines: readonly string[], filter: Withhold, tally: Tally): string[] {
  return fromLines(lines).flatMap((found) => {
    const result = filter(found);
    tally.count(result);
    return result.record ? JSON.stringify(result.record) : [];
  });
}

/** Lines here are one character a byte; only those that the report shows are ever read. */
function untouched(lines: readonly string[], tally: Tally): string[] {
  const texts = lines.map(recordText);
  for (const text of texts) {
    if (!tally.curious) break;
    tally.show(JSON.parse(Buffer.from(text, 'latin1').toString('utf8')) as Shown);
  }
  tally.records += texts.length;
  return texts;
}

/** In a cell, a withheld value is a word, not an object. */
function mark(value: JsonValue | undefined): JsonValue | undefined {
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && typeof value.withheld === 'string') {
    return Object.keys(value).length === 1 ? `[withheld: ${value.withheld}]` : value;
  }
  return value;
}
