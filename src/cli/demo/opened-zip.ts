import { on } from 'node:events';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { type Entry, fromBuffer, type Options, type ZipFile } from 'yauzl';

const open = promisify<Buffer, Options, ZipFile>(fromBuffer);

/** The entries of a ZIP with their texts, in the order of the archive. CRC and sizes are checked while reading. */
export async function openedZip(bytes: Buffer): Promise<Map<string, string>> {
  const zip = await open(bytes, { lazyEntries: true });
  const read = promisify<Entry, NodeJS.ReadableStream>(zip.openReadStream.bind(zip));
  const found = on(zip, 'entry', { close: ['end'] }) as AsyncIterable<[Entry]>;
  const entries = new Map<string, string>();
  zip.readEntry();
  for await (const [entry] of found) {
    entries.set(entry.fileName, await text(await read(entry)));
    zip.readEntry();
  }
  return entries;
}
