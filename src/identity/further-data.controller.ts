import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { kindsOf } from '../datamap/identifiers.js';
import { DataMaps } from '../datamap/versions/data-maps.js';
import { canonicalise } from '../platform/crypto/canonical.js';
import { Access, CurrentCaller } from '../platform/http/access/access.js';
import { type FieldError, Problem } from '../platform/http/problems/problem.js';
import { RateLimit } from '../platform/http/rate/rate-limit.guard.js';
import { Transactions } from '../platform/queues/transactions.js';
import type { StaffCaller } from '../people/staff-caller.js';
import { LegalController } from '../requests/legal-controller.entity.js';
import type { PersonCaller } from '../requests/person.authenticator.js';
import { RequestsRepository } from '../requests/requests.repository.js';
import { SubjectCase } from '../requests/subject-case.entity.js';
import { AskFurtherDataDto, FurtherDataAskedDto, GiveFurtherDataDto } from './further-data.dto.js';
import { FurtherData } from './further-data.js';

/** The office says that what was given does not tell whose data are meant, and invites the person to give more. */
@ApiTags('office')
@Controller('v1/requests/:id/further-data')
export class OfficeFurtherDataController {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly furtherData: FurtherData,
  ) {}

  /** Writes to her what was tried and what would help. The time to answer runs on. */
  @Post()
  @HttpCode(204)
  @Access('staff', { may: 'identity.decide' })
  async ask(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: AskFurtherDataDto,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      await this.requests.locked(tx, id, 'for update');
      const file = await this.requests.visible(tx, caller.controllers, id);
      if (!file) throw new Problem('not-found');
      const by = { staffId: caller.id, actor: caller.actor };
      const asking = await this.furtherData.ask(tx, file, body.helpful, by);
      if (asking === 'asked-already')
        throw new Problem('conflict', { detail: 'She has been asked, and has not answered yet.' });
      if (asking === 'too-late')
        throw new Problem('conflict', { detail: 'The request is past the point at which it matters who asks.' });
    });
  }
}

/** The person gives further data when she is invited to. */
@ApiTags('person')
@Access('person')
@RateLimit(30)
@Controller('v1/case/further-data')
export class PersonFurtherDataController {
  constructor(
    private readonly transactions: Transactions,
    private readonly furtherData: FurtherData,
    private readonly maps: DataMaps,
  ) {}

  /** The invitations that are open, and what may be given. */
  @Get()
  async asked(@CurrentCaller() caller: PersonCaller): Promise<FurtherDataAskedDto> {
    const { manager } = this.transactions;
    const open = await this.furtherData.open(manager, caller.id);
    const { controllerId } = await manager.findOneByOrFail(SubjectCase, { id: caller.id });
    const systems = await this.maps.forController(manager, controllerId);
    return {
      open: open.map(({ requestId, askedAt }) => ({ request: requestId, askedAt })),
      kinds: kindsOf(systems.map(({ map }) => map)),
    };
  }

  /** Takes further identifiers. They are kept sealed, are unproven, and the answer does not tell whether they are known. */
  @Post()
  @HttpCode(204)
  async give(@CurrentCaller() caller: PersonCaller, @Body() body: GiveFurtherDataDto): Promise<void> {
    await this.transactions.run(async (tx) => {
      const { country, controllerId } = await tx.findOneByOrFail(SubjectCase, { id: caller.id });
      const controller = await tx.findOneByOrFail(LegalController, { id: controllerId });
      const giving = await this.furtherData.give(
        tx,
        caller.id,
        canonicalIdentifiers(body, country ?? controller.country),
      );
      if (giving === 'not-asked') throw new Problem('conflict', { detail: 'Nothing further has been asked for.' });
      if (giving === 'too-many')
        throw new Problem('unprocessable', { detail: 'So many details cannot be searched by; please write to us.' });
    });
  }
}

function canonicalIdentifiers(body: GiveFurtherDataDto, country: string): { kind: string; value: string }[] {
  const errors: FieldError[] = [];
  const found = new Map<string, { kind: string; value: string }>();
  body.identifiers.forEach(({ kind, value }, index) => {
    const canonical = canonicalise(kind, value, { country });
    if (canonical.ok) found.set(`${kind}\u0000${canonical.value}`, { kind, value: canonical.value });
    else
      errors.push({
        pointer: `/identifiers/${index}/value`,
        rule: canonical.code,
        detail: 'cannot be such an identifier',
      });
  });
  if (errors.length > 0) throw new Problem('validation-failed', { errors });
  return [...found.values()];
}
