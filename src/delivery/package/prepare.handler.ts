import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Ledger } from '../../ledger/ledger.js';
import { Clock } from '../../platform/clock/clock.js';
import { DataKeys } from '../../platform/crypto/data-keys.js';
import { newId } from '../../platform/ids/ids.js';
import { type SignalHandler, Takes } from '../../platform/queues/handler-registry.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { Journey } from '../../requests/journey.js';
import { type CaseFile, RequestsRepository } from '../../requests/requests.repository.js';
import { partsOf } from '../parts/parts.repository.js';
import { Exclusion } from '../review/exclusion.entity.js';
import { sealingUnder } from '../vault/sealing.js';
import { Vault, vaultName } from '../vault/vault.js';
import { DataPackage } from './data-package.entity.js';
import { type BuiltPackage, buildPackage, type CollectedParts } from './package-builder.js';
import { PackageModelReader } from './package-model-reader.js';

/** Name of the keyed digest under which records are named in a review. */
export const REVIEW_DIGEST = 'review';

/** Builds the package of a copy from its parts. Built again after every review, since it can be. */
@Injectable()
@Takes('delivery.prepare')
export class PrepareHandler implements SignalHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly models: PackageModelReader,
    private readonly vault: Vault,
    private readonly keys: DataKeys,
    private readonly journey: Journey,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  async handle(requestId: string): Promise<void> {
    const file = await this.requests.file(this.transactions.manager, requestId);
    if (file?.request.state !== 'preparing') return;
    const id = newId();
    const name = vaultName(id, 'zip');
    // Counted before the parts are read: what ends meanwhile is counted as later, and never as included.
    const copied = await copiesDone(this.transactions.manager, requestId);
    const { built, kind } = await this.build(file, name);
    const kept = await this.transactions.run(async (tx) => {
      const locked = await this.requests.locked(tx, requestId, 'for update');
      if (locked?.state !== 'preparing' || locked.version !== file.request.version) return false;
      const reviewed = file.request.road.includes('reviewing');
      const at = this.clock.now();
      await tx.update(DataPackage, { requestId, superseded: false }, { superseded: true });
      await tx.insert(DataPackage, {
        id,
        requestId,
        caseId: file.case.id,
        kind,
        locale: file.case.locale,
        file: name,
        bytes: String(built.bytes),
        sha256: built.sha256,
        summary: {
          copied,
          searched: built.coverage.searched,
          of: built.coverage.of,
          records: built.collections.reduce((sum, one) => sum + one.tally.records, 0),
          withheld: built.collections.reduce((sum, one) => sum + one.tally.withheldTotal, 0),
        },
        // Where the road has no review, the officer who approved the plan has released what it leads to.
        state: reviewed ? 'built' : 'released',
        builtAt: at,
        releasedAt: reviewed ? null : at,
        releasedBy: null,
        expiresAt: null,
        superseded: false,
      });
      await this.ledger.append(tx, {
        kind: 'package.built',
        case: file.case.ledgerId,
        request: file.request.ledgerId,
        by: { role: 'service' },
        at,
        data: { digest: built.sha256.toString('hex'), bytes: built.bytes },
      });
      await this.journey.advance(tx, file.request, 'package-ready');
      return true;
    });
    if (!kept) await this.vault.remove(name);
  }

  private async build(file: CaseFile, name: string): Promise<{ built: BuiltPackage; kind: DataPackage['kind'] }> {
    const manager = this.transactions.manager;
    const key = await this.keys.of(manager, { kind: 'case', id: file.case.id });
    const model = await this.models.of(manager, file);
    const parts = new Map<string, CollectedParts & { files: string[] }>();
    for (const part of await partsOf(manager, file.request.id)) {
      const of = `${part.system}\u0000${part.collection}`;
      const known = parts.get(of) ?? { system: part.system, collection: part.collection, files: [] };
      known.files.push(part.file);
      parts.set(of, known);
    }
    const exclusions = await manager.findBy(Exclusion, { requestId: file.request.id });
    const built = await buildPackage({
      vault: this.vault,
      sealing: sealingUnder(key),
      file: name,
      model,
      parts: [...parts.values()],
      exclusions,
      digest: key.digest(REVIEW_DIGEST),
    });
    return { built, kind: model.kind };
  }
}

/** Systems whose records have been copied for a request. */
export async function copiesDone(manager: EntityManager, requestId: string): Promise<number> {
  const [row]: { done: number }[] = await manager.query(
    `SELECT count(*)::int AS done FROM task WHERE request_id = $1 AND action = 'collect' AND state = 'done'`,
    [requestId],
  );
  return row!.done;
}
