import { Injectable } from '@nestjs/common';
import { Laws } from '../laws/laws.js';
import { legalDay } from '../laws/legal-day.js';
import { Clocks } from './clocks.js';
import type { State } from './journey-table.js';
import type { LegalController } from './legal-controller.entity.js';
import type { Right, SubjectRequest } from './request.entity.js';
import { roadOf } from './road.js';

/** What the laws say of a right that is asked for on a day. */
export interface Terms {
  /** Pin of the law under which the request runs, and of those whose clocks run beside it. */
  law: string;
  alsoUnder: string[];
  road: State[];
  dueOn: string | null;
}

/** Who asks whom, as far as it decides about the law. */
export interface Asked {
  controller: Pick<LegalController, 'law' | 'country' | 'region' | 'zone'>;
  country: string | null;
  region: string | null;
  receivedAt: Date;
}

const MOST_REMEMBERED = 2_000;

/**
 * The terms on which a request is opened. Laws are read once at start, so all requests of a day for one right between the
 * same places have the same terms: they are computed for the first and remembered.
 */
@Injectable()
export class OpeningTerms {
  private readonly remembered = new Map<string, Terms>();

  constructor(
    private readonly laws: Laws,
    private readonly clocks: Clocks,
  ) {}

  of(asked: Asked, right: Right): Terms {
    const { controller, country, region } = asked;
    const on = legalDay(asked.receivedAt, controller.zone);
    const place = [controller.law, controller.country, controller.region, controller.zone, country, region];
    const name = JSON.stringify([right, on.toString(), ...place]);
    let terms = this.remembered.get(name);
    if (!terms) {
      terms = this.compute(asked, right);
      if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
      this.remembered.set(name, terms);
    }
    return terms;
  }

  /** The rights that the laws give somebody who asks so; none where no law was in force yet. */
  rights({ controller, country, region, receivedAt }: Asked): Right[] {
    const on = legalDay(receivedAt, controller.zone);
    if (!this.laws.isInForce(controller.law, on)) return [];
    const laws = this.laws.applicable({ controllerLaw: controller.law, country, state: region }, on);
    return [...new Set(laws.flatMap((id) => this.laws.current(id, on).rights))];
  }

  private compute({ controller, country, region, receivedAt }: Asked, right: Right): Terms {
    const on = legalDay(receivedAt, controller.zone);
    const laws = this.laws
      .applicable({ controllerLaw: controller.law, country, state: region }, on)
      .map((id) => this.laws.current(id, on));
    const law = laws.find((one) => one.hasRight(right)) ?? laws[0]!;
    const alsoUnder = laws.filter((one) => one !== law && one.hasRight(right)).map((one) => one.pin);
    const request = { law: law.pin, alsoUnder, right } as SubjectRequest;
    const [earliest] = this.clocks.compute({ request, controller: controller as LegalController }, [
      { kind: 'received', at: receivedAt, zone: controller.zone },
    ]);
    return { law: law.pin, alsoUnder, road: roadOf(law.right(right).road), dueOn: earliest?.due.toString() ?? null };
  }
}
