import { Injectable } from '@nestjs/common';
import { ConnectorError, Retryable } from '../../connectors/kit/errors.js';
import type { Connector, ReplyResult, TicketReply } from '../../connectors/kit/contract.js';
import { DataMaps } from '../../datamap/versions/data-maps.js';
import { Ledger } from '../../ledger/ledger.js';
import { Clock } from '../../platform/clock/clock.js';
import { Log } from '../../platform/logging/log.js';
import { type SignalHandler, Takes } from '../../platform/queues/handler-registry.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { Raise } from '../../requests/raise.js';
import { type CaseFile, RequestsRepository } from '../../requests/requests.repository.js';
import { Systems } from '../../work/systems.js';
import { HookSource } from '../sources/hook-source.entity.js';
import { TicketLink } from './ticket-link.entity.js';
import { type Telling, TicketTellings } from './ticket-tellings.js';

/** Longer than a helpdesk may take to answer; whoever died telling keeps nobody from it for longer. */
const TELLING_SECONDS = 120;
const LOOK_AGAIN_MS = 1_000;

/**
 * A request that began in a ticket has moved: the ticket is told how it stands now. What lies between two tellings is
 * skipped; a helpdesk that is away is told when it is back. Where the helpdesk cannot be written to, nothing is told.
 */
@Injectable()
@Takes('hooks.tell')
export class TellHandler implements SignalHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly tellings: TicketTellings,
    private readonly maps: DataMaps,
    private readonly systems: Systems,
    private readonly raise: Raise,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async handle(requestId: string, cancelled: AbortSignal): Promise<void> {
    const link = await this.transactions.manager.findOneBy(TicketLink, { requestId });
    if (!link || link.failure !== null) return;
    const source = await this.transactions.manager.findOneByOrFail(HookSource, { id: link.sourceId });
    const connector = await this.connectorOf(source);
    if (!connector?.reply) return;
    if (!(await this.begin(link))) return this.lookAgain(requestId);
    try {
      await this.tellAll(connector, requestId, cancelled);
    } finally {
      await this.transactions.manager.update(TicketLink, { id: link.id }, { tellingUntil: null });
    }
  }

  /** Until there is nothing more to tell: the request may move while the helpdesk is being told. */
  private async tellAll(connector: Connector, requestId: string, cancelled: AbortSignal): Promise<void> {
    const { manager } = this.transactions;
    for (;;) {
      const link = await manager.findOneByOrFail(TicketLink, { requestId });
      const file = await this.requests.file(manager, requestId);
      const telling = file && link.failure === null ? await this.tellings.next(manager, link, file) : null;
      if (!file || !telling) return;
      await this.note(link, file, telling, await this.send(connector, file, telling.reply, cancelled));
    }
  }

  /** @returns false when somebody else is telling the ticket something at this moment. */
  private async begin({ id }: TicketLink): Promise<boolean> {
    const [rows]: [unknown[]] = await this.transactions.manager.query(
      `UPDATE ticket_link SET telling_until = now() + make_interval(secs => $2)
       WHERE id = $1 AND (telling_until IS NULL OR telling_until < now()) RETURNING id`,
      [id, TELLING_SECONDS],
    );
    return rows.length > 0;
  }

  private lookAgain(requestId: string): Promise<void> {
    const dueAt = new Date(this.clock.now().getTime() + LOOK_AGAIN_MS);
    return this.transactions.run((tx) => this.raise.signal(tx, 'hooks.tell', requestId, { dueAt }));
  }

  private async connectorOf(source: HookSource): Promise<Connector | null> {
    if (source.system === null || source.disabledAt !== null) return null;
    const current = await this.maps.ofSystem(this.transactions.manager, source.system);
    return current ? (await this.systems.open(current.id)).connector : null;
  }

  /** @throws Retryable: the queue asks again later. */
  private async send(
    connector: Connector,
    file: CaseFile,
    reply: TicketReply,
    signal: AbortSignal,
  ): Promise<ReplyResult | undefined> {
    try {
      const results = await connector.reply!({ controller: file.controller.slug, replies: [reply], signal });
      return results.find(({ reference }) => reference === reply.reference);
    } catch (error) {
      if (!(error instanceof ConnectorError) || error instanceof Retryable) throw error;
      return { reference: reply.reference, status: 'refused', reason: 'no-right' };
    }
  }

  private async note(
    link: TicketLink,
    file: CaseFile,
    telling: Telling,
    result: ReplyResult | undefined,
  ): Promise<void> {
    if (!result) throw new Error('The helpdesk has not said what became of a reply.');
    const failure = result.status === 'done' ? null : result.status === 'refused' ? result.reason : 'ticket-gone';
    const at = this.clock.now();
    await this.transactions.run(async (tx) => {
      await tx.query(
        `UPDATE ticket_link SET told = CASE WHEN $3::text IS NULL THEN told || $2::text[] ELSE told END,
           told_at = CASE WHEN $3::text IS NULL THEN $4::timestamptz ELSE told_at END, failure = $3
         WHERE id = $1`,
        [link.id, telling.tells, failure, at],
      );
      if (failure !== null) return;
      for (const what of telling.tells)
        await this.ledger.append(tx, {
          kind: 'ticket.told',
          case: file.case.ledgerId,
          request: file.request.ledgerId,
          by: { role: 'connector' },
          at,
          data: { source: link.sourceId, what },
        });
    });
    if (failure !== null) this.log.warn('A ticket can no longer be told anything', { code: failure });
  }
}
