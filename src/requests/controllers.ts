import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Transactions } from '../platform/queues/transactions.js';
import { LegalController } from './legal-controller.entity.js';

const REMEMBERED_MS = 5_000;

/** Controllers, remembered for some seconds: they are asked for with every request and change about never. */
@Injectable()
export class Controllers {
  private remembered: { bySlug: Map<string, LegalController>; readAt: number } | null = null;

  constructor(private readonly transactions: Transactions) {}

  async bySlug(slug: string): Promise<LegalController | undefined> {
    return (await this.all()).get(slug);
  }

  async list(): Promise<LegalController[]> {
    return [...(await this.all()).values()];
  }

  /** Forgets what it remembers: after controllers were applied in this process. */
  forget(): void {
    this.remembered = null;
  }

  /** Slug → id, as the data maps want it. */
  async ids(manager: EntityManager): Promise<Map<string, string>> {
    const rows = await manager.find(LegalController);
    return new Map(rows.map((row) => [row.slug, row.id]));
  }

  private async all(): Promise<Map<string, LegalController>> {
    const now = performance.now();
    if (!this.remembered || now - this.remembered.readAt > REMEMBERED_MS) {
      const rows = await this.transactions.manager.find(LegalController, { order: { slug: 'ASC' } });
      this.remembered = { bySlug: new Map(rows.map((row) => [row.slug, row])), readAt: now };
    }
    return this.remembered.bySlug;
  }
}
