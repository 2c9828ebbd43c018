import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull } from 'typeorm';
import { hookSender } from '../../connectors/hook-senders.js';
import type { Actor } from '../../ledger/ledger-entry.js';
import { Ledger } from '../../ledger/ledger.js';
import { Clock } from '../../platform/clock/clock.js';
import { DataKeys } from '../../platform/crypto/data-keys.js';
import { hashToken, newId } from '../../platform/ids/ids.js';
import type { LegalController } from '../../requests/legal-controller.entity.js';
import { HookSecret } from './hook-secret.entity.js';
import { HookSource } from './hook-source.entity.js';
import { HookPaths } from './hook-paths.js';
import type { SourceSettings } from './source-settings.js';

/** Secrets that one source may have at once: the one in use, and those that come and go. */
const MOST_SECRETS = 5;

export interface NewSource {
  name: string;
  sender: string;
  system: string | null;
  settings: SourceSettings;
}

/** Who made a change, for the row and for the ledger. */
export interface By {
  staffId: string;
  actor: Actor;
}

export const secretPlace = (id: string) => ({ table: 'hook_secret', row: id, column: 'sealed' });
export const sourceKey = (sourceId: string) => ({ kind: 'system' as const, id: `hook/${sourceId}` });

/** The tools that may send webhooks, and their secrets. */
@Injectable()
export class HookSources {
  constructor(
    private readonly paths: HookPaths,
    private readonly keys: DataKeys,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  async add(manager: EntityManager, controller: LegalController, source: NewSource, by: By): Promise<HookSource> {
    const id = newId();
    const row: HookSource = {
      ...source,
      id,
      controllerId: controller.id,
      pathHash: hashToken(this.paths.of(id)),
      createdBy: by.staffId,
      createdAt: this.clock.now(),
      disabledAt: null,
    };
    await manager.save(manager.create(HookSource, row), { reload: false });
    await this.keys.create(manager, sourceKey(id), null);
    await this.ledger.append(manager, {
      kind: 'hook.source-added',
      by: by.actor,
      at: row.createdAt,
      data: { source: id, sender: source.sender, controller: controller.slug },
    });
    return row;
  }

  /** Keeps a further secret. @returns its id, or null when there are as many as may be. */
  async addSecret(manager: EntityManager, source: HookSource, secret: string, by: By): Promise<string | null> {
    if ((await this.secretsOf(manager, [source.id])).length >= MOST_SECRETS) return null;
    const id = newId();
    const key = await this.keys.of(manager, sourceKey(source.id));
    await manager.insert(HookSecret, {
      id,
      sourceId: source.id,
      sealed: key.seal(secret, secretPlace(id)),
      createdBy: by.staffId,
      createdAt: this.clock.now(),
      endsAt: null,
    });
    await this.changed(manager, source, 'secret-added', by);
    return id;
  }

  /** From the moment on a secret no longer holds. @returns false when the source has no such living secret. */
  async endSecret(manager: EntityManager, source: HookSource, id: string, at: Date, by: By): Promise<boolean> {
    const living = (await this.secretsOf(manager, [source.id])).some((one) => one.id === id);
    if (!living) return false;
    await manager.update(HookSecret, { id, sourceId: source.id }, { endsAt: at });
    await this.changed(manager, source, 'secret-ended', by);
    return true;
  }

  /** What is sent to it from now on finds nothing there. @returns false when it was disabled before. */
  async disable(manager: EntityManager, source: HookSource, by: By): Promise<boolean> {
    const { affected } = await manager.update(
      HookSource,
      { id: source.id, disabledAt: IsNull() },
      { disabledAt: this.clock.now() },
    );
    if (!affected) return false;
    await this.changed(manager, source, 'disabled', by);
    return true;
  }

  async change(manager: EntityManager, source: HookSource, settings: SourceSettings, by: By): Promise<void> {
    await manager.query(`UPDATE hook_source SET settings = $2 WHERE id = $1`, [source.id, JSON.stringify(settings)]);
    await this.changed(manager, source, 'settings', by);
  }

  /** Sources of these controllers (slugs; all if null), the newest first. */
  async list(manager: EntityManager, controllers: readonly string[] | null, id?: string): Promise<HookSource[]> {
    const found = await manager
      .createQueryBuilder(HookSource, 'source')
      .innerJoin('controller', 'k', 'k.id = source.controllerId')
      .where('(:controllers::text[] IS NULL OR k.slug = ANY (:controllers))', { controllers })
      .andWhere('(:id::uuid IS NULL OR source.id = :id)', { id: id ?? null })
      .orderBy('source.id', 'DESC')
      .getMany();
    return found.filter(({ sender }) => hookSender(sender) !== undefined);
  }

  /** Secrets that hold now or have yet to end. */
  async secretsOf(manager: EntityManager, sourceIds: readonly string[]): Promise<HookSecret[]> {
    const all = await manager.find(HookSecret, { where: { sourceId: In([...sourceIds]) }, order: { id: 'ASC' } });
    return all.filter(({ endsAt }) => endsAt === null || endsAt > this.clock.now());
  }

  private async changed(manager: EntityManager, source: HookSource, change: string, by: By): Promise<void> {
    await this.ledger.append(manager, {
      kind: 'hook.source-changed',
      by: by.actor,
      at: this.clock.now(),
      data: { source: source.id, change },
    });
  }
}
