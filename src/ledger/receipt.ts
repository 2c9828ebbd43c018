import { openCheckpoint } from './notes/checkpoint.js';
import { parseTlogProof } from './notes/tlog-proof.js';
import { leafHash } from './tree/hashing.js';
import { verifyInclusion } from './tree/proofs.js';

/** What a receipt proves, in the words that go with every one of them. */
export const receiptStatement = {
  de: 'Dies belegt, was wir wann aufgezeichnet haben, nicht die Löschung selbst.',
  en: 'This proves what we recorded and when, not the erasure itself.',
} as const;

/** The extra data of our `.tlog-proof` files, as JSON. */
export interface ReceiptExtra {
  /** The text whose hash is proven to stand in the log. */
  leaf: string;
  de: string;
  en: string;
}

/** What a leaf says. `entry` is a ledger entry as `entryRow` writes it. */
export interface LeafContent {
  clock: { database: string; skew: number; state: 'agree' | 'differ' };
  entry: { id: string; kind: string; at: string; case?: string; request?: string; data: Record<string, unknown> };
  index: number;
  v: number;
}

export type ReceiptProblem =
  /** No `.tlog-proof` of ours. */
  | 'malformed'
  /** The checkpoint in it is not signed with a key given. */
  | 'unknown-key'
  | 'bad-signature'
  /** The text in it is not what stands in the log at this place. */
  | 'not-included';

export type ReceiptVerdict =
  | { valid: true; origin: string; index: number; size: number; leaf: LeafContent; statement: typeof receiptStatement }
  | { valid: false; problem: ReceiptProblem };

/**
 * Checks a receipt (C2SP tlog-proof) without network or database.
 *
 * @param text the file.
 * @param keys verifier keys of the log, got from elsewhere than the receipt: present and retired ones.
 * @throws VerifierKeyError when a key cannot be read.
 */
export function verifyReceipt(text: string, keys: string | readonly string[]): ReceiptVerdict {
  const proof = parseTlogProof(text);
  const body = proof?.extra ? leafIn(proof.extra) : null;
  if (!proof || body === null) return { valid: false, problem: 'malformed' };
  const checkpoint = openCheckpoint(proof.checkpoint, typeof keys === 'string' ? [keys] : keys);
  if ('problem' in checkpoint) return { valid: false, problem: checkpoint.problem };
  const { index, hashes } = proof;
  const { origin, size, root } = checkpoint;
  if (!verifyInclusion({ leaf: leafHash(body), index, size, root, proof: hashes })) {
    return { valid: false, problem: 'not-included' };
  }
  // Signed by the log, hence written by us: its shape is known.
  const leaf = JSON.parse(body) as LeafContent;
  return { valid: true, origin, index, size, leaf, statement: receiptStatement };
}

function leafIn(extra: Buffer): string | null {
  try {
    const parsed = JSON.parse(extra.toString('utf8')) as Partial<ReceiptExtra> | null;
    return typeof parsed?.leaf === 'string' ? parsed.leaf : null;
  } catch {
    return null;
  }
}
