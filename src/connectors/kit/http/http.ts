import type { IncomingAnswer, OutgoingRequest } from '../../../platform/egress/guarded-http.js';

/**
 * A call to another company's system. `GuardedHttp` is one: it refuses what leads into our own networks, bounds time and
 * size, and takes any status for an answer.
 *
 * @throws EgressError when there is no answer.
 */
export interface Http {
  request(url: string, request?: OutgoingRequest): Promise<IncomingAnswer>;
}
