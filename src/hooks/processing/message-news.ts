import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Identifier } from '../../connectors/kit/contract.js';
import type { Detection } from '../detection/detection.js';
import { Detector } from '../detection/detector.js';
import { ShadowRaising } from '../shadow/shadow-raising.js';
import { TicketRequests } from '../tickets/ticket-requests.js';
import { askedOrLater, later } from './asking-again.js';
import type { NewsHandler, NewsOf } from './news-handler.js';
import { canonicalOnes, PeopleAsked } from './people-asked.js';
import { DONE, type Ending, type Teller } from './told-event.js';

interface Looked {
  detection: Detection;
  identifiers: Identifier[] | 'later';
  attempts: number;
}

/** Somebody wrote: does she ask for her rights? */
@Injectable()
export class MessageNews implements NewsHandler<'message', Looked> {
  constructor(
    private readonly people: PeopleAsked,
    private readonly requests: TicketRequests,
    private readonly shadows: ShadowRaising,
    private readonly detector: Detector,
  ) {}

  async look(teller: Teller, news: NewsOf<'message'>, attempts: number): Promise<Looked> {
    const locale = localeOf(teller, news);
    const detection = this.detector.detect(news.text, locale === undefined ? {} : { locale });
    const given = news.from.identifiers;
    if (detection.verdict === 'none') return { detection, identifiers: [], attempts };
    const asked = await askedOrLater(
      async () => [...given, ...(await this.people.identifiersOf(teller, news.from.record ? [news.from.record] : []))],
      attempts,
      given,
    );
    const identifiers = asked === 'later' ? asked : canonicalOnes(asked, teller.controller.country);
    return { detection, identifiers, attempts };
  }

  async act(tx: EntityManager, teller: Teller, news: NewsOf<'message'>, looked: Looked): Promise<Ending> {
    const { detection, identifiers, attempts } = looked;
    if (detection.verdict === 'none') return { state: 'ignored', code: 'no-request' };
    if (identifiers === 'later') return later(attempts);
    const message = { ...news, locale: localeOf(teller, news) ?? teller.controller.languages[0]!, identifiers };
    await this.requests.lock(tx, teller.place, news.ticket);
    const sure = detection.wishes.filter(({ verdict }) => verdict === 'sure').map(({ right }) => right);
    const doubtful = await this.requests.ask(tx, teller, message, sure);
    const unsure = detection.wishes.find(({ verdict }) => verdict === 'unsure')?.right ?? null;
    if (doubtful.length > 0 || unsure !== null || sure.length === 0)
      await this.shadows.raise(tx, teller, message, detection, doubtful[0] ?? unsure);
    return DONE;
  }
}

function localeOf({ source }: Teller, news: NewsOf<'message'>): string | undefined {
  return news.locale ?? source.settings.locale;
}
