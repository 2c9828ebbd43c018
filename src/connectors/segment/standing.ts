import { allAt, textAt } from '../kit/http/json-at.js';

/** How a regulation stands. `unknown`: Segment keeps them for ninety days alone. */
export type Standing = 'working' | 'done' | 'failed' | 'unknown';

const WORKING = new Set(['INITIALIZED', 'RUNNING']);

/**
 * One destination that cannot delete turns the whole FAILED, although Segment's own stores and all others are through
 * (https://segment.com/docs/privacy/user-deletion-and-suppression/#deletion-requests). So a failure counts as done where
 * nothing else is its cause; such destinations are told on their own, as recipients.
 */
export function standingOf(json: unknown): Standing {
  const overall = textAt(json, 'data.regulation.overallStatus');
  if (WORKING.has(overall)) return 'working';
  if (overall === 'FINISHED') return 'done';
  if (overall !== 'FAILED') return 'failed';
  const places = allAt(json, 'data.regulation.streamStatus[*].destinationStatus[*].status');
  const isCause = places.includes('NOT_SUPPORTED');
  return isCause && places.every((status) => status === 'FINISHED' || status === 'NOT_SUPPORTED') ? 'done' : 'failed';
}
