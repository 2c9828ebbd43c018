import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

const inflate = promisify(inflateRaw);

/** Bytes from the end of a package in which the report is looked for. It stands last but one, before the manifest. */
const TAIL_BYTES = 24 * 1024 * 1024;
/** Of the report itself; its previews of records are bounded by `PreviewBudget`. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The report cannot be shown on a page; it can be fetched with the package. */
export class ReportTooLarge extends Error {}

/** A record of the ZIP's central directory (APPNOTE.TXT 4.3.12), as far as it is asked for. */
interface Entry {
  name: string;
  deflated: boolean;
  compressed: number;
  offset: number;
}

/**
 * The report out of a package: the ZIP is read once and only its end is kept, whatever else it holds. Reading the whole
 * opens every sealed frame, so that a package that was changed shows nothing.
 *
 * @returns null when the package has no report.
 * @throws ReportTooLarge; whatever the stream fails with.
 */
export async function reportIn(zip: Readable): Promise<string | null> {
  const { tail, skipped } = await tailOf(zip);
  const entry = entriesIn(tail, skipped).find(({ name }) => name === 'report.html');
  if (!entry) return null;
  const local = entry.offset - skipped;
  if (local < 0) throw new ReportTooLarge();
  if (tail.readUInt32LE(local) !== 0x04034b50) throw new Error('The package is no ZIP as we write them.');
  const begin = local + 30 + tail.readUInt16LE(local + 26) + tail.readUInt16LE(local + 28);
  const bytes = tail.subarray(begin, begin + entry.compressed);
  if (!entry.deflated) return bytes.toString('utf8');
  try {
    return (await inflate(bytes, { maxOutputLength: MOST_BYTES })).toString('utf8');
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw new ReportTooLarge();
    throw error;
  }
}

async function tailOf(zip: Readable): Promise<{ tail: Buffer; skipped: number }> {
  const chunks: Buffer[] = [];
  let kept = 0;
  let skipped = 0;
  for await (const chunk of zip as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    kept += chunk.length;
    while (kept - chunks[0]!.length >= TAIL_BYTES) {
      const gone = chunks.shift()!.length;
      kept -= gone;
      skipped += gone;
    }
  }
  return { tail: Buffer.concat(chunks), skipped };
}

/** @param skipped bytes of the ZIP before the buffer begins */
function entriesIn(tail: Buffer, skipped: number): Entry[] {
  // Our packages bear no comment: the end record is the last 22 bytes.
  const end = tail.length - 22;
  if (end < 0 || tail.readUInt32LE(end) !== 0x06054b50) throw new Error('The package is no ZIP as we write them.');
  let count = tail.readUInt16LE(end + 10);
  let at = tail.readUInt32LE(end + 16);
  if (count === 0xffff || at === 0xffffffff) {
    // ZIP64 (4.3.14, 4.3.15): the locator stands before the end record, and names the larger one.
    const large = Number(tail.readBigUInt64LE(end - 20 + 8)) - skipped;
    if (large < 0) throw new ReportTooLarge();
    count = Number(tail.readBigUInt64LE(large + 32));
    at = Number(tail.readBigUInt64LE(large + 48));
  }
  at -= skipped;
  if (at < 0) throw new ReportTooLarge();
  return Array.from({ length: count }, () => {
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) => tail.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    const nameAt = at + 46;
    const entry: Entry = {
      name: tail.toString('utf8', nameAt, nameAt + nameBytes),
      deflated: tail.readUInt16LE(at + 10) === 8,
      ...sizesOf(tail, at, tail.subarray(nameAt + nameBytes, nameAt + nameBytes + extraBytes)),
    };
    at = nameAt + nameBytes + extraBytes + commentBytes;
    return entry;
  });
}

/** Sizes and offset of an entry; those that do not fit stand in the ZIP64 field (4.5.3), in this order. */
function sizesOf(tail: Buffer, at: number, extra: Buffer): Pick<Entry, 'compressed' | 'offset'> {
  const [compressed, size, offset] = [20, 24, 42].map((field) => tail.readUInt32LE(at + field)) as [
    number,
    number,
    number,
  ];
  let field = 0;
  while (field + 4 <= extra.length && extra.readUInt16LE(field) !== 1) field += 4 + extra.readUInt16LE(field + 2);
  let next = field + 4;
  const large = (plain: number): number => {
    if (plain !== 0xffffffff) return plain;
    const value = Number(extra.readBigUInt64LE(next));
    next += 8;
    return value;
  };
  large(size);
  const compressedBytes = large(compressed);
  return { compressed: compressedBytes, offset: large(offset) };
}
