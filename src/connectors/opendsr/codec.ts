import { createHash } from 'node:crypto';
import type { JsonValue } from '../kit/contract.js';
import type { Answer, QuestionVerb } from '../kit/exchange.js';

/** OpenDSR 2.0: https://github.com/opengdpr/opengdpr (specification.md). */

export const REQUEST_TYPES: Partial<Record<QuestionVerb, 'access' | 'erasure'>> = {
  find: 'access',
  copy: 'access',
  erase: 'erasure',
};

/** The specification asks for a version 4 UUID; ours are ordered by time. One follows from the other. */
export function requestIdOf(conversation: string): string {
  const bytes = createHash('sha256').update(`opendsr/${conversation}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export interface Asked {
  verb: QuestionVerb;
  conversation: string;
  regulation: 'gdpr' | 'ccpa';
  identity: { type: string; value: string; format: 'raw' | 'sha256' };
  callback: string;
  at: Date;
}

export function requestBody({ verb, conversation, regulation, identity, callback, at }: Asked): JsonValue {
  const value = identity.format === 'raw' ? identity.value : createHash('sha256').update(identity.value).digest('hex');
  return {
    regulation,
    subject_request_id: requestIdOf(conversation),
    subject_request_type: REQUEST_TYPES[verb] ?? 'erasure',
    submitted_time: at.toISOString(),
    subject_identities: [{ identity_type: identity.type, identity_value: value, identity_format: identity.format }],
    api_version: '2.0',
    status_callback_urls: [callback],
  };
}

/** How a request stands, in a status response or a callback. Null when the body is about another request or says nothing. */
export interface Standing {
  answer: Answer;
  /** How many records the processor says it has; null when it does not say. */
  count: number | null;
}

export function standingIn(body: Record<string, unknown>, conversation: string): Standing | null {
  if (body.subject_request_id !== requestIdOf(conversation)) return null;
  const count = typeof body.results_count === 'number' ? body.results_count : null;
  switch (body.request_status) {
    case 'pending':
    case 'in_progress':
    // So spelt by AppsFlyer.
    case 'in-progress': {
      const expected = Date.parse(String(body.expected_completion_time));
      return { answer: { state: 'taken', ...(expected > 0 ? { checkAgainAt: new Date(expected) } : {}) }, count };
    }
    case 'completed':
      return { answer: { state: 'done', allPages: true }, count };
    case 'cancelled':
    case 'canceled':
      return { answer: { state: 'needs-a-person', reason: 'The processor has cancelled the request.' }, count };
    default:
      return null;
  }
}
