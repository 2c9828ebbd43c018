import type { EntityManager } from 'typeorm';
import { formatTlogProof } from './notes/tlog-proof.js';
import { type ReceiptExtra, receiptStatement } from './receipt.js';
import { LedgerCorrupt } from './refusals.js';
import { storedRangeRoot } from './stored-tree.js';
import { leafHash } from './tree/hashing.js';
import { inclusionRanges, verifyInclusion } from './tree/proofs.js';

/**
 * The receipt for an entry: a `.tlog-proof` file that verifies offline.
 *
 * @returns null while no checkpoint covers the entry (some seconds), or when there is no such entry.
 * @throws LedgerCorrupt when the proof would not hold: a broken receipt never leaves the house.
 */
export async function receiptFor(manager: EntityManager, entryId: string): Promise<string | null> {
  const [found] = await manager.query<{ place: string; body: string; size: string; root: Buffer; note: string }[]>(
    `SELECT leaf.leaf_index AS place, leaf.body, checkpoint.size, checkpoint.root, checkpoint.note
     FROM ledger_leaf leaf
     CROSS JOIN (SELECT * FROM ledger_checkpoint ORDER BY size DESC LIMIT 1) AS checkpoint
     WHERE leaf.entry_id = $1 AND leaf.leaf_index < checkpoint.size`,
    [entryId],
  );
  if (!found) return null;
  const [index, size] = [Number(found.place), Number(found.size)];
  const hashes: Buffer[] = [];
  for (const range of inclusionRanges(index, size)) hashes.push(await storedRangeRoot(manager, range));
  if (!verifyInclusion({ leaf: leafHash(found.body), index, size, root: found.root, proof: hashes })) {
    throw new LedgerCorrupt(`Leaf ${index} is not the one that was signed at ${size} leaves.`);
  }
  const extra: ReceiptExtra = { leaf: found.body, ...receiptStatement };
  return formatTlogProof({ extra: Buffer.from(JSON.stringify(extra)), index, hashes, checkpoint: found.note });
}
