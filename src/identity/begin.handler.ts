import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dayOf } from '../letters/formats.js';
import { LetterFrame } from '../letters/letter-frame.js';
import { Letters } from '../letters/letters.js';
import { type SignalHandler, Takes } from '../platform/queues/handler-registry.js';
import { Transactions } from '../platform/queues/transactions.js';
import { Identifiers } from '../requests/identifiers.js';
import { Journey } from '../requests/journey.js';
import { nextOn } from '../requests/journey-table.js';
import { type CaseFile, RequestsRepository } from '../requests/requests.repository.js';
import { Sufficiency } from '../requests/sufficiency.js';
import { Errands } from '../work/errands.js';
import { Challenges } from './challenges.js';
import { UnprovenRequests } from './unproven-requests.js';

/** A request has come in (or comes back): confirm the receipt, and ask for proof only where the law asks for it. */
@Injectable()
@Takes('identity.begin')
export class IdentityBeginHandler implements SignalHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly identifiers: Identifiers,
    private readonly sufficiency: Sufficiency,
    private readonly challenges: Challenges,
    private readonly unproven: UnprovenRequests,
    private readonly letters: Letters,
    private readonly frame: LetterFrame,
    private readonly errands: Errands,
    private readonly journey: Journey,
  ) {}

  async handle(requestId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const locked = await this.requests.locked(tx, requestId, 'for update');
      if (locked?.state !== 'received' && locked?.state !== 'reopened') return;
      // A proof is the whole case's. One that is just being accepted looks for requests that wait for it, and this one does
      // not wait yet: either it waits for us and then finds this request, or we wait for it and then find the proof.
      await tx.query(`SELECT FROM subject_case WHERE id = $1 FOR SHARE`, [locked.caseId]);
      const file = (await this.requests.file(tx, requestId))!;
      await this.acknowledge(tx, file);
      await this.noteDuplicate(tx, file);
      if (file.case.role === 'processor') return this.forward(tx, file);
      const asksProof = file.request.road.includes('proving');
      if (!asksProof) {
        const to = nextOn(file.request.road, 'received');
        if (to) await this.journey.move(tx, file.request, to, 'identity-not-required');
      } else if (await this.sufficiency.isSufficient(tx, file)) {
        const to = nextOn(file.request.road, 'proving');
        if (to) await this.journey.move(tx, file.request, to, 'identity-proven');
      } else {
        const moved = await this.journey.move(tx, file.request, 'proving', 'identity-needed');
        if (moved && file.case.assurance === 'none' && (await this.sufficiency.codeCounts(tx, file)))
          await this.challenges.send(tx, file, { unasked: true });
        if (moved) await this.unproven.wakeInTime(tx, { ...file, request: moved });
        if (moved && file.case.actingFor) await this.errands.openFor(tx, file, { kind: 'authority-to-check' });
      }
    });
  }

  /** The data are another's: it is forwarded without delay, and answered only on that controller's instruction (practice 26). */
  private async forward(tx: EntityManager, file: CaseFile): Promise<void> {
    await this.errands.openFor(tx, file, { kind: 'forwarded-to-controller' });
    await this.journey.move(tx, file.request, 'forwarded', 'forwarded-to-controller');
  }

  /** Once a case: several rights in one message are acknowledged together. */
  private async acknowledge(tx: EntityManager, file: CaseFile): Promise<void> {
    const contact = await this.identifiers.contact(tx, file.case.id);
    await this.letters.write(tx, {
      file,
      kind: 'acknowledgement',
      to: contact,
      once: 'case',
      ofCase: true,
      data: {
        receivedOn: dayOf(file.case.receivedAt, file.controller.zone),
        answerBy: file.request.dueOn ?? '9999-12-31',
        rights: (await this.requests.ofCase(tx, file.case.id)).map((request) => request.right),
        proof: await this.proofAsked(tx, file, contact !== null),
        lesser: contact !== null && file.case.assurance === 'none' && this.sufficiency.lesser(file) !== null,
        statusLink: this.frame.caseLink(file),
      },
    });
  }

  private async proofAsked(
    tx: EntityManager,
    file: CaseFile,
    hasContact: boolean,
  ): Promise<'code' | 'login' | 'officer' | 'none' | 'done'> {
    if (!file.request.road.includes('proving')) return 'none';
    if (await this.sufficiency.isSufficient(tx, file)) return 'done';
    const required = await this.sufficiency.required(tx, file);
    if (required === 'contact' && hasContact) return 'code';
    return required !== 'officer' && file.controller.policy.login ? 'login' : 'officer';
  }

  /**
   * The same person seems to have asked the same already. Both go on, each proves itself: a duplicate never skips
   * verification. An officer is told, and may answer them together.
   */
  private async noteDuplicate(tx: EntityManager, file: CaseFile): Promise<void> {
    const [earlier]: { id: string }[] = await tx.query(
      `SELECT r.id FROM identifier mine
       JOIN identifier other ON other.kind = mine.kind AND other.tag = mine.tag AND other.case_id <> mine.case_id
       JOIN request r ON r.case_id = other.case_id AND r.controller_id = $2 AND r."right" = $3 AND r.id < $4 AND r.ended_at IS NULL
       WHERE mine.case_id = $1 AND mine.round = 0 LIMIT 1`,
      [file.case.id, file.controller.id, file.request.right, file.request.id],
    );
    if (!earlier) return;
    await this.errands.openFor(tx, file, { kind: 'duplicate' });
  }
}
