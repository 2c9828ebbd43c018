import { Injectable } from '@nestjs/common';
import { ChallengesOfWork } from '../../intake/proof-of-work/challenges-of-work.js';
import type { AssuranceLevel, Language, Period, RightName, Strength } from '../../laws/law-data.js';
import type { Law } from '../../laws/law.js';
import { Laws } from '../../laws/laws.js';
import { legalDay } from '../../laws/legal-day.js';
import { periodInWords } from '../../laws/period.js';
import { Clock } from '../../platform/clock/clock.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { Controllers } from '../../requests/controllers.js';
import { copyFirstBounds } from '../../requests/copy-first.js';
import type { LegalController } from '../../requests/legal-controller.entity.js';
import { OpeningTerms } from '../../requests/opening-terms.js';
import { PrivacyNotices } from '../../requests/privacy-notices.js';
import type { SubjectRequest } from '../../requests/request.entity.js';
import { Sufficiency } from '../../requests/sufficiency.js';
import { bilingual } from '../../datamap/bilingual.dto.js';
import type {
  PortalControllerDto,
  PortalPeriodDto,
  PortalPlaceDto,
  PortalQuery,
  PortalRightDto,
  PortalStartDto,
} from './portal-start.dto.js';

const LEVELS_REMEMBERED_MS = 30_000;

/** What somebody must be told before she asks: of whom, for what, by when, and what becomes of what she enters. */
@Injectable()
export class PortalStart {
  private readonly levels = new Map<string, { level: Promise<AssuranceLevel>; until: number }>();

  constructor(
    private readonly controllers: Controllers,
    private readonly laws: Laws,
    private readonly terms: OpeningTerms,
    private readonly notices: PrivacyNotices,
    private readonly sufficiency: Sufficiency,
    private readonly challenges: ChallengesOfWork,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** @returns null when the query names a controller that is none. */
  async of(query: PortalQuery, gpc: boolean): Promise<PortalStartDto | null> {
    const all = await this.controllers.list();
    const wanted = query.controller === undefined ? all : all.filter(({ slug }) => slug === query.controller);
    if (query.controller !== undefined && wanted.length === 0) return null;
    return {
      controllers: await Promise.all(wanted.map((controller) => this.controller(controller, query))),
      proofOfWork: this.challenges.wanted,
      gpc,
      places: this.places(),
    };
  }

  private async controller(controller: LegalController, query: PortalQuery): Promise<PortalControllerDto> {
    const { details, policy } = controller;
    const on = legalDay(this.clock.now(), controller.zone);
    const laws = this.laws
      .applicable({ controllerLaw: controller.law, country: query.country ?? null, state: query.state ?? null }, on)
      .map((id) => this.laws.current(id, on));
    const rights = [...new Set(laws.flatMap((law) => law.rights))];
    return {
      slug: controller.slug,
      name: controller.name,
      languages: controller.languages as Language[],
      address: details.address,
      contact: details.officer.email,
      otherWays: details.otherWays === undefined ? null : bilingual(details.otherWays),
      dpo: details.dpo?.email ?? null,
      laws: laws.map(({ id, title }) => ({ id, title })),
      rights: await Promise.all(rights.map((right) => this.right(controller, query, laws, right))),
      notice: await this.notices.current(controller.id),
      login: policy.login ? { page: policy.login.page ?? null } : null,
      copyFirstDays: copyFirstBounds(controller),
    };
  }

  private async right(
    controller: LegalController,
    query: PortalQuery,
    laws: readonly Law[],
    name: RightName,
  ): Promise<PortalRightDto> {
    // The one under which a request is opened: the first that knows the right (`OpeningTerms`).
    const law = laws.find((one) => one.hasRight(name))!;
    const right = law.right(name);
    const { respond } = right.clock;
    const terms = this.terms.of(
      { controller, country: query.country ?? null, region: query.state ?? null, receivedAt: this.clock.now() },
      name,
    );
    return {
      right: name,
      title: right.title,
      citation: right.citation,
      law: law.id,
      effect: right.road.effect,
      answer: periodOf(respond.period, respond),
      dueIfAskedNow: terms.dueOn!,
      act: right.act ? periodOf(right.act.period, right.act) : null,
      proof: right.road.proof,
      level: right.road.proof ? await this.level(controller, law, name) : 'none',
    };
  }

  /** It is read from all data maps of the controller, which nobody may make us do as often as she likes. */
  private level(controller: LegalController, law: Law, right: RightName): Promise<AssuranceLevel> {
    const name = `${controller.id} ${law.pin} ${right}`;
    const now = performance.now();
    const known = this.levels.get(name);
    if (known && known.until > now) return known.level;
    const level = this.sufficiency.inFull(this.transactions.manager, {
      request: { law: law.pin, right } as SubjectRequest,
      controller,
      case: { actingFor: null },
    });
    this.levels.set(name, { level, until: now + LEVELS_REMEMBERED_MS });
    level.catch(() => this.levels.delete(name));
    return level;
  }

  /** By the laws in force that protect people where they live. */
  private places(): PortalPlaceDto[] {
    const today = legalDay(this.clock.now(), 'UTC');
    const places = new Map<string, Set<string>>();
    for (const id of this.laws.ids()) {
      if (!this.laws.isInForce(id, today)) continue;
      const residence = this.laws.current(id, today).data.applies.residence;
      for (const country of residence?.countries ?? []) {
        const states = places.get(country) ?? new Set();
        for (const state of residence?.states ?? []) states.add(state);
        places.set(country, states);
      }
    }
    return [...places].sort().map(([country, states]) => ({ country, states: [...states].sort() }));
  }
}

function periodOf(period: Period, by: Strength): PortalPeriodDto {
  return { period, words: bilingual(periodInWords(period)), citation: by.citation, confirmed: by.confirmed };
}
