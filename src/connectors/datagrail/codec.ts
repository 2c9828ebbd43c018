import { createHmac } from 'node:crypto';
import type { JsonValue } from '../kit/contract.js';
import type { Answer, QuestionVerb, ToldItem } from '../kit/exchange.js';
import { type DocumentCollection, documentItem } from '../kit/told/one-identifier.js';

/**
 * What DataGrail sends to a webhook of a customer's own, and what comes back to `callback_url`:
 * https://docs.datagrail.io/docs/integrations/webhooks-integrations/webhooks-integrations-overview (headers, kinds of
 * notification, common members) and https://docs.datagrail.io/docs/request-manager/data-broker-compliance/api-reference
 * (what is signed, there for another kind of webhook). What neither page shows is a setting: docs/connectors-reached-otherwise.md.
 */
export const NOTIFICATIONS = {
  find: 'access',
  copy: 'access',
  erase: 'deletion',
  restrict: 'opt_out',
  'opt-out': 'opt_out',
} as const satisfies Record<QuestionVerb, string>;

export type Notification = (typeof NOTIFICATIONS)[QuestionVerb] | 'health_check';

/** What is signed, by name. The page of the webhooks for data brokers has the first. */
const SIGNED = {
  'timestamp:body': (timestamp: string, body: string) => `${timestamp}:${body}`,
  'timestamp.body': (timestamp: string, body: string) => `${timestamp}.${body}`,
  timestampbody: (timestamp: string, body: string) => timestamp + body,
  body: (_timestamp: string, body: string) => body,
} as const;

export type SignedString = keyof typeof SIGNED;
export const SIGNED_STRINGS = Object.keys(SIGNED) as SignedString[];

/** Base64, bare as the webhooks of requests show it, or marked `v1=` as those for data brokers. */
export const MARKS = { bare: '', v1: 'v1=' } as const;
export type Mark = keyof typeof MARKS;

export function signature(
  secret: string,
  timestamp: string,
  body: string,
  { signed, mark }: { signed: SignedString; mark: Mark },
): string {
  return MARKS[mark] + createHmac('sha256', secret).update(SIGNED[signed](timestamp, body)).digest('base64');
}

export interface NotificationOf {
  notification: Notification;
  /** Member that says which notification it is. */
  member: string;
  id: string;
  name: string;
  callback: string;
  kind: string;
  value: string | null;
}

export function notificationBody(of: NotificationOf): JsonValue {
  return {
    integration_name: of.name,
    integration_kind: 'webhook',
    webhook_request_id: of.id,
    [of.member]: of.notification,
    callback_url: of.callback,
    ...(of.value === null ? {} : { identifiers: { [of.kind]: of.value } }),
  };
}

const DONE = ['completed', 'complete', 'success', 'done'];
const UNDER_WAY = ['received', 'pending', 'processing', 'in_progress'];
const NOT_FOUND = ['not_found', 'no_match', 'no_data'];
const FAILED = ['failed', 'error', 'rejected'];

/** What a callback says. Null where it says nothing that is known. */
export function answerIn(
  body: Record<string, unknown>,
  verb: QuestionVerb,
  shape: DocumentCollection,
  identifier: string,
): Answer | null {
  const status = typeof body.status === 'string' ? body.status.toLowerCase() : '';
  const message = body.message ?? body.error;
  const reason = typeof message === 'string' ? { reason: message.slice(0, 4000) } : {};
  if (UNDER_WAY.includes(status)) return { state: 'taken' };
  if (NOT_FOUND.includes(status)) return { state: 'nothing-found' };
  if (FAILED.includes(status)) return { state: 'needs-a-person', ...reason };
  if (!DONE.includes(status)) return null;
  if (verb !== 'find' && verb !== 'copy') return { state: 'done' };
  const items = documentsIn(body.results ?? body.data, shape, identifier);
  if (items === null) return null;
  return items.length === 0 ? { state: 'nothing-found' } : { state: 'done', items, whole: true };
}

/** Documents of an access: each object of a list is one; of an object with members, the whole is one. */
function documentsIn(results: unknown, shape: DocumentCollection, identifier: string): ToldItem[] | null {
  if (results === undefined || results === null) return [];
  const list: unknown[] = Array.isArray(results) ? results : [results];
  if (list.length > 200 || list.some((one) => typeof one !== 'object' || one === null)) return null;
  return list
    .filter((one) => Object.keys(one as object).length > 0)
    .map((one, at) => documentItem(shape, identifier, `document-${at + 1}`, one as JsonValue));
}
