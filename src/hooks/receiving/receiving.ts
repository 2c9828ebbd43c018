import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  type HookDelivery,
  HookForeign,
  type HookPiece,
  HookUnreadable,
} from '../../connectors/kit/hooks/hook-sender.js';
import { type HookRefusal, verifyDelivery } from '../../connectors/kit/hooks/verify-delivery.js';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/ids/ids.js';
import { Log } from '../../platform/logging/log.js';
import { type OpenSource, OpenSources } from '../sources/open-sources.js';
import { EventWriter, type NewEvent } from './event-writer.js';
import { eventPlace, InboundKeys } from './inbound-keys.js';

/** A delivery as the edge hands it over. */
export type Arrived = Omit<HookDelivery, 'receivedAt'>;

export type Receipt =
  | { outcome: 'taken'; fresh: number; known: number; answer: { type: string; body: string } | null }
  | { outcome: 'refused'; why: HookRefusal }
  | { outcome: 'unreadable' };

/** Pieces of one delivery that are taken: the senders put a hundred into one at most. */
const MOST_PIECES = 500;
/** Topics are the sender's words; one that is no plain word is not kept. */
const TOPIC = /^[\w.:/-]{1,100}$/;

/** Takes in what a source sends: judged by its bytes, taken apart, written down once, and acted upon later. */
@Injectable()
export class Receiving {
  constructor(
    private readonly sources: OpenSources,
    private readonly keys: InboundKeys,
    private readonly writer: EventWriter,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async receive(open: OpenSource, arrived: Arrived): Promise<Receipt> {
    const delivery: HookDelivery = { ...arrived, receivedAt: this.clock.now() };
    const why = this.refusal(open, delivery);
    if (why) {
      this.log.warn('A webhook was refused', { sourceId: open.source.id, code: why });
      return { outcome: 'refused', why };
    }
    const pieces = this.split(open, delivery);
    if (!Array.isArray(pieces)) return pieces;
    const events = await this.eventsOf(open, delivery, pieces);
    const written = await this.writer.write(events);
    const answer = open.sender.answer ?? null;
    return { outcome: 'taken', fresh: written, known: pieces.length - written, answer };
  }

  private refusal(open: OpenSource, delivery: HookDelivery): HookRefusal | null {
    // A sender that cannot sign at all is known by its path, its networks and what `split` compares.
    if (open.sender.recipes.length === 0 && !open.sender.recipesOf) return null;
    const verdict = verifyDelivery(delivery, open.recipes, this.sources.secretsOf(open), delivery.receivedAt);
    return verdict.ok ? null : verdict.why;
  }

  private split(open: OpenSource, delivery: HookDelivery): HookPiece[] | Receipt {
    try {
      const pieces = open.sender.split(delivery, open.source.settings);
      if (pieces.length > MOST_PIECES) throw new HookUnreadable('There are too many pieces in it.');
      return pieces;
    } catch (error) {
      if (error instanceof HookForeign) return { outcome: 'refused', why: 'not-signed-by-it' };
      if (!(error instanceof HookUnreadable)) throw error;
      this.log.warn('A webhook could not be read', { sourceId: open.source.id });
      return { outcome: 'unreadable' };
    }
  }

  private async eventsOf(
    { source, sender }: OpenSource,
    delivery: HookDelivery,
    pieces: readonly HookPiece[],
  ): Promise<NewEvent[]> {
    const key = await this.keys.today(source.id, delivery.receivedAt);
    return pieces.map((piece, at) => {
      const id = newId();
      const known = sender.knows(piece.topic, source.settings);
      return {
        id,
        sourceId: source.id,
        key: hash('sha256', piece.key, 'buffer'),
        // Whoever holds a copy of signed bytes could send them again under a key of his own, where that is not signed.
        digest: sender.keyIsSigned
          ? null
          : hash('sha256', Buffer.concat([Buffer.from(`${at}\u0000`), delivery.body]), 'buffer'),
        topic: TOPIC.test(piece.topic) ? piece.topic : 'unnamed',
        body: known ? key.seal(piece.body, eventPlace(id)) : null,
        state: known ? 'waiting' : 'ignored',
        receivedAt: delivery.receivedAt,
      };
    });
  }
}
