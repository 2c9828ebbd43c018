import type { JsonValue } from '../kit/contract.js';
import { Refused } from '../kit/errors.js';
import type { Answer, QuestionVerb, ToldItem } from '../kit/exchange.js';
import { type DocumentCollection, documentItem } from '../kit/told/one-identifier.js';

/** Ketch Forwarder, `dsr/v1`: https://github.com/ketch-com (MIT). */

const KINDS = {
  find: 'Access',
  copy: 'Access',
  erase: 'Delete',
  restrict: 'RestrictProcessing',
  'opt-out': 'RestrictProcessing',
} as const satisfies Record<QuestionVerb, string>;

export interface KetchRequest {
  verb: QuestionVerb;
  id: string;
  token: string;
  callback: string;
  kind: string;
  value: string;
  at: Date;
  dueBy: Date;
  property: string;
  environment: string;
}

export function requestBody(of: KetchRequest): JsonValue {
  return {
    apiVersion: 'dsr/v1',
    kind: `${KINDS[of.verb]}Request`,
    metadata: { uid: of.id, tenant: 'habeas' },
    request: {
      property: of.property,
      environment: of.environment,
      regulation: 'gdpr',
      jurisdiction: 'eu',
      identities: [{ identitySpace: of.kind, identityFormat: 'raw', identityValue: of.value }],
      callbacks: [{ url: of.callback, headers: { authorization: `Bearer ${of.token}` } }],
      subject: of.kind === 'email' ? { email: of.value } : {},
      context: {},
      submittedTimestamp: seconds(of.at),
      dueTimestamp: seconds(of.dueBy),
    },
  };
}

/**
 * What a `…Response` or a `…StatusEvent` says. Null when it is neither.
 *
 * @throws Refused for an `Error` and for documents that lie elsewhere.
 */
export function answerIn(
  body: Record<string, unknown>,
  verb: QuestionVerb,
  shape: DocumentCollection,
  identifier: string,
): Answer | null {
  if (body.kind === 'Error') throw new Refused('unsupported', 'The handler answers with an error.');
  const kind = typeof body.kind === 'string' ? body.kind : '';
  if (kind !== `${KINDS[verb]}Response` && kind !== `${KINDS[verb]}StatusEvent`) return null;
  // Responses say it under `response`; of events both spellings are met.
  const said = (body.response ?? body.event) as Record<string, unknown> | undefined;
  if (typeof said !== 'object' || said === null) return null;
  const reason = typeof said.resultMessage === 'string' ? { reason: said.resultMessage.slice(0, 4000) } : {};
  switch (said.status) {
    case 'unknown':
    case 'pending':
    case 'in_progress': {
      const at = Number(said.expectedCompletionTimestamp);
      return { state: 'taken', ...(at > 0 && at < 4_102_444_800 ? { checkAgainAt: new Date(at * 1000) } : {}) };
    }
    case 'completed': {
      if (said.reason === 'no_match') return { state: 'nothing-found' };
      if (verb !== 'find' && verb !== 'copy') return { state: 'done' };
      const items = documentsIn(said.results, shape, identifier);
      return items.length === 0 ? { state: 'nothing-found' } : { state: 'done', items, whole: true };
    }
    case 'denied':
    case 'cancelled':
      return said.reason === 'no_match' ? { state: 'nothing-found' } : { state: 'needs-a-person', ...reason };
    default:
      return null;
  }
}

function documentsIn(results: unknown, shape: DocumentCollection, identifier: string): ToldItem[] {
  if (results === undefined || results === null) return [];
  if (!Array.isArray(results) || results.length > 100) throw new Refused('too-large', 'Too many documents.');
  return results.map((result, at) => {
    const { data, url } = (result ?? {}) as { data?: unknown; url?: unknown };
    // An address in an answer would make us call wherever the sender wants.
    if (typeof data !== 'string')
      throw new Refused('unsupported', `Documents must be in the answer${url ? ', not elsewhere' : ''}.`);
    return documentItem(shape, identifier, `document-${at + 1}`, decoded(data));
  });
}

function decoded(base64: string): JsonValue {
  const bytes = Buffer.from(base64, 'base64');
  try {
    return JSON.parse(bytes.toString('utf8')) as JsonValue;
  } catch {
    // A PDF or the like stays what it is.
    return { base64 };
  }
}

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);
