import { Injectable } from '@nestjs/common';
import { Confirmations } from '../../planning/confirmations.js';
import { Withdrawals } from '../../planning/withdrawals.js';
import { Downloads, type Fetching } from '../../delivery/download/downloads.js';
import { ProvingSteps } from '../../identity/proving-steps.js';
import { Clock } from '../../platform/clock/clock.js';
import { countAttempt } from '../../platform/http/rate/attempts.js';
import { hashToken } from '../../platform/ids/ids.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { type CaseFile, RequestsRepository } from '../../requests/requests.repository.js';
import { PersonMessages } from '../messages/person-messages.js';
import { FormTokens } from './form-tokens.js';

/** What the page says first: a key of the texts, with its values. */
export interface Told {
  good: boolean;
  key: string;
  values?: Record<string, string | number>;
}

export interface OpenedCase {
  id: string;
  token: string;
}

const ONCE = { purpose: 'plain.message', limit: 1, windowMilliseconds: 5 * 3_600_000 };

/** What a person without scripts does with her case; each step says what came of it. */
@Injectable()
export class PlainCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly steps: ProvingSteps,
    private readonly withdrawals: Withdrawals,
    private readonly confirmations: Confirmations,
    private readonly downloads: Downloads,
    private readonly messages: PersonMessages,
    private readonly tokens: FormTokens,
    private readonly clock: Clock,
  ) {}

  /** The case of a token, or of the link that it stands in; a reference that was typed in must be its own. */
  async open(said: { token: string; reference?: string | undefined }): Promise<OpenedCase | null> {
    const token = said.token.trim().split('#').at(-1)!.trim();
    if (!/^[\w-]{20,100}$/.test(token)) return null;
    const [found]: { id: string; reference: string }[] = await this.transactions.manager.query(
      `SELECT id, reference FROM subject_case WHERE token_hash = $1 AND forgotten_at IS NULL`,
      [hashToken(token)],
    );
    const typed = said.reference?.toUpperCase().replace(/\s/g, '');
    return found && (!typed || typed === found.reference) ? { id: found.id, token } : null;
  }

  async answerCode({ id }: OpenedCase, code: string): Promise<Told> {
    const answering = await this.steps.answerCode(id, code);
    const values = answering.outcome === 'wrong' ? { values: { left: answering.attemptsLeft } } : {};
    return { good: answering.outcome === 'proven', key: `proof.${answering.outcome}`, ...values };
  }

  async sendCode({ id }: OpenedCase): Promise<Told> {
    const { outcome } = await this.steps.sendCode(id);
    return { good: outcome === 'sent', key: `proof.${outcome}` };
  }

  async withdraw({ id }: OpenedCase, requestId: string, sure: boolean): Promise<Told | null> {
    if (!sure) return { good: false, key: 'withdraw.missing' };
    return this.transactions.run(async (tx) => {
      const file = this.own(id, await this.requests.file(tx, requestId));
      if (!file) return null;
      const { outcome } = await this.withdrawals.withdraw(tx, file, { role: 'data-subject' });
      return { good: outcome === 'withdrawn', key: `withdraw.${outcome}` };
    });
  }

  async confirm({ id }: OpenedCase, requestId: string): Promise<Told | null> {
    return this.transactions.run(async (tx) => {
      const file = this.own(id, await this.requests.file(tx, requestId));
      if (!file) return null;
      const confirming = await this.confirmations.confirm(tx, file);
      return confirming === 'confirmed'
        ? { good: true, key: 'confirm.done' }
        : { good: false, key: `confirm.${confirming}` };
    });
  }

  /** A reload sends the form again; the message is written once. */
  async write({ id }: OpenedCase, text: string, formToken: string | undefined): Promise<Told> {
    if (!this.tokens.isGood(formToken)) return { good: false, key: 'error.form' };
    const first = await countAttempt(this.transactions.manager, ONCE, hashToken(formToken!), this.clock.now());
    if (first.allowed) await this.messages.write(id, text);
    return { good: true, key: 'messages.sent' };
  }

  /** Leave to fetch the package and the fetching, in one step. */
  async fetch({ id }: OpenedCase, requestId: string): Promise<Extract<Fetching, { outcome: 'ready' }> | Told | null> {
    const granting = await this.transactions.run(async (tx) => {
      const file = this.own(id, await this.requests.file(tx, requestId));
      return file && this.downloads.grant(tx, file);
    });
    if (!granting) return null;
    if (granting.outcome !== 'granted') return { good: false, key: `download.${granting.outcome}` };
    const fetching = await this.downloads.fetch(granting.token);
    return fetching.outcome === 'ready' ? fetching : { good: false, key: 'download.no-package' };
  }

  private own(caseId: string, file: CaseFile | null): CaseFile | null {
    return file?.case.id === caseId ? file : null;
  }
}
