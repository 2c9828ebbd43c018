import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Identifier } from '../../connectors/kit/contract.js';
import type { Actor } from '../../ledger/ledger-entry.js';
import { Ledger } from '../../ledger/ledger.js';
import { Clock } from '../../platform/clock/clock.js';
import { Identifiers } from '../../requests/identifiers.js';
import { RequestLines } from '../../requests/request-lines.js';
import { type CaseFile, RequestsRepository } from '../../requests/requests.repository.js';
import { Suppression } from '../../suppression/suppression.js';
import type { Errand } from '../../work/errand.entity.js';
import { Errands } from '../../work/errands.js';
import { FINDING_KINDS, type FindingOutcome, isFinding } from '../../work/finding-kinds.js';
import { ErasedRecords } from '../erased-records.js';
import { HouseCases } from '../house-cases.js';
import { Probes } from '../reprobe/probes.js';
import { RestoreGate } from '../replay/restore-gate.js';

export interface FindingDecision {
  outcome: FindingOutcome;
  note?: string;
  staffId: string;
  by: Actor;
}

/**
 * What an officer decides about somebody who was erased and has been found again. Nothing is erased here: `erase-again`
 * opens a request of the house, which is searched for, planned and approved like any other (practice 17).
 */
@Injectable()
export class FindingSettling {
  constructor(
    private readonly errands: Errands,
    private readonly erased: ErasedRecords,
    private readonly identifiers: Identifiers,
    private readonly suppression: Suppression,
    private readonly cases: HouseCases,
    private readonly probes: Probes,
    private readonly gate: RestoreGate,
    private readonly requests: RequestsRepository,
    private readonly lines: RequestLines,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** @returns why it cannot be settled so, or null. `nobody-known`: her identifiers are destroyed. */
  async settle(
    manager: EntityManager,
    file: CaseFile,
    errand: Errand,
    how: FindingDecision,
  ): Promise<'settled-already' | 'not-applicable' | 'nobody-known' | 'held' | null> {
    if (!isFinding(errand.kind)) return 'not-applicable';
    const choices: readonly FindingOutcome[] = FINDING_KINDS[errand.kind];
    if (!choices.includes(how.outcome)) return 'not-applicable';
    const acts = how.outcome === 'new-relation' || how.outcome === 'erase-again';
    const known = acts ? await this.known(manager, file) : [];
    if (acts && known.length === 0) return 'nobody-known';
    if (how.outcome === 'erase-again') {
      // Whichever commits first, this or a hold on the case, the other one sees it.
      await manager.query(`SELECT id FROM request WHERE case_id = $1 ORDER BY id FOR UPDATE`, [file.case.id]);
      if (await this.requests.held(manager, file.case.id)) return 'held';
    }
    const settled = await this.errands.settle(manager, errand, {
      ...how,
      caseLedgerId: file.case.ledgerId,
      requestLedgerId: file.request.ledgerId,
    });
    if (!settled) return 'settled-already';
    if (how.outcome === 'new-relation') await this.lift(manager, file, known, how.by);
    if (how.outcome === 'erase-again') {
      await this.cases.open(manager, file, 'finding', known);
      await this.probes.cancel(manager, file, 'erased-again', how.by);
    }
    await this.lines.refresh(manager, [file.request.id], 'errands');
    if (errand.system) await this.gate.clear(manager, errand.system, how.by);
    return null;
  }

  /** She has come back lawfully: her tombstones end here, a block of marketing stays, and nobody looks for her any more. */
  private async lift(manager: EntityManager, file: CaseFile, known: readonly Identifier[], by: Actor): Promise<void> {
    const { lifted } = await this.suppression.lift(manager, file.controller.id, known, 'new-relation');
    if (lifted > 0) {
      await this.ledger.append(manager, {
        kind: 'tombstone.lifted',
        case: file.case.ledgerId,
        request: file.request.ledgerId,
        by,
        at: this.clock.now(),
        data: { kind: 'erasure', code: 'new-relation' },
      });
    }
    await this.probes.cancel(manager, file, 'tombstone-lifted', by);
  }

  /** By the sealed identifiers of the erasure; by those of the case where they are gone and it is not forgotten yet. */
  private async known(manager: EntityManager, file: CaseFile): Promise<Identifier[]> {
    const sealed = await this.erased.identifiersOf(manager, file.request.id);
    if (sealed.length > 0) return sealed;
    const known = await this.identifiers.ofCase(manager, file.case.id);
    return known.filter((one) => one.proven || one.round > 0).map(({ kind, value }) => ({ kind, value }));
  }
}
