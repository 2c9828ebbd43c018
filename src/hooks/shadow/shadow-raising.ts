import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Ledger } from '../../ledger/ledger.js';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/ids/ids.js';
import { OpeningTerms } from '../../requests/opening-terms.js';
import type { Right } from '../../requests/request.entity.js';
import type { Detection } from '../detection/detection.js';
import type { Teller } from '../processing/told-event.js';
import { InboundKeys } from '../receiving/inbound-keys.js';
import type { TicketMessage } from '../tickets/ticket-requests.js';
import { type ShadowContent, shadowPlace } from './shadow-content.js';

/** Longest text that is kept for the person who decides. */
const MOST_CHARACTERS = 20_000;
/** The right by whose date one works while nobody has said which it is: nearly all have the same. */
const USUAL: Right = 'access';

/** Puts a message that may be a request before a person, with its clock running. */
@Injectable()
export class ShadowRaising {
  constructor(
    private readonly keys: InboundKeys,
    private readonly terms: OpeningTerms,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** Once a message, however often it is told. */
  async raise(
    manager: EntityManager,
    { source, controller, place }: Teller,
    message: TicketMessage,
    detection: Pick<Detection, 'score' | 'rules' | 'rulesVersion'>,
    right: Right | null,
  ): Promise<void> {
    const id = newId();
    const now = this.clock.now();
    const askedAt = message.at > now ? now : message.at;
    const key = await this.keys.today(source.id, now);
    const content: ShadowContent = {
      text: message.text.slice(0, MOST_CHARACTERS),
      identifiers: [...message.identifiers],
    };
    const written: unknown[] = await manager.query(
      `INSERT INTO shadow_request (id, controller_id, source_id, place, ticket, message, asked_at, due_on, locale, "right", score,
         rules, rules_version, content, state, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'open', $15)
       ON CONFLICT (place, ticket, message) DO NOTHING RETURNING id`,
      [
        id,
        controller.id,
        source.id,
        place,
        message.ticket,
        message.message,
        askedAt,
        this.dueOn({ controller, country: null, region: null, receivedAt: askedAt }, right),
        message.locale,
        right,
        detection.score,
        detection.rules,
        detection.rulesVersion,
        key.seal(JSON.stringify(content), shadowPlace(id)),
        now,
      ],
    );
    if (written.length === 0) return;
    await this.ledger.append(manager, {
      kind: 'shadow.raised',
      by: { role: 'connector' },
      at: now,
      data: {
        shadow: id,
        controller: controller.slug,
        askedAt: askedAt.toISOString(),
        rules: detection.rulesVersion,
      },
    });
  }

  private dueOn(asked: Parameters<OpeningTerms['rights']>[0], right: Right | null): string | null {
    const lawful = this.terms.rights(asked);
    const counted = right && lawful.includes(right) ? right : USUAL;
    return lawful.includes(counted) ? this.terms.of(asked, counted).dueOn : null;
  }
}
