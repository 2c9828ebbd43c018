import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager, QueryRunner, TransactionCommitEvent } from 'typeorm';
import { Log } from '../logging/log.js';
import { type Notice, type NoticeListener, payloads } from './notice.js';
import { NoticeListening } from './notice-listening.js';

/** The PostgreSQL channel that all processes of a service share. */
export const CHANNEL = 'habeas_notices';

/** Changes within this time leave together, so that a batch of a thousand requests is a dozen messages. */
const GATHER_MS = 150;

const NOTED = Symbol('noted');
type Gathered = Map<string, Map<string, Notice>>;

/**
 * Tells every process what has changed, for whoever watches: by PostgreSQL's NOTIFY, after the change has committed and
 * on a connection of its own. A NOTIFY within the transaction would make all that commit queue behind one lock.
 * What is lost (a crash in between) is only news: watchers look anew from time to time.
 */
@Injectable()
export class Notices implements OnModuleInit, BeforeApplicationShutdown {
  private waiting: Gathered = new Map();
  private timer: NodeJS.Timeout | undefined;
  private readonly listening: NoticeListening;

  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly log: Log,
  ) {
    this.listening = new NoticeListening(source, CHANNEL, log);
  }

  onModuleInit(): void {
    this.source.subscribers.push({
      afterTransactionCommit: (event: TransactionCommitEvent) => this.committed(event.queryRunner),
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    await this.send();
    await this.listening.stop();
  }

  /** Tells of rows that the caller's transaction changes, once it has committed; of nothing if it does not. */
  tell(manager: EntityManager, topic: string, notices: readonly Notice[]): void {
    if (notices.length === 0) return;
    const runner = manager.queryRunner;
    if (!runner?.isTransactionActive) return this.gather(topic, notices);
    const noted = ((runner.data as { [NOTED]?: Gathered })[NOTED] ??= new Map());
    addTo(noted, topic, notices);
  }

  /** @returns how to stop listening. One connection listens for the whole process, while anybody does. */
  listen(listener: NoticeListener): () => void {
    return this.listening.add(listener);
  }

  private committed(runner: QueryRunner): void {
    // A savepoint is no commit yet.
    if (runner.isTransactionActive) return;
    const data = runner.data as { [NOTED]?: Gathered };
    const noted = data[NOTED];
    delete data[NOTED];
    for (const [topic, notices] of noted ?? []) this.gather(topic, [...notices.values()]);
  }

  private gather(topic: string, notices: readonly Notice[]): void {
    addTo(this.waiting, topic, notices);
    this.timer ??= setTimeout(() => void this.send(), GATHER_MS).unref();
  }

  private async send(): Promise<void> {
    this.timer = undefined;
    const gathered = this.waiting;
    this.waiting = new Map();
    const texts = [...gathered].flatMap(([topic, notices]) => payloads(topic, [...notices.values()]));
    if (texts.length === 0) return;
    try {
      await this.source.query(`SELECT pg_notify($1, text) FROM unnest($2::text[]) AS t (text)`, [CHANNEL, texts]);
    } catch (error) {
      this.log.warn('Notices of changes were lost', { count: texts.length, error });
    }
  }
}

function addTo(gathered: Gathered, topic: string, notices: readonly Notice[]): void {
  const of = gathered.get(topic) ?? new Map<string, Notice>();
  for (const notice of notices) of.set(notice.id, notice);
  gathered.set(topic, of);
}
