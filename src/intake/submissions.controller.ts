import { Body, Controller, Get, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { StaffCaller } from '../people/staff-caller.js';
import { Access, CurrentCaller } from '../platform/http/access/access.js';
import { idempotentRequest } from '../platform/http/idempotency/idempotency-key.js';
import { Problem } from '../platform/http/problems/problem.js';
import { RateLimit } from '../platform/http/rate/rate-limit.guard.js';
import { Controllers } from '../requests/controllers.js';
import { Asking } from './asking.js';
import { ProofOfWork } from './proof-of-work/proof-of-work.js';
import { AskableControllersDto, OpenedCasesDto, RecordedSubmissionDto, SubmissionDto } from './submission.dto.js';
import { Submissions } from './submissions.js';

/** Requests come in: from people themselves, from the company's own systems, and from officers who record them. */
@ApiTags('intake')
@Controller('v1')
export class SubmissionsController {
  constructor(
    private readonly submissions: Submissions,
    private readonly controllers: Controllers,
    private readonly proofOfWork: ProofOfWork,
    private readonly asking: Asking,
  ) {}

  /** Controllers that can be asked. */
  @Get('controllers')
  @Access('public')
  async list(): Promise<AskableControllersDto> {
    const all = await this.controllers.list();
    return { controllers: all.map(({ slug, name, languages }) => ({ slug, name, languages })) };
  }

  /**
   * A person asks. Anybody may; the answer is the same whether or not she is known. Nothing happens to data before the
   * identity is proven as far as the law asks for it.
   */
  @Post('submissions')
  @HttpCode(201)
  @Access('public')
  @RateLimit(20)
  async ask(
    @Body() { proofOfWork, ...body }: SubmissionDto,
    @Headers('idempotency-key') key?: string,
    @Headers('sec-gpc') gpc?: string,
  ): Promise<OpenedCasesDto> {
    const idempotent = idempotentRequest({
      credential: 'public',
      route: 'POST /v1/submissions',
      header: key,
      body,
      unguessable: true,
    });
    return this.proofOfWork.paid(proofOfWork, idempotent, () => this.asking.ask(body, { gpc, idempotent }));
  }

  /** A system of the company submits what a person asked there. The channel proves nothing about who asks. */
  @Post('requests')
  @HttpCode(201)
  @Access('staff', { may: 'request.submit' })
  @RateLimit('none')
  async submit(
    @CurrentCaller() caller: StaffCaller,
    @Body() body: SubmissionDto,
    @Headers('idempotency-key') key?: string,
  ): Promise<OpenedCasesDto> {
    this.checkScope(caller, body);
    const idempotent = idempotentRequest({
      credential: caller.credential,
      route: 'POST /v1/requests',
      header: key,
      body,
    });
    return this.submissions.accept(body, { channel: 'api', by: caller.actor, ...(idempotent ? { idempotent } : {}) });
  }

  /** An officer records a request that came by letter, phone, counter or mail. */
  @Post('requests/recorded')
  @HttpCode(201)
  @Access('staff', { may: 'request.record' })
  async record(
    @CurrentCaller() caller: StaffCaller,
    @Body() body: RecordedSubmissionDto,
    @Headers('idempotency-key') key?: string,
  ): Promise<OpenedCasesDto> {
    this.checkScope(caller, body);
    const idempotent = idempotentRequest({
      credential: caller.credential,
      route: 'POST /v1/requests/recorded',
      header: key,
      body,
    });
    return this.submissions.accept(body, {
      channel: body.channel,
      receivedAt: body.receivedAt,
      recordedBy: caller.id,
      by: caller.actor,
      ...(body.role ? { role: body.role } : {}),
      ...(body.testPerson ? { testPerson: true } : {}),
      ...(idempotent ? { idempotent } : {}),
    });
  }

  private checkScope(caller: StaffCaller, body: SubmissionDto): void {
    const foreign = body.controllers.findIndex(
      (slug) => caller.controllers !== null && !caller.controllers.includes(slug),
    );
    if (foreign >= 0)
      throw new Problem('unknown-controller', {
        errors: [{ pointer: `/controllers/${foreign}`, rule: 'known', detail: 'is no controller of yours' }],
      });
  }
}
