import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Localised } from '../../datamap/language.js';
import { DataMaps } from '../../datamap/versions/data-maps.js';
import { PackageStanding } from '../../delivery/download/package-standing.js';
import { FurtherData } from '../../identity/further-data.js';
import { Laws } from '../../laws/laws.js';
import { SystemOutcomes } from '../../letters/system-outcomes.js';
import { Clocks } from '../../requests/clocks.js';
import { copyFirstBounds } from '../../requests/copy-first.js';
import { ENDED, mayMove } from '../../requests/journey-table.js';
import { LegalController } from '../../requests/legal-controller.entity.js';
import { Messages } from '../../requests/messages.js';
import { Provenness } from '../../requests/provenness.js';
import type { SubjectRequest } from '../../requests/request.entity.js';
import type { CaseFile } from '../../requests/requests.repository.js';
import { RequestsRepository } from '../../requests/requests.repository.js';
import { SubjectCase } from '../../requests/subject-case.entity.js';
import { clockDto } from './case-clocks.js';
import { systemsOf } from './case-systems.js';
import { timelineOf } from './case-timeline.js';
import type { PersonCaseDto, PersonLetterDto, PersonOptOutDto, PersonRequestDto } from './person-case.dto.js';
import { ErasureAftermath } from './erasure-aftermath.js';
import { outcomesDto } from './person-outcome.dto.js';

/** What a person sees of her case. Until she is proven: receipt, dates and contact, and nothing of where she is known. */
@Injectable()
export class PersonCaseViews {
  constructor(
    private readonly requests: RequestsRepository,
    private readonly provenness: Provenness,
    private readonly laws: Laws,
    private readonly clocks: Clocks,
    private readonly maps: DataMaps,
    private readonly outcomes: SystemOutcomes,
    private readonly packages: PackageStanding,
    private readonly messages: Messages,
    private readonly aftermath: ErasureAftermath,
    private readonly furtherData: FurtherData,
  ) {}

  async of(manager: EntityManager, caseId: string): Promise<PersonCaseDto> {
    const subjectCase = await manager.findOneByOrFail(SubjectCase, { id: caseId });
    const controller = await manager.findOneByOrFail(LegalController, { id: subjectCase.controllerId });
    const requests = await this.requests.ofCase(manager, caseId);
    const shown: { request: SubjectRequest; view: PersonRequestDto; proven: boolean }[] = [];
    const invited = new Set((await this.furtherData.open(manager, caseId)).map(({ requestId }) => requestId));
    let titles: ReadonlyMap<string, Localised> | null = null;
    for (const request of requests) {
      const file: CaseFile = { request, case: subjectCase, controller };
      const proven = await this.provenness.of(manager, file);
      if (proven) titles ??= await this.titles(manager, controller.id);
      const view = await this.request(manager, file, requests, invited.has(request.id));
      shown.push({ request, proven, view: titles && proven ? await this.more(manager, file, view, titles) : view });
    }
    const proven = shown.some((one) => one.proven);
    const timeline = shown.map(({ request, proven: known }) => ({
      id: request.id,
      ledgerId: request.ledgerId,
      proven: known,
      asksProof: request.road.includes('proving'),
    }));
    return {
      reference: subjectCase.reference,
      controller: {
        slug: controller.slug,
        name: controller.name,
        contact: controller.details.officer.email,
        zone: controller.zone,
        languages: controller.languages,
        copyFirstDays: copyFirstBounds(controller),
      },
      locale: subjectCase.locale,
      receivedAt: subjectCase.receivedAt,
      noticeVersion: subjectCase.noticeVersion,
      actingFor: subjectCase.actingFor !== null,
      proven,
      requests: shown.map(({ view }) => view),
      timeline: await timelineOf(manager, subjectCase, timeline),
      messages: await this.messages.counts(manager, caseId, proven),
      ...(proven ? { letters: await lettersOf(manager, caseId) } : {}),
      keptUntil: subjectCase.keepUntil,
    };
  }

  /** What anybody with the token may see: the right, the date and how it is found, and what she can do. */
  private async request(
    manager: EntityManager,
    file: CaseFile,
    siblings: readonly SubjectRequest[],
    isInvited: boolean,
  ): Promise<PersonRequestDto> {
    const { request } = file;
    const ended = ENDED.includes(request.state);
    const waits = request.afterRequestId !== null && request.confirmedAt === null && request.endedAt === null;
    const copy = siblings.find(({ id }) => id === request.afterRequestId);
    const copyIsOut = copy !== undefined && (copy.firstAnsweredAt !== null || ENDED.includes(copy.state));
    return {
      id: request.id,
      right: request.right,
      title: this.laws.pinned(request.law).right(request.right).title,
      state: request.state,
      dueOn: request.dueOn,
      clocks: (await this.clocks.of(manager, file)).map((clock) => clockDto(clock, this.laws)),
      waitsForConfirmation: waits,
      eraseAfterDays: request.eraseAfterDays,
      eraseOn: request.eraseOn,
      may: [
        ...(request.state === 'proving' ? (['prove'] as const) : []),
        ...(!ended && mayMove(request.state, 'withdrawn') ? (['withdraw'] as const) : []),
        ...(waits && copyIsOut ? (['confirm'] as const) : []),
        ...(isInvited && !ended ? (['give-further-data'] as const) : []),
      ],
      optOut: optOutOf(file),
    };
  }

  /** What a proven person sees besides. */
  private async more(
    manager: EntityManager,
    file: CaseFile,
    view: PersonRequestDto,
    titles: ReadonlyMap<string, Localised>,
  ): Promise<PersonRequestDto> {
    const { request } = file;
    const standing = await this.packages.of(manager, file);
    // Before the work is ordered nothing has become of anything: a search that is done is no answer.
    const acted = request.executedVersion !== null || request.firstAnsweredAt !== null;
    const planning = ['received', 'proving', 'planning', 'deciding'].includes(request.state);
    return {
      ...view,
      may: [
        ...view.may,
        ...(standing ? (['download'] as const) : []),
        ...(request.firstAnsweredAt ? (['receipt'] as const) : []),
      ],
      systems: await systemsOf(manager, request.id, titles),
      // A copy changes nothing anywhere: what was found stands in it, and outcomes would speak of changes.
      results:
        acted && !planning && !request.road.includes('preparing')
          ? (await this.outcomes.of(manager, file)).map(outcomesDto)
          : [],
      aftermath:
        request.right === 'erasure' && request.state === 'closed' ? await this.aftermath.of(manager, file) : null,
      outcome: request.outcome,
      package: standing,
    };
  }

  private async titles(manager: EntityManager, controllerId: string): Promise<ReadonlyMap<string, Localised>> {
    const systems = await this.maps.forController(manager, controllerId);
    return new Map(systems.map(({ slug, map }) => [slug, map.title]));
  }
}

function optOutOf({ request, case: subjectCase }: CaseFile): PersonOptOutDto | null {
  if (request.right !== 'do_not_sell') return null;
  const honoured = request.outcome === 'fully-complied' || request.outcome === 'nothing-found';
  return {
    status: honoured ? 'honoured' : 'received',
    signal: subjectCase.signal,
    covers: ['contact-given'],
    notCovered: ['browser-on-other-sites', 'other-devices'],
  };
}

function lettersOf(manager: EntityManager, caseId: string): Promise<PersonLetterDto[]> {
  return manager.query(
    `SELECT kind, coalesce(sent_at, created_at) AS at, state FROM letter
     WHERE case_id = $1 AND kind NOT IN ('recipient-notice', 'work-by-hand') ORDER BY created_at, id`,
    [caseId],
  );
}
