import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { InclusionProofs } from './inclusion.js';
import { LedgerCorrupt } from './refusals.js';
import { leafHash } from './tree/hashing.js';
import { verifyInclusion } from './tree/proofs.js';

/** An entry with the proof that it stands in the log, or without while it waits for its place or its checkpoint. */
export interface ProvenEntry {
  id: string;
  kind: string;
  at: Date;
  /** The entry as it was written: canonical JSON. */
  body: string;
  /** The leaf's text; its UTF-8 bytes are what was hashed. */
  leaf: string | null;
  index: number | null;
  /** From the leaf's sibling up. Null while no checkpoint covers the leaf. */
  hashes: Buffer[] | null;
}

export interface Trail {
  entries: ProvenEntry[];
  /** The newest checkpoint: the signed note all proofs lead to. Null while nothing is signed. */
  checkpoint: { note: string; size: number; root: Buffer } | null;
  /** Id of the last entry, where more follow. */
  next: string | null;
}

interface Row {
  id: string;
  kind: string;
  at: Date;
  body: string;
  leaf: string | null;
  place: string | null;
}

/** What the ledger says of a case, with its proofs. */
@Injectable()
export class Trails {
  /**
   * The entries of one request, and those of its case that name no request, oldest first.
   *
   * @param after id of the last entry of the page before
   * @throws LedgerCorrupt when a proof would not hold: a broken one never leaves the house.
   */
  async of(
    manager: EntityManager,
    ids: { case: string; request: string },
    page: { after: string | null; limit: number },
  ): Promise<Trail> {
    const rows: Row[] = await manager.query(
      `SELECT e.id, e.kind, e.at, e.body, l.body AS leaf, l.leaf_index AS place
       FROM ledger_entry e LEFT JOIN ledger_leaf l ON l.entry_id = e.id
       WHERE e.case_id = $1 AND (e.request_id IS NULL OR e.request_id = $2) AND ($3::uuid IS NULL OR e.id > $3)
       ORDER BY e.id LIMIT $4`,
      [ids.case, ids.request, page.after, page.limit + 1],
    );
    const [signed]: { note: string; size: string; root: Buffer }[] = await manager.query(
      `SELECT note, size, root FROM ledger_checkpoint ORDER BY size DESC LIMIT 1`,
    );
    const checkpoint = signed ? { ...signed, size: Number(signed.size) } : null;
    const proofs = checkpoint && new InclusionProofs(manager, checkpoint.size);
    const entries: ProvenEntry[] = [];
    for (const row of rows.slice(0, page.limit)) {
      const index = row.place === null ? null : Number(row.place);
      const { id, kind, at, body, leaf } = row;
      const covered = proofs && checkpoint && index !== null && index < checkpoint.size;
      const hashes = covered ? await proofs.of(index) : null;
      const { size, root } = checkpoint ?? { size: 0, root: Buffer.alloc(0) };
      if (hashes && !verifyInclusion({ leaf: leafHash(leaf!), index: index!, size, root, proof: hashes }))
        throw new LedgerCorrupt(`Leaf ${index} is not the one that was signed at ${size} leaves.`);
      entries.push({ id, kind, at, body, leaf, index, hashes });
    }
    return { entries, checkpoint, next: rows.length > page.limit ? (entries.at(-1)?.id ?? null) : null };
  }
}
