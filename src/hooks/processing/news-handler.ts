import type { EntityManager } from 'typeorm';
import type { HookNews } from '../../connectors/kit/hooks/hook-sender.js';
import type { Ending, Teller } from './told-event.js';

export type NewsOf<What extends HookNews['what']> = Extract<HookNews, { what: What }>;

/**
 * What one kind of news sets in motion. Looking asks other systems, and happens outside any transaction; acting happens in
 * the transaction that ends the event, so that it is done once.
 */
export interface NewsHandler<What extends HookNews['what'], Looked> {
  look(teller: Teller, news: NewsOf<What>, attempts: number): Promise<Looked>;
  act(manager: EntityManager, teller: Teller, news: NewsOf<What>, looked: Looked): Promise<Ending>;
}
