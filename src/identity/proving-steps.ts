import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { satisfies } from '../laws/law.js';
import { Transactions } from '../platform/queues/transactions.js';
import { ENDED } from '../requests/journey-table.js';
import { type CaseFile, RequestsRepository } from '../requests/requests.repository.js';
import { ASSURANCES, type Assurance } from '../requests/subject-case.entity.js';
import { Sufficiency } from '../requests/sufficiency.js';
import { Assertions } from './assertions.js';
import { type Answering, Challenges, type Sending } from './challenges.js';
import type { ProofStatus } from './identity.dto.js';
import { Proofs } from './proofs.js';

/** The steps by which a person proves who she is, each a transaction of its own. */
@Injectable()
export class ProvingSteps {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly sufficiency: Sufficiency,
    private readonly challenges: Challenges,
    private readonly assertions: Assertions,
    private readonly proofs: Proofs,
  ) {}

  async status(caseId: string): Promise<ProofStatus> {
    const manager = this.transactions.manager;
    const file = await this.fileOf(manager, caseId);
    let required: Assurance = 'none';
    for (const request of await this.requests.ofCase(manager, caseId)) {
      if (!request.road.includes('proving') || ENDED.includes(request.state)) continue;
      const level = await this.sufficiency.required(manager, { request, controller: file.controller });
      if (ASSURANCES.indexOf(level) > ASSURANCES.indexOf(required)) required = level;
    }
    return {
      assurance: file.case.assurance,
      required,
      sufficient: satisfies(file.case.assurance, required),
      ways: file.controller.policy.login ? ['email-code', 'login'] : ['email-code'],
    };
  }

  sendCode(caseId: string): Promise<Sending> {
    return this.transactions.run(async (tx) => this.challenges.send(tx, await this.fileOf(tx, caseId)));
  }

  answerCode(caseId: string, code: string): Promise<Answering> {
    return this.transactions.run(async (tx) => this.challenges.answer(tx, await this.fileOf(tx, caseId), code));
  }

  /** @returns why it was refused, or null. */
  async acceptAssertion(caseId: string, token: string): Promise<string | null> {
    const file = await this.fileOf(this.transactions.manager, caseId);
    const verdict = await this.assertions.verify(file.controller, token);
    if (verdict.outcome === 'refused') return verdict.code;
    const { assertion } = verdict;
    if (assertion.boundTo !== null && assertion.boundTo !== file.case.reference) return 'other-case';
    const accepted = await this.transactions.run(async (tx) =>
      this.proofs.accept(tx, await this.fileOf(tx, caseId), {
        method: 'login-assertion',
        level: 'login',
        by: { role: 'data-subject' },
        prove: { login: assertion.identifiers },
        assertionId: assertion.id,
      }),
    );
    return accepted ? null : 'used-before';
  }

  private async fileOf(manager: EntityManager, caseId: string): Promise<CaseFile> {
    const [request] = await this.requests.ofCase(manager, caseId);
    return (await this.requests.file(manager, request!.id))!;
  }
}
