import { Injectable } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import type { Actor } from '../ledger/ledger-entry.js';
import { Ledger } from '../ledger/ledger.js';
import type { ReasonCode } from '../ledger/reasons.js';
import { Clock } from '../platform/clock/clock.js';
import { DataKeys } from '../platform/crypto/data-keys.js';
import { newId } from '../platform/ids/ids.js';
import { RequestLines } from '../requests/request-lines.js';
import type { CaseFile } from '../requests/requests.repository.js';
import { Errand } from './errand.entity.js';

export interface NewErrand {
  controllerId: string;
  caseId: string;
  caseLedgerId: string;
  requestId: string;
  requestLedgerId: string;
  taskId?: string;
  kind: ReasonCode;
  system?: string;
  place?: string;
  dueOn?: string | null;
}

export const errandNotePlace = (id: string) => ({ table: 'errand', row: id, column: 'note' });

/** What machines must not or cannot do, given to a person. */
@Injectable()
export class Errands {
  constructor(
    private readonly lines: RequestLines,
    private readonly ledger: Ledger,
    private readonly keys: DataKeys,
    private readonly clock: Clock,
  ) {}

  /** Opens an errand about a request, due when the request is. */
  openFor(
    manager: EntityManager,
    file: CaseFile,
    errand: Pick<NewErrand, 'kind' | 'system' | 'place' | 'taskId'>,
  ): Promise<void> {
    return this.open(manager, {
      controllerId: file.controller.id,
      caseId: file.case.id,
      caseLedgerId: file.case.ledgerId,
      requestId: file.request.id,
      requestLedgerId: file.request.ledgerId,
      dueOn: file.request.dueOn,
      ...errand,
    });
  }

  /** Opens an errand, unless one of the same kind is open already for the same task or system of the request. */
  async open(manager: EntityManager, errand: NewErrand): Promise<void> {
    const same = await manager.existsBy(Errand, {
      requestId: errand.requestId,
      kind: errand.kind,
      settledAt: IsNull(),
      ...(errand.taskId ? { taskId: errand.taskId } : {}),
      ...(errand.system ? { system: errand.system } : {}),
      ...(errand.place ? { place: errand.place } : {}),
    });
    if (same) return;
    const at = this.clock.now();
    const id = newId();
    await manager.insert(Errand, {
      id,
      controllerId: errand.controllerId,
      caseId: errand.caseId,
      requestId: errand.requestId,
      taskId: errand.taskId ?? null,
      kind: errand.kind,
      system: errand.system ?? null,
      place: errand.place ?? null,
      dueOn: errand.dueOn ?? null,
      openedAt: at,
      settledAt: null,
      settledBy: null,
      outcome: null,
      note: null,
    });
    await this.ledger.append(manager, {
      kind: 'errand.opened',
      case: errand.caseLedgerId,
      request: errand.requestLedgerId,
      by: { role: 'service' },
      at,
      data: { errand: id, code: errand.kind },
    });
    await this.lines.refresh(manager, [errand.requestId], 'errands');
  }

  /** @returns false when it was settled already. */
  async settle(
    manager: EntityManager,
    errand: Errand,
    how: {
      outcome: ReasonCode;
      note?: string;
      by: Actor;
      staffId: string;
      caseLedgerId: string;
      requestLedgerId: string;
    },
  ): Promise<boolean> {
    const at = this.clock.now();
    const note = how.note
      ? (await this.keys.of(manager, { kind: 'case', id: errand.caseId })).seal(how.note, errandNotePlace(errand.id))
      : null;
    const { affected } = await manager.update(
      Errand,
      { id: errand.id, settledAt: IsNull() },
      { settledAt: at, settledBy: how.staffId, outcome: how.outcome, note },
    );
    if (!affected) return false;
    await this.ledger.append(manager, {
      kind: 'errand.settled',
      case: how.caseLedgerId,
      request: how.requestLedgerId,
      by: how.by,
      at,
      data: { errand: errand.id, code: how.outcome },
    });
    return true;
  }

  openOf(manager: EntityManager, requestId: string): Promise<Errand[]> {
    return manager.find(Errand, { where: { requestId, settledAt: IsNull() }, order: { openedAt: 'ASC' } });
  }
}
