import type { IncomingAnswer } from '../../../platform/egress/guarded-http.js';
import { EgressError } from '../../../platform/egress/egress-error.js';
import type { RefusalReason } from '../contract.js';
import { Cancelled, type ConnectorError, Gone, RateLimited, Refused, Retryable } from '../errors.js';
import { vendorCode } from './vendor-code.js';

/** What a status means when the caller did not expect it. Statuses that are not listed are judged by their hundred. */
const REFUSALS: Readonly<Record<number, [RefusalReason, string]>> = {
  400: ['constraint', 'The system does not understand the call'],
  401: ['no-right', 'The system does not accept the credentials'],
  402: ['no-right', 'The system asks for payment'],
  403: ['no-right', 'The credentials do not allow this'],
  404: ['not-in-map', 'The system knows no such thing'],
  405: ['unsupported', 'The system does not offer this'],
  409: ['conflict', 'Something else is going on there'],
  413: ['too-large', 'The call is larger than the system takes'],
  414: ['too-large', 'The call is larger than the system takes'],
  422: ['constraint', 'The system refuses what the call says'],
  423: ['conflict', 'Something else is going on there'],
  501: ['unsupported', 'The system does not offer this'],
};

const PASSING = new Set([408, 421, 425]);

/**
 * The kit's error for an answer that nobody wanted. It names the status and the vendor's own code, and nothing else of
 * the answer: bodies repeat what was asked, and with it personal data.
 *
 * @param sent everything of the call that may hold personal data: what looks like a code and stands in it is left out.
 */
export function faultOfAnswer(answer: IncomingAnswer, sent: string, after: number | undefined): ConnectorError {
  const { status } = answer;
  const code = vendorCode(answer, sent);
  const told = `(${status}${code === null ? '' : `, ${code}`})`;
  if (status === 429 || (status === 403 && after !== undefined)) {
    return new RateLimited(`The system asks for patience ${told}.`, after);
  }
  if (status === 410) return new Gone(`The system says that this does not exist any more ${told}.`);
  const refusal = REFUSALS[status];
  if (refusal) return new Refused(refusal[0], `${refusal[1]} ${told}.`);
  if (PASSING.has(status) || status >= 500) return new Retryable(`The system failed ${told}.`, after);
  if (status >= 300 && status < 400) return new Refused('unsupported', `The system leads elsewhere ${told}.`);
  return new Refused('unsupported', `The system answers with something unexpected ${told}.`);
}

/** The kit's error for a call that got no answer. */
export function faultOfEgress(error: unknown): ConnectorError {
  if (!(error instanceof EgressError)) return new Retryable('The call broke off.');
  if (error.code === 'cancelled') return new Cancelled('The call was cancelled.');
  if (error.retryable) return new Retryable(error.message);
  return new Refused(error.code === 'body-too-large' ? 'too-large' : 'unsupported', error.message);
}
