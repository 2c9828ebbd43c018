import { IdempotencyRow } from './idempotency/idempotency.entity.js';
import { AttemptCountRow } from './rate/attempt-count.entity.js';

/** The tables of the HTTP edge. */
export const httpEntities = [IdempotencyRow, AttemptCountRow];
