import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataMaps } from '../../datamap/versions/data-maps.js';
import { satisfies } from '../../laws/law.js';
import type { StaffCaller } from '../../people/staff-caller.js';
import { Clocks } from '../../requests/clocks.js';
import { Identifiers, type KnownIdentifier } from '../../requests/identifiers.js';
import type { CaseFile } from '../../requests/requests.repository.js';
import { Sufficiency } from '../../requests/sufficiency.js';
import type { RequestView } from './case.dto.js';
import {
  beside,
  errandsOf,
  evidenceOf,
  holdsOf,
  lettersOf,
  messageCounts,
  outcomesOf,
  scansOf,
  siblingsOf,
  tasksOf,
} from './case-rows.js';
import { clockView } from './clock-view.js';
import { masked } from './masked.js';
import { OpenDecisions } from './open-decisions.js';
import { PlanSummaries } from './plan-summary.js';
import { progressOf } from './progress.js';
import { stagesOf } from './stages.js';

/** One request as the office sees it: facts and codes; what is personal stays masked until it is asked for, with a reason. */
@Injectable()
export class RequestViews {
  constructor(
    private readonly clocks: Clocks,
    private readonly identifiers: Identifiers,
    private readonly sufficiency: Sufficiency,
    private readonly maps: DataMaps,
    private readonly plans: PlanSummaries,
    private readonly decisions: OpenDecisions,
  ) {}

  async of(manager: EntityManager, file: CaseFile, caller: StaffCaller): Promise<RequestView> {
    const { request, case: of, controller } = file;
    const [known, clocks, required, plan] = [
      await this.identifiers.ofCase(manager, of.id),
      await this.clocks.of(manager, file),
      await this.sufficiency.required(manager, file),
      await this.plans.of(manager, file),
    ];
    const systems = await this.maps.forController(manager, controller.id);
    const maps = new Map(systems.map(({ slug, map }) => [slug, map]));
    const [tasks, outcomes] = [
      await tasksOf(manager, request.id),
      await outcomesOf(manager, request.id, (system, name) => maps.get(system)?.collections[name]?.title ?? name),
    ];
    const [errands, holds] = [await errandsOf(manager, request.id), await holdsOf(manager, of.id)];
    const [{ assignedTo, begun }, scans] = [await beside(manager, request.id), await scansOf(manager, of.id)];
    const sufficient = satisfies(of.assurance, required);
    const duty = await this.decisions.dutyAgainst(manager, file, caller.id);
    return {
      id: request.id,
      caseId: of.id,
      reference: of.reference,
      controller: controller.slug,
      controllerName: controller.name,
      zone: controller.zone,
      right: request.right,
      state: request.state,
      road: request.road,
      law: request.law,
      alsoUnder: request.alsoUnder,
      outcome: request.outcome,
      receivedAt: of.receivedAt,
      recordedAt: of.recordedAt,
      firstAnsweredAt: request.firstAnsweredAt,
      endedAt: request.endedAt,
      dueOn: request.dueOn,
      channel: of.channel,
      relation: of.relation,
      role: of.role,
      replyBy: of.replyBy,
      locale: of.locale,
      assurance: of.assurance,
      testPerson: of.testPerson,
      hasStatement: of.note !== null || of.actingFor !== null,
      scans: scans.length,
      scanFiles: scans,
      after: request.afterRequestId,
      confirmedAt: request.confirmedAt,
      treatedAs: request.treatedAs,
      assignedTo,
      subject: given(known).map(({ kind, value, proven }) => ({ kind, masked: masked(kind, value), proven })),
      identity: {
        assurance: of.assurance,
        required,
        sufficient,
        provenAt: of.provenAt,
        evidence: await evidenceOf(manager, of.id),
        actingFor: of.actingFor !== null,
      },
      clocks: clocks.map(clockView),
      stages: await stagesOf(manager, file),
      plan,
      systems: progressOf(tasks, outcomes, (system) => maps.get(system)?.title ?? system),
      tasks,
      outcomes,
      errands,
      holds,
      letters: await lettersOf(manager, of.id),
      messages: await messageCounts(manager, of.id),
      identifiers: known.map(({ kind, source, proven, round }) => ({ kind, source, proven, round })),
      decisions: this.decisions.of(caller, {
        file,
        clocks,
        plan,
        begun,
        holds: holds.length,
        errands: errands.length,
        sufficient,
        duty,
      }),
      siblings: await siblingsOf(manager, request.id, caller.controllers),
    };
  }
}

/** What the person gave herself, or was vouched for; not what was learnt about her in systems. */
function given(known: readonly KnownIdentifier[]): KnownIdentifier[] {
  return known.filter(({ source }) => !source.startsWith('system:')).slice(0, 20);
}
