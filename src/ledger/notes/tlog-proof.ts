import { HASH_BYTES } from '../tree/hashing.js';
import { decodeBase64, decodeCount } from './strict-encoding.js';

/** An offline proof that something stands in a log: c2sp.org/tlog-proof, kept as `*.tlog-proof`. */
export interface TlogProof {
  /** Opaque and not authenticated by itself. */
  extra?: Buffer;
  index: number;
  /** From the leaf's sibling up to the root's child. */
  hashes: Buffer[];
  /** The signed checkpoint, verbatim. */
  checkpoint: string;
}

const HEADER = 'c2sp.org/tlog-proof@v1';
/** A tree of 2^53 leaves has paths of 53 hashes. */
const LONGEST_PATH = 64;

export function formatTlogProof(proof: TlogProof): string {
  const extra = proof.extra ? [`extra ${proof.extra.toString('base64')}`] : [];
  const hashes = proof.hashes.map((hash) => hash.toString('base64'));
  return [HEADER, ...extra, `index ${proof.index}`, ...hashes, '', proof.checkpoint].join('\n');
}

/** Null when the text is no such proof. */
export function parseTlogProof(text: string): TlogProof | null {
  const gap = text.indexOf('\n\n');
  if (gap < 0) return null;
  const [header, ...lines] = text.slice(0, gap).split('\n');
  if (header !== HEADER) return null;
  const extraLine = lines[0]?.startsWith('extra ') ? lines.shift() : undefined;
  const indexLine = lines.shift();
  const extra = extraLine === undefined ? undefined : decodeBase64(extraLine.slice('extra '.length));
  const index = indexLine?.startsWith('index ') ? decodeCount(indexLine.slice('index '.length)) : null;
  if (extra === null || index === null || lines.length > LONGEST_PATH) return null;
  const hashes = lines.map((line) => decodeBase64(line, HASH_BYTES)).filter((hash) => hash !== null);
  if (hashes.length !== lines.length) return null;
  return { ...(extra ? { extra } : {}), index, hashes, checkpoint: text.slice(gap + 2) };
}
