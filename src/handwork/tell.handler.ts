import { Injectable } from '@nestjs/common';
import { ConversationRow } from '../exchange/conversation.entity.js';
import { type SignalHandler, Takes } from '../platform/queues/handler-registry.js';
import { Transactions } from '../platform/queues/transactions.js';
import { RequestsRepository } from '../requests/requests.repository.js';
import { Errands } from '../work/errands.js';
import { Systems } from '../work/systems.js';
import { dueDay, OwnerLetters } from './owner-letters.js';
import { Owners } from './owners.js';

/** Somebody in charge of a system is written to, and the office sees whose answer is outstanding. */
@Injectable()
@Takes('exchange.tell')
export class TellHandler implements SignalHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly letters: OwnerLetters,
    private readonly owners: Owners,
    private readonly systems: Systems,
    private readonly errands: Errands,
  ) {}

  async handle(conversationId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const row = await tx.findOne(ConversationRow, {
        where: { id: conversationId },
        lock: { mode: 'pessimistic_write' },
      });
      const file = row && (await this.requests.file(tx, row.requestId));
      if (!row || !file || row.answeredAt) return;
      const owner = await this.owners.of(tx, row.system, await this.systems.map(row.mapId));
      // Where nobody is named the errand is all there is: the office does it, or names somebody.
      if (owner) await this.letters.send(tx, row, file, owner, { once: '0' });
      for (const taskId of row.askers.slice(0, 1)) {
        await this.errands.open(tx, {
          controllerId: file.controller.id,
          caseId: file.case.id,
          caseLedgerId: file.case.ledgerId,
          requestId: file.request.id,
          requestLedgerId: file.request.ledgerId,
          taskId,
          kind: 'owner-asked',
          system: row.system,
          dueOn: dueDay(row, file),
        });
      }
    });
  }
}
