import { Injectable } from '@nestjs/common';
import { MailError, Mailer } from '../platform/mail/mailer.js';
import { type SignalHandler, Takes } from '../platform/queues/handler-registry.js';
import { Transactions } from '../platform/queues/transactions.js';
import { SubjectCase } from '../requests/subject-case.entity.js';
import { SubjectRequest } from '../requests/request.entity.js';
import { Errands } from '../work/errands.js';
import { Letter } from './letter.entity.js';
import { Letters } from './letters.js';

/** Sends one letter. A letter that cannot be sent becomes an errand: somebody finds another way to reach the person. */
@Injectable()
@Takes('letters.send')
export class SendHandler implements SignalHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly letters: Letters,
    private readonly mailer: Mailer,
    private readonly errands: Errands,
  ) {}

  async handle(letterId: string): Promise<void> {
    const manager = this.transactions.manager;
    const letter = await manager.findOneBy(Letter, { id: letterId });
    if (letter?.state !== 'queued') return;
    const content = await this.letters.read(manager, letter);
    if (!content?.to) return;
    try {
      const { subject, text, html, to } = content;
      await this.mailer.send({ to, subject, text, html, id: letter.id });
    } catch (error) {
      if (!(error instanceof MailError) || !error.permanent) throw error;
      return this.giveUp(letter, error.code);
    }
    await this.transactions.run((tx) => this.letters.left(tx, letter, { role: 'service' }));
  }

  private async giveUp(letter: Letter, failure: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      await tx.update(Letter, { id: letter.id }, { state: 'failed', failure });
      const request = letter.requestId ? await tx.findOneBy(SubjectRequest, { id: letter.requestId }) : null;
      if (!request) return;
      const { ledgerId } = await tx.findOneByOrFail(SubjectCase, { id: letter.caseId });
      await this.errands.open(tx, {
        controllerId: request.controllerId,
        caseId: letter.caseId,
        caseLedgerId: ledgerId,
        requestId: request.id,
        requestLedgerId: request.ledgerId,
        kind: 'letter-undeliverable',
        place: letter.kind,
        dueOn: request.dueOn,
      });
    });
  }
}
