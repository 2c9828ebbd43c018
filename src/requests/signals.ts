import type { QueueName } from '../platform/queues/queue-names.js';

/**
 * Every signal of the house, with the queue it travels by and the row its subject names. Any room raises one; exactly
 * one handler takes it (start-up checks that). A signal carries an id and nothing else.
 */
export const signals = {
  /** A request was accepted: decide what proof it needs, and ask for it. */
  'identity.begin': { queue: 'stages', subject: 'request' },
  /** The day on which an answer should go out has come, and who asks is not proven. */
  'identity.overdue': { queue: 'stages', subject: 'request' },
  /** Identity is sufficient: look for the person. */
  'planning.begin': { queue: 'stages', subject: 'request' },
  /** All systems of a search round have answered. */
  'planning.located': { queue: 'stages', subject: 'request' },
  /** Something the decision waits for has happened: approval, end of the objection window, confirmation, hold lifted. */
  'planning.gate': { queue: 'stages', subject: 'request' },
  /** The request may take effect: make its tasks. */
  'planning.execute': { queue: 'stages', subject: 'request' },
  /** All systems have done, or said what keeps them. */
  'planning.executed': { queue: 'stages', subject: 'request' },
  /** A system was found changed since the approval. */
  'planning.drifted': { queue: 'stages', subject: 'request' },
  /** All was done: show it. */
  'planning.check': { queue: 'stages', subject: 'request' },
  /** The collected data wait to be made a package. */
  'delivery.prepare': { queue: 'stages', subject: 'request' },
  /** The answer, or a supplement to it, is to be written. */
  'delivery.answer': { queue: 'stages', subject: 'request' },
  /** The request has ended: set end dates, write what stays to be done later. */
  'retention.close': { queue: 'stages', subject: 'request' },
  /** Looks after erasures are due in a system. */
  'retention.probe': { queue: 'systems', subject: 'system' },
  /** A replay has something to count or to erase again. */
  'retention.replay': { queue: 'systems', subject: 'replay' },
  /** Tasks of a lane (`<system>.<action>`) are ready. */
  'work.lane': { queue: 'systems', subject: 'lane' },
  /** Somebody who works a system by hand is to be told what waits for her. */
  'exchange.tell': { queue: 'stages', subject: 'conversation' },
  /** A letter waits to be sent. */
  'letters.send': { queue: 'letters', subject: 'letter' },
  /** A source has sent something that waits to be read. */
  'hooks.process': { queue: 'stages', subject: 'source' },
  /** A request that began in a ticket has moved: the ticket is to be told. */
  'hooks.tell': { queue: 'letters', subject: 'request' },
  /** Two records that a request is about were joined in their system: an approval is no authority any more. */
  'planning.merged': { queue: 'stages', subject: 'request' },
  /** Recurring upkeep; the subject names the chore. */
  'upkeep.run': { queue: 'upkeep', subject: 'chore' },
} as const satisfies Record<string, { queue: QueueName; subject: string }>;

export type Signal = keyof typeof signals;
