import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LetterFrame } from '../../letters/letter-frame.js';
import { Letters } from '../../letters/letters.js';
import { may } from '../../people/policies.js';
import type { StaffCaller } from '../../people/staff-caller.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { Identifiers } from '../../requests/identifiers.js';
import { Messages } from '../../requests/messages.js';
import { Provenness } from '../../requests/provenness.js';
import { type CaseFile, RequestsRepository } from '../../requests/requests.repository.js';
import { Reveals } from '../../requests/reveals.js';
import type {
  MessagesQuery,
  OfficeMessagesDto,
  WriteOfficeMessageDto,
  WrittenOfficeMessageDto,
} from './messages.dto.js';
import { MESSAGES_A_PAGE } from './person-messages.js';

/** The office's side of the messages of a case. */
@Injectable()
export class OfficeMessages {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly messages: Messages,
    private readonly provenness: Provenness,
    private readonly identifiers: Identifiers,
    private readonly letters: Letters,
    private readonly frame: LetterFrame,
    private readonly reveals: Reveals,
  ) {}

  page(caller: StaffCaller, id: string, query: MessagesQuery): Promise<OfficeMessagesDto> {
    return this.transactions.run(async (tx) => {
      const file = await this.visible(tx, caller, id);
      const { items, next } = await this.messages.page(tx, file.case.id, {
        proven: true,
        before: query.before,
        limit: query.limit ?? MESSAGES_A_PAGE,
      });
      if (items.length > 0) {
        await this.reveals.look(tx, file, {
          what: 'messages',
          reason: may(caller.roles, 'message.write') ? 'to-answer' : 'to-advise-or-audit',
          staffId: caller.id,
          by: caller.actor,
        });
      }
      // Somebody who only looks on (an advising DPO) takes no message off the list of those that wait for an answer.
      if (may(caller.roles, 'message.write')) {
        const received = items.filter(({ direction }) => direction === 'in').map((message) => message.id);
        await this.messages.read(tx, received, 'in');
      }
      return {
        items: items.map(({ direction, ...message }) => ({
          ...message,
          from: direction === 'in' ? 'person' : 'office',
        })),
        next,
        proven: await this.provenness.ofCase(tx, file),
      };
    });
  }

  /** @throws Problem `conflict` for a message to somebody unproven that does not say it may be read so. */
  write(
    caller: StaffCaller,
    id: string,
    { text, beforeProof = false }: WriteOfficeMessageDto,
  ): Promise<WrittenOfficeMessageDto> {
    return this.transactions.run(async (tx) => {
      const file = await this.visible(tx, caller, id);
      if (file.case.forgottenAt) throw new Problem('conflict', { detail: 'The case has been forgotten.' });
      if (!beforeProof && !(await this.provenness.ofCase(tx, file))) {
        throw new Problem('conflict', {
          detail:
            'The person is not proven: say with beforeProof that the message tells nothing of what is held, or wait for the proof.',
          members: { reason: 'not-proven' },
        });
      }
      const toldBefore = await this.messages.waits(tx, file.case.id);
      const written = await this.messages.write(tx, file, {
        direction: 'out',
        text: text.trim(),
        staffId: caller.id,
        beforeProof,
        by: caller.actor,
      });
      if (!written) throw new Problem('conflict', { detail: 'This case holds as many messages as it may.' });
      return { id: written, told: !toldBefore && (await this.tell(tx, file, written)) };
    });
  }

  /** One mail, however many messages wait: that there is one, and where. */
  private async tell(tx: EntityManager, file: CaseFile, messageId: string): Promise<boolean> {
    const to = await this.identifiers.contact(tx, file.case.id);
    if (to === null) return false;
    const letter = await this.letters.write(tx, {
      file,
      kind: 'message-waiting',
      to,
      once: messageId,
      data: { link: this.frame.caseLink(file) },
    });
    return letter !== null;
  }

  private async visible(manager: EntityManager, caller: StaffCaller, id: string): Promise<CaseFile> {
    const file = await this.requests.visible(manager, caller.controllers, id);
    if (!file) throw new Problem('not-found');
    return file;
  }
}
