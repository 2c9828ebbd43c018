import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import { Letter } from '../letters/letter.entity.js';
import { Letters } from '../letters/letters.js';
import { may } from '../people/policies.js';
import type { StaffCaller } from '../people/staff-caller.js';
import { Access, CurrentCaller } from '../platform/http/access/access.js';
import { Problem } from '../platform/http/problems/problem.js';
import { Transactions } from '../platform/queues/transactions.js';
import { type CaseFile, RequestsRepository } from '../requests/requests.repository.js';
import { Reveals } from '../requests/reveals.js';
import { LetterView } from './letters.dto.js';

/** Letters as they were written, and those that somebody takes to the post. */
@ApiTags('office')
@Controller('v1/requests/:id/letters/:letterId')
export class LettersController {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly letters: Letters,
    private readonly reveals: Reveals,
  ) {}

  /** A letter as it reads. The look is recorded. */
  @Get()
  @Access('staff', { may: 'request.read' })
  async read(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('letterId', ParseUUIDPipe) letterId: string,
  ): Promise<LetterView> {
    return this.transactions.run(async (tx) => {
      const { letter, file } = await this.visible(tx, caller, id, letterId);
      const shown = await this.shown(tx, letter, caller);
      await this.reveals.look(tx, file, { what: 'letters', reason: 'to-answer', staffId: caller.id, by: caller.actor });
      return shown;
    });
  }

  private async shown(manager: EntityManager, letter: Letter, caller: StaffCaller): Promise<LetterView> {
    const content = await this.letters.read(manager, letter);
    if (!content) throw new Problem('not-found');
    const { kind, locale, state } = letter;
    // The code of a challenge is for the person alone: whoever reads it here could prove to be her.
    if (kind === 'code') throw new Problem('forbidden');
    // A link in a letter opens the person's case or stops an erasure in her name. It is shown only to be printed.
    const printing = state === 'to-post' && may(caller.roles, 'errand.settle');
    const shown = (body: string): string => (printing ? body : body.replace(/#[\w-]{43}(?![\w-])/g, '#…'));
    return {
      id: letter.id,
      kind,
      locale,
      state,
      subject: content.subject,
      text: shown(content.text),
      html: shown(content.html),
    };
  }

  /** Notes that the printed letter has been handed to the post. */
  @Post('dispatch')
  @HttpCode(204)
  @Access('staff', { may: 'errand.settle' })
  async dispatch(
    @CurrentCaller() caller: StaffCaller,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('letterId', ParseUUIDPipe) letterId: string,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      const { letter } = await this.visible(tx, caller, id, letterId);
      if (letter.state !== 'to-post' && letter.state !== 'failed')
        throw new Problem('conflict', { detail: 'This letter does not wait for the post.' });
      await this.letters.left(tx, letter, caller.actor, caller.id);
    });
  }

  private async visible(
    manager: EntityManager,
    caller: StaffCaller,
    id: string,
    letterId: string,
  ): Promise<{ letter: Letter; file: CaseFile }> {
    const file = await this.requests.visible(manager, caller.controllers, id);
    const letter = file && (await manager.findOneBy(Letter, { id: letterId, caseId: file.case.id }));
    if (!file || !letter) throw new Problem('not-found');
    return { letter, file };
  }
}
