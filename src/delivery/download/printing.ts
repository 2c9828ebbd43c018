import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../ledger/ledger-entry.js';
import { Ledger } from '../../ledger/ledger.js';
import { Clock } from '../../platform/clock/clock.js';
import { DataKeys } from '../../platform/crypto/data-keys.js';
import { Transactions } from '../../platform/queues/transactions.js';
import type { CaseFile } from '../../requests/requests.repository.js';
import { DataPackage } from '../package/data-package.entity.js';
import { sealingUnder } from '../vault/sealing.js';
import { Vault } from '../vault/vault.js';
import { ReportTooLarge, reportIn } from './report-in-package.js';

/** `report` to print; `archive` to put on a medium that goes with the letter. */
export const PRINT_FORMS = ['report', 'archive'] as const;
export type PrintForm = (typeof PRINT_FORMS)[number];

/** Why somebody of the office takes it out. */
export const PRINT_REASONS = ['reply-by-post', 'person-asked'] as const;
export type PrintReason = (typeof PRINT_REASONS)[number];

export type Taken =
  | { outcome: 'report'; html: string; filename: string }
  | { outcome: 'archive'; stream: Readable; filename: string }
  | { outcome: 'none' | 'not-by-post' | 'no-report' | 'too-large' };

/** A released package taken out by the office, to go by post (practice 3). Each time is in the ledger, before it leaves. */
@Injectable()
export class Printing {
  constructor(
    private readonly transactions: Transactions,
    private readonly vault: Vault,
    private readonly keys: DataKeys,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns `none` while nothing is released; `not-by-post` when the reason is the person's wish for a letter and she
   * wished none; `no-report` for a portable copy, which is for machines.
   */
  async take(file: CaseFile, form: PrintForm, reason: PrintReason, by: Actor): Promise<Taken> {
    if (reason === 'reply-by-post' && file.case.replyBy !== 'post') return { outcome: 'not-by-post' };
    const manager = this.transactions.manager;
    const found = await manager.findOneBy(DataPackage, {
      requestId: file.request.id,
      superseded: false,
      state: 'released',
    });
    if (!found) return { outcome: 'none' };
    if (form === 'report' && found.kind === 'portability') return { outcome: 'no-report' };
    const key = await this.keys.of(manager, { kind: 'case', id: file.case.id });
    await this.transactions.run((tx) => this.note(tx, file, found, form, reason, by));
    const opened = sealingUnder(key).open(found.file);
    const source = this.vault.read(found.file);
    source.on('error', (error) => opened.destroy(error));
    const stream = source.pipe(opened);
    if (form === 'archive') return { outcome: 'archive', stream, filename: `${file.case.reference}.zip` };
    try {
      const html = await reportIn(stream);
      return html === null
        ? { outcome: 'no-report' }
        : { outcome: 'report', html, filename: `${file.case.reference}.html` };
    } catch (error) {
      if (error instanceof ReportTooLarge) return { outcome: 'too-large' };
      throw error;
    }
  }

  private async note(
    manager: EntityManager,
    file: CaseFile,
    found: DataPackage,
    form: PrintForm,
    code: PrintReason,
    by: Actor,
  ): Promise<void> {
    await this.ledger.append(manager, {
      kind: 'package.printed',
      case: file.case.ledgerId,
      request: file.request.ledgerId,
      by,
      at: this.clock.now(),
      data: { digest: found.sha256?.toString('hex') ?? '', form, code },
    });
  }
}
