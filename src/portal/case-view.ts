import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { satisfies } from '../laws/law.js';
import { ASSURANCES, type Assurance, SubjectCase } from '../requests/subject-case.entity.js';
import { LegalController } from '../requests/legal-controller.entity.js';
import { SubjectRequest } from '../requests/request.entity.js';
import { Sufficiency } from '../requests/sufficiency.js';

export interface PersonRequestView {
  id: string;
  right: string;
  state: string;
  dueOn: string | null;
  /** Only for a person who has proven who she is: where she is known is nobody else's to read (practice 4). */
  systems?: { system: string; state: string }[];
  /** A copy she asked for first: does the erasure wait for her word? */
  waitsForConfirmation: boolean;
}

export interface PersonCaseView {
  reference: string;
  controller: { name: string; contact: string };
  receivedAt: Date;
  proven: boolean;
  requests: PersonRequestView[];
}

/** What a person sees of her case. Until she is proven: receipt, dates and contact, and nothing of where she is known. */
@Injectable()
export class PersonCaseViews {
  constructor(private readonly sufficiency: Sufficiency) {}

  async of(manager: EntityManager, caseId: string): Promise<PersonCaseView> {
    const subjectCase = await manager.findOneByOrFail(SubjectCase, { id: caseId });
    const controller = await manager.findOneByOrFail(LegalController, { id: subjectCase.controllerId });
    const requests = await manager.find(SubjectRequest, { where: { caseId }, order: { id: 'ASC' } });
    const views: PersonRequestView[] = [];
    for (const request of requests) {
      const required: Assurance = await this.sufficiency.required(manager, { request, controller });
      const proven = ASSURANCES.indexOf(subjectCase.assurance) > 0 && satisfies(subjectCase.assurance, required);
      views.push({
        id: request.id,
        right: request.right,
        state: request.state,
        dueOn: request.dueOn,
        ...(proven ? { systems: await systemsOf(manager, request.id) } : {}),
        waitsForConfirmation:
          request.afterRequestId !== null && request.confirmedAt === null && request.endedAt === null,
      });
    }
    return {
      reference: subjectCase.reference,
      controller: { name: controller.name, contact: controller.details.officer.email },
      receivedAt: subjectCase.receivedAt,
      proven: views.some((view) => view.systems !== undefined),
      requests: views,
    };
  }
}

/** The state of the request's effect in each system: `open`, `done`, or `by-hand` where a person must act. */
function systemsOf(manager: EntityManager, requestId: string): Promise<{ system: string; state: string }[]> {
  return manager.query(
    `SELECT system, CASE WHEN bool_or(state = 'parked') THEN 'by-hand' WHEN bool_and(state = 'done') THEN 'done' ELSE 'open' END AS state
     FROM task WHERE request_id = $1 AND state <> 'cancelled' GROUP BY system ORDER BY system`,
    [requestId],
  );
}
