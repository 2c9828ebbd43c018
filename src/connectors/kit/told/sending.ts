import { EgressError } from '../../../platform/egress/egress-error.js';
import type { ConnectorTools } from '../contract.js';
import { Cancelled, Refused, Retryable } from '../errors.js';
import type { Http } from '../http/http.js';

/** A call over HTTP whose faults are the kit's. Whatever status comes back is an answer. */
export async function send(
  tools: ConnectorTools,
  ...[url, request]: Parameters<Http['request']>
): ReturnType<Http['request']> {
  try {
    return await tools.http.request(url, request);
  } catch (error) {
    if (!(error instanceof EgressError)) throw error;
    if (error.code === 'cancelled') throw new Cancelled('The call was broken off.');
    if (error.retryable) throw new Retryable('The system cannot be reached.');
    throw new Refused('unsupported', `The call cannot be made: ${error.message}`);
  }
}
