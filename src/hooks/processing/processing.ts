import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { hookSender } from '../../connectors/hook-senders.js';
import { type HookNews, HookUnreadable } from '../../connectors/kit/hooks/hook-sender.js';
import { Clock } from '../../platform/clock/clock.js';
import { keyIdOf } from '../../platform/crypto/data-key.js';
import { Log } from '../../platform/logging/log.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { LegalController } from '../../requests/legal-controller.entity.js';
import { HookEvent } from '../receiving/hook-event.entity.js';
import { eventPlace, InboundKeys } from '../receiving/inbound-keys.js';
import { HookSource } from '../sources/hook-source.entity.js';
import { AccountEnds } from './account-ends.js';
import { AskedNews } from './asked-news.js';
import { CompletedNews } from './completed-news.js';
import { ContactNews } from './contact-news.js';
import { MessageNews } from './message-news.js';
import type { NewsHandler } from './news-handler.js';
import type { Ending, Teller } from './told-event.js';

/** Attempts at an event whose handling fails for a reason that nobody foresaw; then somebody must look. */
const MOST_ATTEMPTS = 12;
const FIRST_PATIENCE_MS = 2_000;
const LONGEST_PATIENCE_MS = 3_600_000;

type Handlers = { [What in HookNews['what']]: NewsHandler<What, unknown> };

/** Reads one event, finds out what it takes to act on it, and acts on it once. */
@Injectable()
export class Processing {
  private readonly handlers: Handlers;

  constructor(
    private readonly transactions: Transactions,
    private readonly keys: InboundKeys,
    private readonly clock: Clock,
    private readonly log: Log,
    message: MessageNews,
    contact: ContactNews,
    completed: CompletedNews,
    asked: AskedNews,
    ends: AccountEnds,
  ) {
    this.handlers = { message, contact, completed, asked, 'account-ends': ends };
  }

  async one(id: string): Promise<void> {
    const { manager } = this.transactions;
    const event = await manager.findOneBy(HookEvent, { id, state: 'waiting' });
    if (!event) return;
    try {
      const read = await this.read(event);
      if ('ending' in read) await this.transactions.run((tx) => this.end(tx, event, read.ending));
      else await this.act(event, read.teller, read.news);
    } catch (error) {
      this.log.warn('An event of a webhook could not be handled', {
        hookEventId: event.id,
        attempt: event.attempts,
        error,
      });
      await this.transactions.run((tx) => this.end(tx, event, failing(event.attempts)));
    }
  }

  private async read(event: HookEvent): Promise<{ ending: Ending } | { teller: Teller; news: HookNews }> {
    const { manager } = this.transactions;
    const source = await manager.findOneByOrFail(HookSource, { id: event.sourceId });
    const sender = hookSender(source.sender);
    const key = event.body && (await this.keys.of(manager, keyIdOf(event.body)));
    if (!sender || !event.body || !key) return { ending: { state: 'failed', code: 'key-gone' } };
    try {
      const body = key.open(event.body, eventPlace(event.id));
      const news = sender.read({ topic: event.topic, body }, source.settings);
      if (!news) return { ending: { state: 'ignored', code: 'nobody' } };
      const controller = await manager.findOneByOrFail(LegalController, { id: source.controllerId });
      return { news, teller: { source, controller, place: source.system ?? source.id } };
    } catch (error) {
      if (!(error instanceof HookUnreadable)) throw error;
      return { ending: { state: 'failed', code: 'unreadable' } };
    }
  }

  private async act<What extends HookNews['what']>(
    event: HookEvent,
    teller: Teller,
    news: HookNews & { what: What },
  ): Promise<void> {
    const handler = this.handlers[news.what] as unknown as NewsHandler<HookNews['what'], unknown>;
    const looked = await handler.look(teller, news, event.attempts);
    await this.transactions.run(async (tx) => {
      // Whoever holds the row acts; a second worker waits here, and finds it done.
      const mine = await tx.findOne(HookEvent, {
        where: { id: event.id, state: 'waiting' },
        lock: { mode: 'pessimistic_write' },
      });
      if (mine) await this.end(tx, event, await handler.act(tx, teller, news, looked));
    });
  }

  private async end(tx: EntityManager, event: HookEvent, ending: Ending): Promise<void> {
    const now = this.clock.now();
    const again = ending.state === 'again';
    await tx.update(
      HookEvent,
      { id: event.id, state: 'waiting' },
      {
        state: again ? 'waiting' : ending.state,
        code: ending.code,
        attempts: event.attempts + 1,
        dueAt: again ? new Date(now.getTime() + ending.afterMilliseconds) : event.dueAt,
        doneAt: again ? null : now,
        // What has been acted on is not needed any more; what failed is, for whoever looks into it.
        ...(ending.state === 'done' || ending.state === 'ignored' ? { body: null } : {}),
      },
    );
  }
}

function failing(attempts: number): Ending {
  if (attempts + 1 >= MOST_ATTEMPTS) return { state: 'failed', code: 'attempts-exhausted' };
  const patience = Math.min(LONGEST_PATIENCE_MS, FIRST_PATIENCE_MS * 2 ** attempts);
  return { state: 'again', code: 'failing', afterMilliseconds: patience };
}
