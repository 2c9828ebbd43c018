import { createHash, timingSafeEqual } from 'node:crypto';
import type { ConnectorFactory, IncomingCall, ServedAnswer } from '../kit/contract.js';
import type { Answer } from '../kit/exchange.js';
import { documentCollection, identifierOf } from '../kit/told/one-identifier.js';
import { assertTaken } from '../kit/told/response-check.js';
import { send } from '../kit/told/sending.js';
import { checkedSettings, jsonIn, SAFE_ADDRESS } from '../kit/told/settings-check.js';
import { toldConnector } from '../kit/told/told-connector.js';
import {
  answerIn,
  type Mark,
  MARKS,
  type Notification,
  notificationBody,
  NOTIFICATIONS,
  signature,
  type SignedString,
  SIGNED_STRINGS,
} from './codec.js';

interface DataGrailSettings {
  url: string;
  /** Shared with the handler: it verifies what it gets by it. */
  secret: string;
  /** The key with which the handler calls back. */
  apiKey: string;
  identifier?: string;
  document?: string;
  signed?: SignedString;
  mark?: Mark;
  notification?: string;
}

const settings = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Handler written for DataGrail',
  type: 'object',
  additionalProperties: false,
  required: ['url', 'secret', 'apiKey'],
  properties: {
    url: { type: 'string', pattern: SAFE_ADDRESS, title: 'Webhook of the handler' },
    secret: { type: 'string', minLength: 8, title: 'Secret of the signatures', secret: true },
    apiKey: { type: 'string', minLength: 16, title: 'Key with which the handler calls back', secret: true },
    identifier: { type: 'string', title: 'Kind of identifier', default: 'email' },
    document: { type: 'string', title: 'Field of the map for what comes', default: 'data' },
    signed: { enum: SIGNED_STRINGS, title: 'What is signed', default: 'timestamp:body' },
    mark: { enum: Object.keys(MARKS), title: 'How the signature is marked', default: 'bare' },
    notification: {
      type: 'string',
      pattern: '^[a-z_]{1,60}$',
      title: 'Member that names the kind of notification',
      default: 'request_type',
    },
  },
};
const read = checkedSettings<DataGrailSettings>(settings);

/** Names a trial of the address; it stands for no question. */
const NO_REQUEST = '00000000-0000-4000-8000-000000000000';
const MOST_OPEN = 1000;

/** Handlers that a company has written for DataGrail's webhooks go on working: the notifications come from here. */
export const datagrail: ConnectorFactory = {
  name: 'datagrail',
  settings,
  create(map, tools) {
    const given = read(map.connection);
    const kind = given.identifier ?? 'email';
    const shape = documentCollection(map, kind, given.document ?? 'data');
    const title = typeof map.title === 'string' ? map.title : map.title.en;

    const notify = (
      of: { notification: Notification; id: string; callback: string; value: string | null },
      signal?: AbortSignal,
    ) => {
      const timestamp = String(Math.floor(tools.now().getTime() / 1000));
      const member = given.notification ?? 'request_type';
      const body = JSON.stringify(notificationBody({ ...of, member, name: title, kind }));
      const how = { signed: given.signed ?? 'timestamp:body', mark: given.mark ?? 'bare' } as const;
      return send(tools, given.url, {
        method: 'POST',
        headers: {
          accept: 'application/json',
          'content-type': 'application/json',
          'x-webhook-timestamp': timestamp,
          'x-webhook-signature': signature(given.secret, timestamp, body, how),
        },
        body,
        ...(signal ? { signal } : {}),
      });
    };

    async function serves({ method, path, headers, body }: IncomingCall): Promise<ServedAnswer> {
      if (!sameSecret(headers.authorization ?? '', `Bearer ${given.apiKey}`)) return { status: 401 };
      if (method !== 'POST' || path !== 'callback') return { status: 404 };
      const said = jsonIn(body);
      if (!said) return { status: 400 };
      const open = (await tools.exchange?.pending(MOST_OPEN, 0))?.find(
        ({ conversation }) => conversation.id === said.webhook_request_id,
      );
      // Not ours, answered or over.
      if (!open || !tools.exchange) return { status: 404 };
      const identifier = identifierOf(open.content, kind);
      const answer = identifier === null ? null : answerIn(said, open.verb, shape, identifier);
      if (answer === null) return { status: 400 };
      await tools.exchange.answer(open.conversation.id, answer);
      return { status: 200, body: {} };
    }

    return toldConnector(map, tools, {
      connector: 'datagrail',
      of: 'system',
      done: { deletion: 'hard', reversible: false },
      concurrency: 4,
      searchAgain: true,
      reading: {},
      serves,
      async tell({ id, address }, { verb, content }, signal): Promise<Answer | null> {
        const value = identifierOf(content, kind);
        if (value === null) return verb === 'find' ? { state: 'nothing-found' } : { state: 'needs-a-person' };
        const callback = `${address}/v1/exchange/by/${map.system}/callback`;
        const response = await notify({ notification: NOTIFICATIONS[verb], id, callback, value }, signal);
        assertTaken(response, tools.now());
        return null;
      },
      async check() {
        const response = await notify({ notification: 'health_check', id: NO_REQUEST, callback: '', value: null });
        assertTaken(response, tools.now());
        return { reachable: true, rights: ['notice'], problems: [] };
      },
      close: () => Promise.resolve(),
    });
  },
};

function sameSecret(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
