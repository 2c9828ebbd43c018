import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { hookSender } from '../../connectors/hook-senders.js';
import type { HookRecipe } from '../../connectors/kit/hooks/hook-recipe.js';
import type { HookSender } from '../../connectors/kit/hooks/hook-sender.js';
import { Clock } from '../../platform/clock/clock.js';
import { DataKeys } from '../../platform/crypto/data-keys.js';
import { hashToken } from '../../platform/ids/ids.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { HookSource } from './hook-source.entity.js';
import { HookSources, secretPlace, sourceKey } from './hook-sources.js';

/** A source that is ready to judge a delivery. */
export interface OpenSource {
  source: HookSource;
  sender: HookSender;
  recipes: readonly HookRecipe[];
  secrets: readonly { value: string; endsAt: Date | null }[];
}

/** A disabled source and an ended secret are refused in every process after this long at the latest. */
const REMEMBERED_MS = 2_000;
const MOST_REMEMBERED = 10_000;

/** Finds the source of a path, with its secrets opened; remembered for a moment, since every delivery asks. */
@Injectable()
export class OpenSources {
  private readonly remembered = new Map<string, { found: OpenSource | null; until: number }>();

  constructor(
    private readonly transactions: Transactions,
    private readonly sources: HookSources,
    private readonly keys: DataKeys,
    private readonly clock: Clock,
  ) {}

  /** @returns null for a path that leads nowhere, or no longer. */
  async byPath(path: string): Promise<OpenSource | null> {
    const now = performance.now();
    const known = this.remembered.get(path);
    if (known && known.until > now) return known.found;
    const found = await this.read(path);
    // Paths that lead nowhere are not remembered: anybody could fill the memory with them.
    if (found) {
      if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
      this.remembered.set(path, { found, until: now + REMEMBERED_MS });
    } else this.remembered.delete(path);
    return found;
  }

  /** Has this process found a source there lately? Then it need not be kept from asking. */
  hasSeen(path: string): boolean {
    return this.remembered.has(path);
  }

  /** The values of the secrets that hold now. */
  secretsOf({ secrets }: OpenSource): string[] {
    const now = this.clock.now();
    return secrets.filter(({ endsAt }) => endsAt === null || endsAt > now).map(({ value }) => value);
  }

  private async read(path: string): Promise<OpenSource | null> {
    const { manager } = this.transactions;
    const source = await manager.findOneBy(HookSource, { pathHash: hashToken(path), disabledAt: IsNull() });
    const sender = source && hookSender(source.sender);
    if (!source || !sender) return null;
    const rows = await this.sources.secretsOf(manager, [source.id]);
    const key = await this.keys.of(manager, sourceKey(source.id));
    const { accept } = source.settings;
    const recipes = sender.recipesOf?.(source.settings) ?? sender.recipes;
    return {
      source,
      sender,
      recipes: accept ? recipes.filter(({ name }) => accept.includes(name)) : recipes,
      secrets: rows.map(({ id, sealed, endsAt }) => ({ value: key.openText(sealed, secretPlace(id)), endsAt })),
    };
  }
}
