/**
 * The four queues. A queue per system would hold hundreds of connections; who waits for whom is the database's business.
 */
export const QUEUES = ['stages', 'systems', 'letters', 'upkeep'] as const;

export type QueueName = (typeof QUEUES)[number];
