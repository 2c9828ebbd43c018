import pg from 'pg';
import type { DataSource } from 'typeorm';
import type { Log } from '../logging/log.js';
import { type Heard, heardIn, type NoticeListener } from './notice.js';

const SOONEST_MS = 500;
const LATEST_MS = 15_000;

/** One connection beside the pool that listens while anybody wants to hear; broken ones are made anew. */
export class NoticeListening {
  private readonly listeners = new Set<NoticeListener>();
  private client: pg.Client | undefined;
  private retry: NodeJS.Timeout | undefined;
  private patience = SOONEST_MS;
  private stopped = false;

  constructor(
    private readonly source: DataSource,
    private readonly channel: string,
    private readonly log: Log,
  ) {}

  add(listener: NoticeListener): () => void {
    this.listeners.add(listener);
    if (!this.client && !this.retry && !this.stopped) void this.connect();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) void this.close();
    };
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.listeners.clear();
    await this.close();
  }

  private async connect(): Promise<void> {
    const options = this.source.options as { url?: string };
    const client = new pg.Client({
      connectionString: options.url,
      application_name: 'habeas notices',
      keepAlive: true,
    });
    this.client = client;
    client.on('notification', ({ payload }) => this.hear(heardIn(payload ?? '')));
    client.on('error', () => this.broken(client));
    client.on('end', () => this.broken(client));
    try {
      await client.connect();
      await client.query(`LISTEN ${this.channel}`);
      this.patience = SOONEST_MS;
      // What was told before is not heard any more.
      this.hear('missed');
    } catch (error) {
      this.log.warn('Changes cannot be listened to', { error });
      this.broken(client);
    }
  }

  private hear(heard: Heard): void {
    for (const listener of this.listeners) listener(heard);
  }

  private broken(client: pg.Client): void {
    if (this.client !== client) return;
    this.client = undefined;
    client.end().catch(() => undefined);
    if (this.stopped || this.listeners.size === 0) return;
    this.retry = setTimeout(() => {
      this.retry = undefined;
      void this.connect();
    }, this.patience).unref();
    this.patience = Math.min(LATEST_MS, this.patience * 2);
  }

  private async close(): Promise<void> {
    clearTimeout(this.retry);
    this.retry = undefined;
    const client = this.client;
    this.client = undefined;
    await client?.end().catch(() => undefined);
  }
}
