import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { satisfies } from '../laws/law.js';
import { Transactions } from '../platform/queues/transactions.js';
import { ENDED, type State } from '../requests/journey-table.js';
import { type CaseFile, RequestsRepository } from '../requests/requests.repository.js';
import { ASSURANCES, type Assurance } from '../requests/subject-case.entity.js';
import { Sufficiency } from '../requests/sufficiency.js';
import { Assertions } from './assertions.js';
import { type Answering, Challenges, type Sending } from './challenges.js';
import type { ProofNeedDto, ProofStatus } from './identity.dto.js';
import { Proofs } from './proofs.js';

/** Nothing is proven any more for what has ended so. What is answered may be fetched again, on proof. */
const GIVEN_UP: readonly State[] = ['refused', 'withdrawn', 'forwarded', 'forgotten'];
const WAYS = ['email-code', 'login', 'officer'] as const;

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
    const needs: ProofNeedDto[] = [];
    for (const request of await this.requests.ofCase(manager, caseId)) {
      if (!request.road.includes('proving') || GIVEN_UP.includes(request.state)) continue;
      const need = await this.need(manager, { ...file, request });
      needs.push(need);
      if (ENDED.includes(request.state)) continue;
      const level = await this.sufficiency.required(manager, { ...file, request });
      if (ASSURANCES.indexOf(level) > ASSURANCES.indexOf(required)) required = level;
    }
    return {
      assurance: file.case.assurance,
      required,
      sufficient: satisfies(file.case.assurance, required),
      ways: WAYS.filter((way) => needs.some(({ ways }) => ways.includes(way))),
      needs,
      actingFor: file.case.actingFor !== null,
      code: await this.challenges.standing(manager, caseId),
    };
  }

  /**
   * @returns `cannot-help` when a code reaches the level of none of the case's requests and the office has not asked for
   * one: then none is sent.
   */
  async sendCode(caseId: string): Promise<Sending | { outcome: 'cannot-help' }> {
    const { ways } = await this.status(caseId);
    if (!ways.includes('email-code')) return { outcome: 'cannot-help' };
    return this.transactions.run(async (tx) => this.challenges.send(tx, await this.fileOf(tx, caseId)));
  }

  /** What a request asks for, and by which ways that level, or the lesser one of its law, can be reached. */
  private async need(manager: EntityManager, file: CaseFile): Promise<ProofNeedDto> {
    const required = await this.sufficiency.inFull(manager, file);
    const lesser = this.sufficiency.lesser(file);
    const code = await this.sufficiency.codeCounts(manager, file);
    // What the office has asked for she may give, though a person decides what it is worth.
    const asked = code || (await this.challenges.standing(manager, file.case.id)) !== null;
    const login = file.controller.policy.login !== undefined && satisfies('login', required);
    const machine = login || (code && satisfies('contact', required));
    return {
      request: file.request.id,
      right: file.request.right,
      required,
      categoriesFrom: lesser,
      ways: [
        ...(asked ? (['email-code'] as const) : []),
        ...(login ? (['login'] as const) : []),
        ...(machine ? [] : (['officer'] as const)),
      ],
    };
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
