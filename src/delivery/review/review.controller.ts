import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import { bilingual } from '../../datamap/bilingual.dto.js';
import type { StaffCaller } from '../../people/staff-caller.js';
import { Access, CurrentCaller } from '../../platform/http/access/access.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { Journey } from '../../requests/journey.js';
import { type CaseFile, RequestsRepository } from '../../requests/requests.repository.js';
import { Reveals } from '../../requests/reveals.js';
import { Release } from './release.js';
import { Review } from './review.js';
import { PackageView, ReviewPage } from './review-views.dto.js';
import { DecisionsDto, ReleaseDto, ReviewQuery } from './review.dto.js';

/** An officer reads a copy before it leaves, and releases it. */
@ApiTags('office')
@Controller('v1/requests/:id')
export class ReviewController {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly review: Review,
    private readonly release: Release,
    private readonly reveals: Reveals,
    private readonly journey: Journey,
  ) {}

  /** The package as it stands: what it covers and holds back. */
  @Get('package')
  @Access('staff', { may: 'package.review' })
  async show(@CurrentCaller() caller: StaffCaller, @Param('id', ParseUUIDPipe) id: string): Promise<PackageView> {
    const manager = this.transactions.manager;
    const found = await this.release.current(manager, (await this.visible(manager, caller, id)).request.id);
    if (!found?.sha256 || !found.builtAt) throw new Problem('not-found');
    return {
      id: found.id,
      kind: found.kind,
      state: found.state,
      digest: found.sha256.toString('hex'),
      bytes: Number(found.bytes),
      builtAt: found.builtAt,
      summary: found.summary,
    };
  }

  /** What waits for an officer's eyes, one by one. Shows personal data, and so the look is recorded. */
  @Get('review')
  @Access('staff', { may: 'package.review' })
  async items(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: ReviewQuery,
  ): Promise<ReviewPage> {
    return this.transactions.run(async (tx) => {
      const file = await this.visible(tx, caller, id);
      await this.reveals.look(tx, file, {
        what: 'review',
        reason: 'to-decide',
        staffId: caller.id,
        by: caller.actor,
      });
      const { items, more } = await this.review.items(tx, file, query.show !== 'all');
      return { items: items.map((item) => ({ ...item, title: bilingual(item.title) })), more };
    });
  }

  /** Decides, and has the package built again with the decisions. */
  @Post('review')
  @HttpCode(204)
  @Access('staff', { may: 'package.review' })
  async decide(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: DecisionsDto,
  ): Promise<void> {
    const broken = body.decisions.findIndex(
      ({ span, action, field }) =>
        span !== undefined && (span.end <= span.start || action !== 'withhold' || field === null),
    );
    if (broken >= 0)
      throw new Problem('validation-failed', {
        errors: [{ pointer: `/decisions/${broken}/span`, rule: 'span', detail: 'is no span of a withheld field' }],
      });
    await this.transactions.run(async (tx) => {
      const locked = await this.requests.locked(tx, id, 'for update');
      const file = await this.visible(tx, caller, id);
      if (locked?.state !== 'reviewing')
        throw new Problem('conflict', { detail: 'The request is not being reviewed.' });
      await this.review.decide(tx, file, body.decisions, caller.id);
      await this.journey.move(tx, file.request, 'preparing', 'free-text-to-review', caller.actor);
    });
  }

  /** Releases the package with this digest: from now on the proven person may fetch it. */
  @Post('release')
  @HttpCode(204)
  @Access('staff', { may: 'package.release', fresh: true })
  async releasePackage(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ReleaseDto,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      const locked = await this.requests.locked(tx, id, 'for update');
      const file = await this.visible(tx, caller, id);
      if (locked?.state !== 'reviewing')
        throw new Problem('conflict', { detail: 'The request is not being reviewed.' });
      if (!(await this.release.release(tx, file, body.digest, caller.id, caller.actor)))
        throw new Problem('plan-changed', { detail: 'The package was built anew since it was shown.' });
    });
  }

  private async visible(manager: EntityManager, caller: StaffCaller, id: string): Promise<CaseFile> {
    const file = await this.requests.visible(manager, caller.controllers, id);
    if (!file) throw new Problem('not-found');
    return file;
  }
}
