import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Identifier } from '../../connectors/kit/contract.js';
import { Suppression } from '../../suppression/suppression.js';
import { Findings } from '../findings/findings.js';
import { askedOrLater, later } from './asking-again.js';
import { Completions } from './completions.js';
import { Merges } from './merges.js';
import type { NewsHandler, NewsOf } from './news-handler.js';
import { canonicalOnes, PeopleAsked } from './people-asked.js';
import { DONE, type Ending, type Teller } from './told-event.js';

interface Looked {
  identifiers: Identifier[] | 'later';
  attempts: number;
}

/** A contact came, came back, was joined with another, or went. */
@Injectable()
export class ContactNews implements NewsHandler<'contact', Looked> {
  constructor(
    private readonly people: PeopleAsked,
    private readonly suppression: Suppression,
    private readonly findings: Findings,
    private readonly merges: Merges,
    private readonly completions: Completions,
  ) {}

  async look(teller: Teller, news: NewsOf<'contact'>, attempts: number): Promise<Looked> {
    const records = [news.record, ...news.others];
    const ask = async (): Promise<Identifier[]> => [
      ...news.identifiers,
      ...(await this.people.identifiersOf(teller, records)),
    ];
    const asked = await askedOrLater(ask, attempts, news.identifiers);
    return { identifiers: asked === 'later' ? asked : canonicalOnes(asked, teller.controller.country), attempts };
  }

  async act(tx: EntityManager, teller: Teller, news: NewsOf<'contact'>, looked: Looked): Promise<Ending> {
    const { identifiers, attempts } = looked;
    if (identifiers === 'later') return later(attempts);
    if (news.change === 'deleted') {
      await this.completions.tell(tx, teller, identifiers);
      return DONE;
    }
    await this.lookForReturn(tx, teller, news, identifiers);
    if (news.change === 'merged') await this.merges.propose(tx, teller, identifiers);
    return DONE;
  }

  /** Somebody who was erased and is there again is a finding for an officer, and never erased because of it (practice 17). */
  private async lookForReturn(
    tx: EntityManager,
    teller: Teller,
    news: NewsOf<'contact'>,
    identifiers: readonly Identifier[],
  ): Promise<void> {
    const verdicts = await this.suppression.check(tx, teller.controller.id, identifiers, {
      country: teller.controller.country,
    });
    const erased = verdicts.flatMap((verdict, at) =>
      // What was in the system before the erasure, and is told late, has not come back.
      verdict.status === 'suppressed' && verdict.since < news.at ? [{ since: verdict.since, ...identifiers[at]! }] : [],
    );
    if (erased.length === 0) return;
    await this.findings.personReturned(tx, teller, {
      change: news.change,
      content: { record: news.record, identifiers: erased.map(({ kind, value }) => ({ kind, value })) },
      erasedAt: new Date(Math.max(...erased.map(({ since }) => since.getTime()))),
      seenAt: news.at,
    });
  }
}
