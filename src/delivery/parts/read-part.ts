import { pipeline } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type { Sealing } from '../vault/sealing.js';
import type { Vault } from '../vault/vault.js';
import { fromLines, type PartRecord } from './part-record.js';

/**
 * How the bytes of a line become a string. `latin1` keeps them one character a byte, for lines that are only handed on:
 * it costs a copy where UTF-8 costs a decoding and an encoding.
 */
export type LineEncoding = 'utf8' | 'latin1';

/**
 * The lines of a part, in batches. Every frame is authenticated before a line of it is seen, and a part cut at a
 * frame's edge fails at its end: whoever builds something from it must drop that when this throws.
 */
export async function* readPartLines(
  vault: Vault,
  sealing: Sealing,
  file: string,
  encoding: LineEncoding = 'utf8',
): AsyncGenerator<string[]> {
  const open = pipeline(vault.read(file), sealing.open(file), () => undefined);
  const decoder = new StringDecoder(encoding);
  let rest = '';
  for await (const chunk of open as AsyncIterable<Buffer>) {
    const text = decoder.write(chunk);
    if (!text.includes('\n')) {
      rest += text;
      continue;
    }
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    yield lines;
  }
  if (rest + decoder.end() !== '') throw new Error('A part ends within a line.');
}

/** The records of a part, in batches, as they were written. */
export async function* readPart(vault: Vault, sealing: Sealing, file: string): AsyncGenerator<PartRecord[]> {
  for await (const lines of readPartLines(vault, sealing, file)) yield fromLines(lines);
}
