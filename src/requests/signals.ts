import type { QueueName } from '../platform/queues/queue-names.js';

/**
 * Every signal of the house, with the queue it travels by and the row its subject names. Any room raises one; exactly
 * one handler takes it (start-up checks that). A signal carries an id and nothing else.
 */
export const signals = {
  /** A request was accepted: decide what proof it needs, and ask for it. */
  'identity.begin': { queue: 'stages', subject: 'request' },
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
  /** Tasks of a lane (`<system>.<action>`) are ready. */
  'work.lane': { queue: 'systems', subject: 'lane' },
  /** A letter waits to be sent. */
  'letters.send': { queue: 'letters', subject: 'letter' },
  /** Recurring upkeep; the subject names the chore. */
  'upkeep.run': { queue: 'upkeep', subject: 'chore' },
} as const satisfies Record<string, { queue: QueueName; subject: string }>;

export type Signal = keyof typeof signals;
