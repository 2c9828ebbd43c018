import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Findings } from '../findings/findings.js';
import type { NewsHandler, NewsOf } from './news-handler.js';
import { DONE, type Ending, type Teller } from './told-event.js';

/** A whole account with a sender ends. What came from it is in many systems and many people's: somebody must look. */
@Injectable()
export class AccountEnds implements NewsHandler<'account-ends', null> {
  constructor(private readonly findings: Findings) {}

  look(): Promise<null> {
    return Promise.resolve(null);
  }

  async act(tx: EntityManager, teller: Teller, news: NewsOf<'account-ends'>): Promise<Ending> {
    await this.findings.open(tx, teller, {
      kind: 'account-ends',
      change: 'ends',
      content: { record: { kind: 'account', id: news.account }, identifiers: [] },
      erasedAt: null,
      seenAt: news.at,
    });
    return DONE;
  }
}
