import { Problem } from '../platform/http/problems/problem.js';
import type { Sending } from './challenges.js';

/** What a caller is told of a code: that it was sent, or why it was not. @throws Problem */
export function sentOrProblem(sending: Sending): { sent: true } {
  if (sending.outcome === 'sent') return { sent: true };
  if (sending.outcome === 'no-contact')
    throw new Problem('conflict', { detail: 'No mail address was given with this request.' });
  throw new Problem('rate-limited', {
    retryAfterSeconds: sending.retryAfterSeconds,
    detail: 'A code was sent a short while ago.',
  });
}
