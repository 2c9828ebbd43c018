import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { receiptFor } from '../ledger/receipt-of-entry.js';
import type { SubjectRequest } from './request.entity.js';

/** Kinds of entry that a receipt is about, the most telling first. */
const TELLING = ['answer.sent', 'erasure.shown', 'optout.acknowledged', 'request.moved'];

/** A request's place in the ledger, as a file its person can keep and verify without us. */
@Injectable()
export class Receipts {
  /**
   * The receipt that nobody has proven herself for: of the first step, which says that the request is there and whether
   * proof is asked for. Later ones tell with what result, and so whether she is known.
   */
  async ofReceipt(manager: EntityManager, request: Pick<SubjectRequest, 'ledgerId'>): Promise<string | null> {
    const [first]: { id: string }[] = await manager.query(
      `SELECT id FROM ledger_entry WHERE request_id = $1 AND kind = 'request.moved' ORDER BY at, id LIMIT 1`,
      [request.ledgerId],
    );
    return first ? receiptFor(manager, first.id) : null;
  }

  /** @returns the text of a tlog-proof, or null while no entry of the request is under a checkpoint. */
  async of(manager: EntityManager, request: Pick<SubjectRequest, 'ledgerId'>): Promise<string | null> {
    const entries: { id: string }[] = await manager.query(
      `SELECT e.id FROM ledger_entry e JOIN unnest($2::text[]) WITH ORDINALITY AS t (kind, rank) ON t.kind = e.kind
       WHERE e.request_id = $1 ORDER BY t.rank, e.at DESC, e.id DESC LIMIT 5`,
      [request.ledgerId, TELLING],
    );
    for (const { id } of entries) {
      const receipt = await receiptFor(manager, id);
      if (receipt) return receipt;
    }
    return null;
  }
}
