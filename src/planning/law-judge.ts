import { Injectable } from '@nestjs/common';
import { Laws } from '../laws/laws.js';
import { legalDay } from '../laws/legal-day.js';
import { Clock } from '../platform/clock/clock.js';
import { Transactions } from '../platform/queues/transactions.js';
import { LegalController } from '../requests/legal-controller.entity.js';
import { Judge, type Judgement } from '../work/judge.js';
import { type Bench, judgeRecords } from './judgement.js';

/** The judge as the engine knows it: the law's grounds and the controller's calendar day behind one function. */
@Injectable()
export class LawJudge extends Judge {
  constructor(
    private readonly laws: Laws,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async under(controllerId: string, law: string): Promise<Judgement> {
    const controller = await this.transactions.manager.findOneByOrFail(LegalController, { id: controllerId });
    const pinned = this.laws.pinned(law);
    const bench: Bench = {
      today: legalDay(this.clock.now(), controller.zone),
      eraseGround: (basis) => pinned.eraseGround(basis),
      retention: (ground) => {
        const found = this.laws.grounds.get(ground);
        return found?.kind === 'retain' ? found : undefined;
      },
    };
    return (map, records) => judgeRecords(map, records, bench);
  }
}
