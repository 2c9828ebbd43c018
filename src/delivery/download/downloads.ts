import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Ledger } from '../../ledger/ledger.js';
import { Clock } from '../../platform/clock/clock.js';
import type { DataKey } from '../../platform/crypto/data-key.js';
import { DataKeys } from '../../platform/crypto/data-keys.js';
import { hashToken, newId, newToken } from '../../platform/ids/ids.js';
import { Transactions } from '../../platform/queues/transactions.js';
import type { CaseFile } from '../../requests/requests.repository.js';
import { RequestsRepository } from '../../requests/requests.repository.js';
import { Sufficiency } from '../../requests/sufficiency.js';
import { DataPackage } from '../package/data-package.entity.js';
import { sealingUnder } from '../vault/sealing.js';
import { Vault } from '../vault/vault.js';
import { Download, type DownloadOutcome } from './download.entity.js';
import { DownloadGrant } from './download-grant.entity.js';
import { PackageStanding } from './package-standing.js';
import { ReportTooLarge, reportIn } from './report-in-package.js';

const MINUTE_MS = 60_000;
/** A grant is for the click that follows it. */
const GRANT_MINUTES = 15;

export type Granting =
  | { outcome: 'granted'; token: string; expiresAt: Date; usesLeft: number }
  | { outcome: 'no-package' | 'not-proven' | 'proof-too-old' | 'spent' };

export type Fetching =
  | { outcome: 'ready'; stream: Readable; filename: string; done: (outcome: DownloadOutcome) => Promise<void> }
  | { outcome: 'unknown' | 'expired' | 'spent' | 'superseded' };

export type Previewing =
  | { outcome: 'ready'; html: string }
  | { outcome: 'unknown' | 'expired' | 'spent' | 'superseded' | 'no-report' | 'too-large' };

type Use = 'begun' | 'previewed';

type Begun =
  | { id: string; found: DataPackage; key: DataKey; reference: string }
  | { refusal: 'unknown' | 'expired' | 'spent' | 'superseded' | 'no-report' };

/** Packages are fetched by the proven person alone, for a time and a number of times; each attempt is written down. */
@Injectable()
export class Downloads {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly sufficiency: Sufficiency,
    private readonly standing: PackageStanding,
    private readonly vault: Vault,
    private readonly keys: DataKeys,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /**
   * Leave to fetch the request's package once, within minutes; an earlier leave ends with it. Given until the day that the
   * letter names, and for so many days (`policy.downloadDays`) after each further proof at the level that the package asks
   * for (practice 14); a weaker proof opens nothing again, nor does it give further downloads.
   */
  async grant(manager: EntityManager, file: CaseFile): Promise<Granting> {
    const now = this.clock.now();
    const found = await manager.findOne(DataPackage, {
      where: { requestId: file.request.id, superseded: false, state: 'released' },
      lock: { mode: 'pessimistic_write' },
    });
    if (!found) return { outcome: 'no-package' };
    if (!(await this.sufficiency.isSufficient(manager, file))) return { outcome: 'not-proven' };
    // The newest grant is the only one: grants taken in advance would together be more downloads than are left. This
    // waits for whoever is spending one, and so comes before they are counted.
    await manager.query(
      `UPDATE download_grant SET expires_at = $2 WHERE package_id = $1 AND uses_left > 0 AND expires_at > $2`,
      [found.id, now],
    );
    const left = await this.standing.left(manager, file, found);
    if (!left) return { outcome: 'not-proven' };
    if (left.proofTooOld) return { outcome: 'proof-too-old' };
    const usesLeft = left.downloads;
    if (usesLeft <= 0) return { outcome: 'spent' };
    const { token, hash } = newToken();
    const expiresAt = new Date(now.getTime() + GRANT_MINUTES * MINUTE_MS);
    await manager.insert(DownloadGrant, {
      id: newId(),
      packageId: found.id,
      tokenHash: hash,
      expiresAt,
      usesLeft: 1,
      createdAt: now,
    });
    return { outcome: 'granted', token, expiresAt, usesLeft };
  }

  /** Spends a grant and opens the package. The attempt is written before the first byte leaves. */
  async fetch(token: string): Promise<Fetching> {
    const begun = await this.begin(token, 'begun');
    if ('refusal' in begun) return { outcome: begun.refusal === 'no-report' ? 'unknown' : begun.refusal };
    return {
      outcome: 'ready',
      stream: this.opened(begun),
      filename: `${begun.reference}.zip`,
      done: async (outcome) => void (await this.transactions.manager.update(Download, { id: begun.id }, { outcome })),
    };
  }

  /**
   * Spends a grant to read the report alone. It is written down like a download, and takes none from those that are
   * left: see `PREVIEWS_A_PROOF`.
   */
  async preview(token: string): Promise<Previewing> {
    const begun = await this.begin(token, 'previewed');
    if ('refusal' in begun) return { outcome: begun.refusal };
    try {
      const html = await reportIn(this.opened(begun));
      return html === null ? { outcome: 'no-report' } : { outcome: 'ready', html };
    } catch (error) {
      if (error instanceof ReportTooLarge) return { outcome: 'too-large' };
      throw error;
    }
  }

  private opened({ key, found }: { key: DataKey; found: DataPackage }): Readable {
    const opened = sealingUnder(key).open(found.file);
    const source = this.vault.read(found.file);
    source.on('error', (error) => opened.destroy(error));
    return source.pipe(opened);
  }

  private begin(token: string, use: Use): Promise<Begun> {
    const now = this.clock.now();
    return this.transactions.run(async (tx): Promise<Begun> => {
      const grant = await tx.findOne(DownloadGrant, {
        where: { tokenHash: hashToken(token) },
        lock: { mode: 'pessimistic_write' },
      });
      if (!grant) return { refusal: 'unknown' as const };
      const found = await tx.findOneByOrFail(DataPackage, { id: grant.packageId });
      const refusal =
        grant.expiresAt <= now
          ? ('expired' as const)
          : grant.usesLeft < 1
            ? ('spent' as const)
            : found.superseded
              ? ('superseded' as const)
              : null;
      const file = (await this.requests.file(tx, found.requestId))!;
      // A copy to take along has no report: its grant is left for the download.
      if (!refusal && use === 'previewed' && found.kind === 'portability') return { refusal: 'no-report' };
      const readOften =
        use === 'previewed' && ((await this.standing.left(tx, file, found))?.previews ?? 0) < 1
          ? ('spent' as const)
          : null;
      const id = newId();
      const refused = refusal ?? readOften;
      await tx.insert(Download, { id, grantId: grant.id, at: now, outcome: refused ?? use });
      if (refused) return { refusal: refused };
      await tx.update(DownloadGrant, { id: grant.id }, { usesLeft: grant.usesLeft - 1 });
      const key = await this.keys.of(tx, { kind: 'case', id: found.caseId });
      await this.ledger.append(tx, {
        kind: use === 'previewed' ? 'package.previewed' : 'package.downloaded',
        case: file.case.ledgerId,
        request: file.request.ledgerId,
        by: { role: 'data-subject' },
        at: now,
        data: { digest: found.sha256?.toString('hex') ?? '' },
      });
      return { id, found, key, reference: file.case.reference };
    });
  }
}
