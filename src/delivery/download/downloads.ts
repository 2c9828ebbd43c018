import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Ledger } from '../../ledger/ledger.js';
import { Clock } from '../../platform/clock/clock.js';
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

const MINUTE_MS = 60_000;
/** A grant is for the click that follows it. */
const GRANT_MINUTES = 15;
/** How fresh a proof must be; an older one is asked for again. */
const PROOF_DAYS = 14;
const DAY_MS = 86_400_000;

export type Granting =
  | { outcome: 'granted'; token: string; expiresAt: Date; usesLeft: number }
  | { outcome: 'no-package' | 'not-proven' | 'proof-too-old' | 'spent' };

export type Fetching =
  | { outcome: 'ready'; stream: Readable; filename: string; done: (outcome: DownloadOutcome) => Promise<void> }
  | { outcome: 'unknown' | 'expired' | 'spent' | 'superseded' };

/** Packages are fetched by the proven person alone, for a time and a number of times; each attempt is written down. */
@Injectable()
export class Downloads {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly sufficiency: Sufficiency,
    private readonly vault: Vault,
    private readonly keys: DataKeys,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /**
   * Leave to fetch the request's package once, within minutes; an earlier leave ends with it. Given again on proof until
   * the case is forgotten.
   */
  async grant(manager: EntityManager, file: CaseFile): Promise<Granting> {
    const now = this.clock.now();
    const found = await manager.findOne(DataPackage, {
      where: { requestId: file.request.id, superseded: false, state: 'released' },
      lock: { mode: 'pessimistic_write' },
    });
    if (!found) return { outcome: 'no-package' };
    if (!(await this.sufficiency.isSufficient(manager, file))) return { outcome: 'not-proven' };
    const [proof]: { at: Date }[] = await manager.query(
      `SELECT at FROM evidence WHERE case_id = $1 AND accepted ORDER BY at DESC LIMIT 1`,
      [file.case.id],
    );
    if (!proof || now.getTime() - proof.at.getTime() > PROOF_DAYS * DAY_MS) return { outcome: 'proof-too-old' };
    // The newest grant is the only one: grants taken in advance would together be more downloads than are left.
    await manager.query(
      `UPDATE download_grant SET expires_at = $2 WHERE package_id = $1 AND uses_left > 0 AND expires_at > $2`,
      [found.id, now],
    );
    const [used]: { used: number }[] = await manager.query(
      `SELECT count(*)::int AS used FROM download d JOIN download_grant g ON g.id = d.grant_id
       WHERE g.package_id = $1 AND d.outcome IN ('begun', 'complete') AND d.at > $2`,
      [found.id, proof.at],
    );
    const usesLeft = file.controller.policy.downloads - used!.used;
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
    const now = this.clock.now();
    const begun = await this.transactions.run(async (tx) => {
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
      const id = newId();
      await tx.insert(Download, { id, grantId: grant.id, at: now, outcome: refusal ?? 'begun' });
      if (refusal) return { refusal };
      await tx.update(DownloadGrant, { id: grant.id }, { usesLeft: grant.usesLeft - 1 });
      const file = (await this.requests.file(tx, found.requestId))!;
      const key = await this.keys.of(tx, { kind: 'case', id: found.caseId });
      await this.ledger.append(tx, {
        kind: 'package.downloaded',
        case: file.case.ledgerId,
        request: file.request.ledgerId,
        by: { role: 'data-subject' },
        at: now,
        data: { digest: found.sha256?.toString('hex') ?? '' },
      });
      return { id, found, key, reference: file.case.reference };
    });
    if ('refusal' in begun) return { outcome: begun.refusal! };
    const opened = sealingUnder(begun.key).open(begun.found.file);
    const source = this.vault.read(begun.found.file);
    source.on('error', (error) => opened.destroy(error));
    return {
      outcome: 'ready',
      stream: source.pipe(opened),
      filename: `${begun.reference}.zip`,
      done: async (outcome) => void (await this.transactions.manager.update(Download, { id: begun.id }, { outcome })),
    };
  }
}
