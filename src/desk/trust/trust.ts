import { Injectable } from '@nestjs/common';
import { Ledger } from '../../ledger/ledger.js';
import { LogPages } from '../../ledger/log-pages.js';
import { parseCheckpoint } from '../../ledger/notes/checkpoint.js';
import type { LedgerVerification } from '../../ledger/tables/ledger-verification.entity.js';
import { VerificationRuns } from '../../ledger/verify/verification-runs.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { Settings } from '../../platform/settings/settings.js';
import { Raise } from '../../requests/raise.js';
import { VERDICTS } from './says.js';
import type {
  CheckpointsPage,
  LedgerView,
  LogEntriesPage,
  LogQuery,
  VerificationsDto,
  VerificationView,
} from './trust.dto.js';

const PAGE = 50;
const RUNS = 20;

/** The reading side of the ledger, and the one thing that can be asked of it: to be verified. */
@Injectable()
export class Trust {
  constructor(
    private readonly transactions: Transactions,
    private readonly ledger: Ledger,
    private readonly pages: LogPages,
    private readonly runs: VerificationRuns,
    private readonly raise: Raise,
    private readonly settings: Settings,
  ) {}

  async state(): Promise<LedgerView> {
    const manager = this.transactions.manager;
    const [row]: { size: string | null }[] = await manager.query(`SELECT max(size) AS size FROM ledger_checkpoint`);
    return { size: Number(row?.size ?? 0), ...(await this.ledger.backlog(manager)) };
  }

  async newest(): Promise<string | null> {
    const [newest] = await this.pages.checkpoints(this.transactions.manager, null, 1);
    return newest?.note ?? null;
  }

  async entries({ cursor, limit = PAGE }: LogQuery): Promise<LogEntriesPage> {
    const found = await this.pages.entries(this.transactions.manager, cursor ? Number(cursor) : null, limit + 1);
    const items = found.slice(0, limit);
    return { items, next: found.length > limit ? String(items.at(-1)!.index) : null };
  }

  async checkpoints({ cursor, limit = PAGE }: LogQuery): Promise<CheckpointsPage> {
    const found = await this.pages.checkpoints(this.transactions.manager, cursor ? Number(cursor) : null, limit + 1);
    const items = found.slice(0, limit);
    return {
      items,
      next: found.length > limit ? String(items.at(-1)!.size) : null,
      folderIsOutside: this.settings.CHECKPOINT_DIR !== undefined,
      mailedTo: this.settings.CHECKPOINT_MAIL.length,
    };
  }

  async verifications(): Promise<VerificationsDto> {
    return { runs: (await this.runs.latest(this.transactions.manager, RUNS)).map(viewOf) };
  }

  async verification(id: string): Promise<VerificationView | null> {
    const run = await this.runs.of(this.transactions.manager, id);
    return run && viewOf(run);
  }

  async ask(staffId: string, checkpoint: string | null): Promise<VerificationView | 'no-checkpoint' | 'busy'> {
    if (checkpoint !== null && !parseCheckpoint(checkpoint)) return 'no-checkpoint';
    return this.transactions.run(async (tx) => {
      const { run, fresh } = await this.runs.ask(tx, staffId, checkpoint);
      // A run that a dead worker left behind is taken up again by this.
      await this.raise.signal(tx, 'upkeep.run', 'verify-ledger');
      return fresh ? viewOf(run) : 'busy';
    });
  }
}

function viewOf(run: LedgerVerification): VerificationView {
  const { id, state, askedAt, startedAt, endedAt, askedBy, result } = run;
  return {
    id,
    state,
    askedAt,
    startedAt,
    endedAt,
    nightly: askedBy === null,
    result: result && { ...result, says: VERDICTS[result.verdict] },
  };
}
