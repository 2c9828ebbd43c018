import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Ledger } from '../ledger/ledger.js';
import { Clock } from '../platform/clock/clock.js';
import { Transactions } from '../platform/queues/transactions.js';
import type { LegalController } from './legal-controller.entity.js';
import { PrivacyNotice } from './privacy-notice.entity.js';

export interface NoticeText {
  version: string;
  /** By language, in the order of the controller's file. */
  text: Record<string, string>;
}

const REMEMBERED_MS = 5_000;

/** The notices that people are shown when they ask, and every version that was ever shown. */
@Injectable()
export class PrivacyNotices {
  private remembered: { byController: Map<string, NoticeText & { known: Set<string> }>; readAt: number } | null = null;

  constructor(
    private readonly transactions: Transactions,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** The notice that is shown now; null where the controller has none. Remembered for some seconds. */
  async current(controllerId: string): Promise<NoticeText | null> {
    const found = (await this.all()).get(controllerId);
    return found ? { version: found.version, text: found.text } : null;
  }

  /**
   * The controllers, by slug, that have ever shown this version: to their cases it is recorded. Versions are not one
   * list for all, since a message to several controllers was written below several notices.
   */
  async shownBy(controllers: readonly LegalController[], version: string): Promise<Map<string, string>> {
    const all = await this.all();
    const shown = controllers.filter((controller) => all.get(controller.id)?.known.has(version));
    return new Map(shown.map(({ slug }) => [slug, version]));
  }

  /**
   * Takes a notice from the controller's file.
   *
   * @returns `changed-text` when the version is known with another text, and then nothing is written: whoever was shown
   * it must be able to tell what it said.
   */
  async put(
    manager: EntityManager,
    controller: Pick<LegalController, 'id' | 'slug'>,
    notice: NoticeText,
  ): Promise<'unchanged' | 'applied' | 'changed-text'> {
    const languages = Object.keys(notice.text).sort();
    const text = Object.fromEntries(languages.map((language) => [language, notice.text[language]!.trim()]));
    const digest = createHash('sha256').update(JSON.stringify(text)).digest();
    const versions = await manager.find(PrivacyNotice, {
      where: { controllerId: controller.id },
      order: { appliedAt: 'DESC' },
    });
    const known = versions.find(({ version }) => version === notice.version);
    if (known && !known.digest.equals(digest)) return 'changed-text';
    if (known && versions[0] === known) return 'unchanged';
    const at = this.clock.now();
    await manager.save(
      PrivacyNotice,
      { controllerId: controller.id, version: notice.version, text, digest, appliedAt: at },
      { reload: false },
    );
    await this.ledger.append(manager, {
      kind: 'notice.applied',
      by: { role: 'service' },
      at,
      data: { controller: controller.slug, version: notice.version, digest: digest.toString('hex') },
    });
    return 'applied';
  }

  forget(): void {
    this.remembered = null;
  }

  private async all(): Promise<Map<string, NoticeText & { known: Set<string> }>> {
    const now = performance.now();
    if (!this.remembered || now - this.remembered.readAt > REMEMBERED_MS) {
      const rows = await this.transactions.manager.find(PrivacyNotice, { order: { appliedAt: 'ASC' } });
      const byController = new Map<string, NoticeText & { known: Set<string> }>();
      for (const { controllerId, version, text } of rows) {
        const known = byController.get(controllerId)?.known ?? new Set<string>();
        byController.set(controllerId, { version, text, known: known.add(version) });
      }
      this.remembered = { byController, readAt: now };
    }
    return this.remembered.byController;
  }
}
