import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Ledger } from '../ledger/ledger.js';
import { Access } from '../platform/http/access/access.js';
import { Problem } from '../platform/http/problems/problem.js';
import { Transactions } from '../platform/queues/transactions.js';

export interface LedgerView {
  /** Leaves under the newest checkpoint. */
  size: number;
  pending: number;
  oldestSeconds: number;
  late: boolean;
  unsigned: number;
  refusal: string | null;
}

/** The ledger, for whoever wants to hold a checkpoint of it: the more do, the less can be rewritten. */
@ApiTags('ledger')
@Controller('v1/ledger')
export class LedgerController {
  constructor(
    private readonly transactions: Transactions,
    private readonly ledger: Ledger,
  ) {}

  /** How far the log is. */
  @Get()
  @Access('staff', { may: 'ledger.read' })
  async show(): Promise<LedgerView> {
    const manager = this.transactions.manager;
    const [row]: { size: string | null }[] = await manager.query(`SELECT max(size) AS size FROM ledger_checkpoint`);
    return { size: Number(row?.size ?? 0), ...(await this.ledger.backlog(manager)) };
  }

  /** The newest signed checkpoint (C2SP tlog-checkpoint). It says nothing of anybody. */
  @Get('checkpoint')
  @Access('public')
  @Header('content-type', 'text/plain; charset=utf-8')
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  async checkpoint(): Promise<string> {
    const [row]: { note: string }[] = await this.transactions.manager.query(
      `SELECT note FROM ledger_checkpoint ORDER BY size DESC LIMIT 1`,
    );
    if (!row) throw new Problem('not-found', { detail: 'Nothing has been signed yet.' });
    return row.note;
  }
}
