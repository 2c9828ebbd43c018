import { Controller, Get, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import type { StaffCaller } from '../../people/staff-caller.js';
import { Clock } from '../../platform/clock/clock.js';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { type CaseFile, RequestsRepository } from '../../requests/requests.repository.js';
import { MarketingBlocks } from '../../suppression/marketing-blocks.js';
import { Suppression } from '../../suppression/suppression.js';
import { FINDING_KINDS } from '../../work/finding-kinds.js';
import { KEPT_OF_ERASED } from '../../work/kept-of-erased.js';
import { ErasedRecords } from '../erased-records.js';
import { Probe } from './probe.entity.js';
import { KeptOfErasedDto, ProbeFiguresDto, ProbesDto } from './probes.dto.js';

const DAY_MS = 24 * 3_600_000;

/** Looks after erasures: those of a case, and all in figures. */
@ApiTags('office')
@Controller('v1')
export class ProbesController {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly erased: ErasedRecords,
    private readonly suppression: Suppression,
    private readonly blocks: MarketingBlocks,
    private readonly clock: Clock,
  ) {}

  /** When each system is asked whether the person has come back, what came of it, and what is kept for it. */
  @Get('requests/:id/probes')
  @Access('staff', { may: 'request.read' })
  async of(@CurrentCaller() caller: StaffCaller, @Param('id', ParseUUIDPipe) id: string): Promise<ProbesDto> {
    const manager = this.transactions.manager;
    const file = await this.requests.visible(manager, caller.controllers, id);
    if (!file) throw new Problem('not-found');
    const probes = await manager.find(Probe, { where: { requestId: id }, order: { day: 'ASC', system: 'ASC' } });
    return {
      probes: probes.map(({ system, day, dueAt, state, result, records, code, doneAt }) => ({
        system,
        day,
        dueAt,
        state,
        result,
        records,
        code,
        doneAt,
      })),
      kept: file.request.right === 'erasure' ? await this.kept(manager, file) : [],
    };
  }

  /** How the looks of the caller's controllers stand. */
  @Get('probes/figures')
  @Access('staff', { may: 'figures.read' })
  async figures(@CurrentCaller() { controllers }: StaffCaller): Promise<ProbeFiguresDto> {
    const manager = this.transactions.manager;
    const mine = `($1::text[] IS NULL OR k.slug = ANY($1))`;
    const [states]: { waiting: number; overdue: number; cancelled: number }[] = await manager.query(
      `SELECT count(*) FILTER (WHERE p.state = 'waiting')::int AS waiting,
              count(*) FILTER (WHERE p.state = 'waiting' AND p.due_at < $2)::int AS overdue,
              count(*) FILTER (WHERE p.state = 'cancelled')::int AS cancelled
       FROM probe p JOIN controller k ON k.id = p.controller_id WHERE ${mine}`,
      [controllers, new Date(this.clock.now().getTime() - DAY_MS)],
    );
    const results: { result: string; probes: number }[] = await manager.query(
      `SELECT p.result, count(*)::int AS probes FROM probe p JOIN controller k ON k.id = p.controller_id
       WHERE p.state = 'done' AND ${mine} GROUP BY 1 ORDER BY 1`,
      [controllers],
    );
    const decisions: { result: string | null; probes: number }[] = await manager.query(
      `SELECT e.outcome AS result, count(*)::int AS probes FROM errand e JOIN controller k ON k.id = e.controller_id
       WHERE e.kind = ANY($2) AND ${mine} GROUP BY 1 ORDER BY 1`,
      [controllers, Object.keys(FINDING_KINDS)],
    );
    return {
      ...states!,
      results,
      openFindings: decisions.find(({ result }) => result === null)?.probes ?? 0,
      decisions: decisions.flatMap(({ result, probes }) => (result === null ? [] : [{ result, probes }])),
    };
  }

  private async kept(manager: EntityManager, file: CaseFile): Promise<KeptOfErasedDto[]> {
    const [key]: { until: Date | null; dead: boolean }[] = await manager.query(
      `SELECT destroy_after AS until, destroyed_at IS NOT NULL AS dead FROM data_key
       WHERE owner_kind = 'erasure' AND owner_id = $1 ORDER BY created_at DESC LIMIT 1`,
      [file.request.id],
    );
    const known = key && !key.dead ? await this.erased.identifiersOf(manager, file.request.id) : [];
    const on = (verdicts: { status: string }[]): boolean =>
      verdicts.some(({ status }) => status === 'suppressed' || status === 'blocked');
    const present: Record<(typeof KEPT_OF_ERASED)[number]['kind'], boolean> = {
      identifiers: key !== undefined && !key.dead,
      tombstone: on(await this.suppression.check(manager, file.controller.id, known)),
      'marketing-block': on(await this.blocks.check(manager, file.controller.id, known)),
    };
    return KEPT_OF_ERASED.map(({ kind, what, why, until, basis, confirmed }) => ({
      kind,
      what,
      why: [...why],
      until,
      untilMoment: kind === 'identifiers' ? (key?.until ?? null) : null,
      basis,
      confirmed,
      present: present[kind],
    }));
  }
}
