import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { RIGHTS, type Right } from '../../requests/request.entity.js';
import { CaseOpening } from '../../requests/case-opening.js';
import { OpeningTerms } from '../../requests/opening-terms.js';
import { Clock } from '../../platform/clock/clock.js';
import { submissionOf } from '../tickets/submission-of.js';
import type { NewsHandler, NewsOf } from './news-handler.js';
import { EchoedErasures } from './echoed-erasures.js';
import { canonicalOnes } from './people-asked.js';
import { DONE, type Ending, type Teller } from './told-event.js';

/** A sender passes on that somebody claims a right: a request, whoever it is yet to be shown. */
@Injectable()
export class AskedNews implements NewsHandler<'asked', null> {
  constructor(
    private readonly opening: CaseOpening,
    private readonly terms: OpeningTerms,
    private readonly clock: Clock,
    private readonly echoes: EchoedErasures,
  ) {}

  look(): Promise<null> {
    return Promise.resolve(null);
  }

  async act(tx: EntityManager, teller: Teller, news: NewsOf<'asked'>): Promise<Ending> {
    const { controller, source } = teller;
    const identifiers = canonicalOnes(news.identifiers, controller.country);
    if (news.right === 'erasure' && (await this.echoes.isEcho(tx, teller, identifiers))) return DONE;
    const submission = submissionOf({
      controller,
      rights: [news.right as Right],
      identifiers,
      locale: source.settings.locale ?? controller.languages[0]!,
      text: null,
      askedAt: news.at,
      now: this.clock.now(),
    });
    const known = (RIGHTS as readonly string[]).includes(news.right);
    if (!known || !this.terms.rights(submission).includes(news.right as Right))
      return { state: 'failed', code: 'right-not-known' };
    await this.opening.openIn(tx, [submission], { role: 'connector' });
    return DONE;
  }
}
