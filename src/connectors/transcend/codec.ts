import { createHash } from 'node:crypto';
import type { JsonValue } from '../kit/contract.js';
import type { Answer, QuestionVerb, ToldItem } from '../kit/exchange.js';
import { type DocumentCollection, documentItem } from '../kit/told/one-identifier.js';

/**
 * What Transcend sends to a handler of a customer's own, and what the handler sends back:
 * https://docs.transcend.io/docs/articles/integrations/webhook and the example of `@transcend-io/typescript-webhook-example`.
 */

export const REQUEST_TYPES = {
  find: 'ACCESS',
  copy: 'ACCESS',
  erase: 'ERASURE',
  restrict: 'RESTRICTION',
  'opt-out': 'SALE_OPT_OUT',
} as const satisfies Record<QuestionVerb, string>;

/** The questions that stand behind one of their request types. */
export function verbsOf(type: string): QuestionVerb[] {
  return (Object.keys(REQUEST_TYPES) as QuestionVerb[]).filter((verb) => REQUEST_TYPES[verb] === type);
}

export function webhookBody(verb: QuestionVerb, kind: string, value: string): JsonValue {
  return {
    type: REQUEST_TYPES[verb],
    coreIdentifier: { value },
    dataSubject: { type: 'customer' },
    extras: { profile: { identifier: value, type: kind } },
  };
}

export function pendingItem(
  question: { verb: QuestionVerb; openedAt: Date; dueOn: string | null },
  of: { id: string; token: string; kind: string; value: string; silo: string; now: Date },
): JsonValue {
  const due = question.dueOn === null ? null : Date.parse(`${question.dueOn}T00:00:00Z`);
  return {
    identifier: of.value,
    type: of.kind,
    coreIdentifier: of.value,
    dataSiloId: of.silo,
    requestId: of.id,
    nonce: of.token,
    requestCreatedAt: question.openedAt.toISOString(),
    daysUntilOverdue: due === null ? null : Math.ceil((due - of.now.getTime()) / 86_400_000),
    attributes: [],
  };
}

/** `POST /v1/data-silo`: profiles. Null when it is none of that. */
export function profilesIn(
  body: Record<string, unknown>,
  shape: DocumentCollection,
  identifier: string,
): ToldItem[] | null {
  const { profiles } = body;
  if (!Array.isArray(profiles) || profiles.length > 200) return null;
  const items: ToldItem[] = [];
  for (const profile of profiles as unknown[]) {
    if (typeof profile !== 'object' || profile === null) return null;
    const { profileId, profileData } = profile as { profileId?: unknown; profileData?: unknown };
    if (typeof profileId !== 'string' && typeof profileId !== 'number') return null;
    items.push(documentItem(shape, identifier, String(profileId), (profileData ?? null) as JsonValue));
  }
  return items;
}

/** `POST /v1/datapoint-chunked`: a page of a larger file. */
export function chunkIn(
  body: Record<string, unknown>,
  shape: DocumentCollection,
  identifier: string,
): ToldItem[] | null {
  const { fileId, dataPointName, data } = body;
  if (typeof fileId !== 'string' || typeof dataPointName !== 'string' || !Array.isArray(data)) return null;
  const name = createHash('sha256').update(JSON.stringify(data)).digest('hex').slice(0, 16);
  return [documentItem(shape, identifier, `${dataPointName}/${fileId}/${name}`, data as JsonValue)];
}

/** `PUT /v1/data-silo`: how it stands. Without a status it is done. Null for a status that is none of theirs. */
export function answerIn(body: Record<string, unknown>, verb: QuestionVerb, uploaded: number): Answer | null {
  const message = typeof body.message === 'string' ? body.message.slice(0, 4000) : undefined;
  const reason = message === undefined ? {} : { reason: message };
  switch (body.status ?? 'RESOLVED') {
    case 'READY':
    case 'RESOLVED':
      if ((verb === 'find' || verb === 'copy') && uploaded === 0) return { state: 'nothing-found' };
      return { state: 'done', allPages: true, whole: true };
    case 'SKIPPED':
      return uploaded === 0 ? { state: 'nothing-found' } : { state: 'needs-a-person', ...reason };
    case 'SKIPPED_DUE_TO_EXCEPTION':
      return verb === 'erase' ? { state: 'retained', ...reason } : { state: 'needs-a-person', ...reason };
    case 'ACTION_REQUIRED':
      return { state: 'needs-a-person', ...reason };
    case 'WAITING':
      return { state: 'taken' };
    default:
      return null;
  }
}
