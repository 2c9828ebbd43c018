import { Injectable } from '@nestjs/common';
import { EntityManager, IsNull } from 'typeorm';
import { Hold } from './hold.entity.js';
import type { State } from './journey-table.js';
import { LegalController } from './legal-controller.entity.js';
import { SubjectCase } from './subject-case.entity.js';
import { SubjectRequest } from './request.entity.js';

/** A request with the case and controller it stands in: what nearly every stage begins with. */
export interface CaseFile {
  request: SubjectRequest;
  case: SubjectCase;
  controller: LegalController;
}

@Injectable()
export class RequestsRepository {
  async file(manager: EntityManager, requestId: string): Promise<CaseFile | null> {
    const request = await manager.findOneBy(SubjectRequest, { id: requestId });
    if (!request) return null;
    const subjectCase = await manager.findOneByOrFail(SubjectCase, { id: request.caseId });
    const controller = await manager.findOneByOrFail(LegalController, { id: request.controllerId });
    return { request, case: subjectCase, controller };
  }

  /** The file, if it belongs to one of these controllers (slugs; all if null): what is not hers, staff does not find. */
  async visible(
    manager: EntityManager,
    controllers: readonly string[] | null,
    requestId: string,
  ): Promise<CaseFile | null> {
    const file = await this.file(manager, requestId);
    return file && (controllers === null || controllers.includes(file.controller.slug)) ? file : null;
  }

  /** Locks the request against movers until the transaction ends. */
  locked(manager: EntityManager, requestId: string, mode: 'for share' | 'for update'): Promise<SubjectRequest | null> {
    return manager.findOne(SubjectRequest, {
      where: { id: requestId },
      lock: mode === 'for share' ? { mode: 'pessimistic_read' } : { mode: 'pessimistic_write' },
    });
  }

  /** The request, locked for a change, with all that stands around it; null where it is in none of these states. */
  async lockedIn(
    manager: EntityManager,
    requestId: string,
    isOne: (state: State) => boolean = () => true,
  ): Promise<CaseFile | null> {
    const locked = await this.locked(manager, requestId, 'for update');
    return locked && isOne(locked.state) ? this.file(manager, requestId) : null;
  }

  ofCase(manager: EntityManager, caseId: string): Promise<SubjectRequest[]> {
    return manager.find(SubjectRequest, { where: { caseId }, order: { id: 'ASC' } });
  }

  /** Requests that wait for this one's answer (copy first). */
  waitingFor(manager: EntityManager, requestId: string): Promise<SubjectRequest[]> {
    return manager.findBy(SubjectRequest, { afterRequestId: requestId });
  }

  async held(manager: EntityManager, caseId: string): Promise<boolean> {
    return manager.existsBy(Hold, { caseId, liftedAt: IsNull() });
  }

  controller(manager: EntityManager, slug: string): Promise<LegalController | null> {
    return manager.findOneBy(LegalController, { slug });
  }
}
