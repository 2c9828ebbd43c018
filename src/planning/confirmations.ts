import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Ledger } from '../ledger/ledger.js';
import { Clock } from '../platform/clock/clock.js';
import { Raise } from '../requests/raise.js';
import { ENDED } from '../requests/journey-table.js';
import { type CaseFile, RequestsRepository } from '../requests/requests.repository.js';

export type Confirming = 'confirmed' | 'waits-for-no-copy' | 'copy-not-ready';

/** The person's word that her copy has arrived, on which an erasure waited: without it nothing is erased (practice 14). */
@Injectable()
export class Confirmations {
  constructor(
    private readonly requests: RequestsRepository,
    private readonly raise: Raise,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** Counts once, however often she says it. */
  async confirm(manager: EntityManager, file: CaseFile): Promise<Confirming> {
    if (!file.request.afterRequestId || ENDED.includes(file.request.state)) return 'waits-for-no-copy';
    const copy = await this.requests.file(manager, file.request.afterRequestId);
    if (copy && copy.request.firstAnsweredAt === null && !ENDED.includes(copy.request.state)) return 'copy-not-ready';
    const at = this.clock.now();
    const [rows]: [unknown[]] = await manager.query(
      `UPDATE request SET confirmed_at = $2 WHERE id = $1 AND confirmed_at IS NULL RETURNING id`,
      [file.request.id, at],
    );
    if (rows.length === 0) return 'confirmed';
    await this.ledger.append(manager, {
      kind: 'erasure.confirmed',
      case: file.case.ledgerId,
      request: file.request.ledgerId,
      by: { role: 'data-subject' },
      at,
      data: {},
    });
    await this.raise.signal(manager, 'planning.gate', file.request.id, { deadline: file.request.dueOn });
    return 'confirmed';
  }
}
