import type { ReplyBatch, ReplyResult, TicketReply } from '../kit/contract.js';
import { Cancelled, Refused } from '../kit/errors.js';

/** Something said in a ticket: to whoever wrote it, or to the company's own agents alone. */
export interface TicketWords {
  text: string;
  public: boolean;
}

/** A ticket of one helpdesk, as far as telling it something needs. */
export interface OpenTicket {
  /** What has been said in it so far, as far as words of ours may be among it. */
  said(): Promise<readonly TicketWords[]>;
  /** Not sent again by the connector when nobody knows whether it arrived: what is there is looked at first. */
  say(words: TicketWords): Promise<void>;
  tag(tag: NonNullable<TicketReply['tag']>): Promise<void>;
}

/** The ticket, or null where it is gone or takes nothing more. */
export type OpenTicketOf = (ticket: string, signal?: AbortSignal) => Promise<OpenTicket | null>;

/**
 * Tells tickets: a note for agents, a comment for everybody, a tag. What is there already is not written again, so that a
 * reply whose fate nobody knows can be tried once more.
 */
export async function tellTickets(open: OpenTicketOf, batch: ReplyBatch): Promise<ReplyResult[]> {
  const results: ReplyResult[] = [];
  for (const one of batch.replies) {
    if (batch.signal?.aborted) throw new Cancelled('The call was cancelled.');
    try {
      results.push({ reference: one.reference, status: await told(open, one, batch.signal) });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      results.push({ reference: one.reference, status: 'refused', reason: error.reason });
    }
  }
  return results;
}

async function told(open: OpenTicketOf, reply: TicketReply, signal?: AbortSignal): Promise<'done' | 'not-found'> {
  const ticket = await open(reply.ticket, signal);
  if (!ticket) return 'not-found';
  const there = new Set((await ticket.said()).map(nameOf));
  for (const words of wordsOf(reply)) {
    if (!there.has(nameOf(words))) await ticket.say(words);
  }
  if (reply.tag) await ticket.tag(reply.tag);
  return 'done';
}

function wordsOf({ internalNote, publicComment }: TicketReply): TicketWords[] {
  return [
    ...(internalNote === undefined ? [] : [{ text: internalNote, public: false }]),
    ...(publicComment === undefined ? [] : [{ text: publicComment, public: true }]),
  ];
}

/** Helpdesks keep the words and lay out the rest anew. */
const nameOf = ({ text, public: isPublic }: TicketWords): string => `${isPublic} ${text.replace(/\s+/g, '')}`;
