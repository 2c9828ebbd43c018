import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { EgressError } from './egress-error.js';

const decoders: Record<string, () => Transform> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * Reads and decodes a body. The bound holds for what arrives and for what it unpacks to, while it unpacks: a bomb is
 * never larger in memory than the bound and one block.
 *
 * @throws EgressError `body-too-large`, `bad-encoding`
 */
export async function readBounded(source: Readable, encoding: string, bound: number): Promise<Buffer> {
  const decoder = decoderFor(encoding);
  if (!decoder) return collect(source, bound);
  const failed = new Promise<never>((_resolve, reject) => {
    source.once('error', (error) => {
      decoder.destroy();
      reject(error);
    });
  });
  // Whichever ends second must not be an unhandled rejection.
  failed.catch(() => undefined);
  try {
    return await Promise.race([collect(source.pipe(decoder), bound), failed]);
  } catch (error) {
    if (isDecoding(error)) throw new EgressError('bad-encoding', true);
    throw error;
  } finally {
    source.destroy();
    decoder.destroy();
  }
}

function decoderFor(encoding: string): Transform | undefined {
  const name = encoding.trim().toLowerCase();
  if (name === '' || name === 'identity') return undefined;
  const decoder = decoders[name];
  // Several encodings on top of one another are of use to bombs alone.
  if (!decoder) throw new EgressError('bad-encoding', true);
  return decoder();
}

async function collect(source: Readable, bound: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of source as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bound) {
      source.destroy();
      throw new EgressError('body-too-large', true);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

const isDecoding = (error: unknown): boolean =>
  /^(?:Z_|ERR_BROTLI_|ERR__ERROR_)/.test((error as { code?: string }).code ?? '');
