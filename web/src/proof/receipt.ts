import { type Bytes, bytesOf, countIn } from './bytes.js';
import { type NoteProblem, openCheckpoint, type VerifierKey } from './signed-note.js';
import { isIncluded, leafHash } from './tree.js';

/** What a leaf of the ledger says. */
export interface LeafContent {
  entry: { id: string; kind: string; at: string; data: Record<string, unknown> };
  clock: { database: string; skew: number; state: 'agree' | 'differ' };
  index: number;
}

/** `not-included`: the text in it is not what stands in the log at this place. */
export type ReceiptProblem = NoteProblem | 'not-included';

export type ReceiptVerdict =
  | { valid: true; origin: string; index: number; size: number; leaf: LeafContent; key: VerifierKey }
  | { valid: false; problem: ReceiptProblem };

/**
 * Checks a receipt (c2sp.org/tlog-proof) in the browser: the hash of its text, the path from there to the root of the log,
 * and the signature over that root. The service is not asked.
 */
export async function verifyReceipt(text: string, keys: readonly VerifierKey[]): Promise<ReceiptVerdict> {
  const proof = proofIn(text);
  if (!proof) return { valid: false, problem: 'malformed' };
  const checkpoint = await openCheckpoint(proof.checkpoint, keys);
  if ('problem' in checkpoint) return { valid: false, problem: checkpoint.problem };
  const { origin, size, root, signedBy } = checkpoint;
  const leaf = await leafHash(proof.leaf);
  if (!(await isIncluded({ leaf, index: proof.index, size, root, path: proof.path }))) {
    return { valid: false, problem: 'not-included' };
  }
  // Signed by the log, hence written by it: its shape is known.
  return { valid: true, origin, index: proof.index, size, leaf: JSON.parse(proof.leaf) as LeafContent, key: signedBy };
}

interface Proof {
  leaf: string;
  index: number;
  path: Bytes[];
  checkpoint: string;
}

function proofIn(text: string): Proof | null {
  const gap = text.indexOf('\n\n');
  const [header, extra, indexLine, ...lines] = text.slice(0, Math.max(gap, 0)).split('\n');
  if (header !== 'c2sp.org/tlog-proof@v1' || !extra?.startsWith('extra ') || !indexLine?.startsWith('index '))
    return null;
  const leaf = leafIn(extra.slice('extra '.length));
  const index = countIn(indexLine.slice('index '.length));
  const path = lines.map((line) => bytesOf(line, 32)).filter((hash) => hash !== null);
  if (leaf === null || index === null || path.length !== lines.length || path.length > 64) return null;
  return { leaf, index, path, checkpoint: text.slice(gap + 2) };
}

function leafIn(encoded: string): string | null {
  const bytes = bytesOf(encoded);
  if (!bytes) return null;
  try {
    const { leaf } = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as { leaf?: unknown };
    return typeof leaf === 'string' ? leaf : null;
  } catch {
    return null;
  }
}
