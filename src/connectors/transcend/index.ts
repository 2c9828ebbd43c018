import { createPublicKey, randomUUID, timingSafeEqual, createHash } from 'node:crypto';
import { importPKCS8, SignJWT } from 'jose';
import type { ConnectorFactory, IncomingCall, ServedAnswer } from '../kit/contract.js';
import { Refused } from '../kit/errors.js';
import type { Answer, OpenQuestion } from '../kit/exchange.js';
import { documentCollection, identifierOf } from '../kit/told/one-identifier.js';
import { assertTaken } from '../kit/told/response-check.js';
import { send } from '../kit/told/sending.js';
import { checkedSettings, jsonIn, SAFE_ADDRESS } from '../kit/told/settings-check.js';
import { toldConnector } from '../kit/told/told-connector.js';
import { answerIn, chunkIn, pendingItem, profilesIn, verbsOf, webhookBody } from './codec.js';

interface TranscendSettings {
  /** The handler's webhook; without it the handler asks for pending requests. */
  url?: string;
  /** The handler's key, as it sends it to its gateway. */
  apiKey: string;
  /** Private key of the curve P-384, PKCS #8: signs what is sent to the handler (ES384). */
  signingKey: string;
  audience?: string;
  identifier?: string;
  document?: string;
}

const settings = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Handler written for Transcend',
  type: 'object',
  additionalProperties: false,
  required: ['apiKey', 'signingKey'],
  properties: {
    url: { type: 'string', pattern: SAFE_ADDRESS, title: 'Webhook of the handler' },
    apiKey: { type: 'string', minLength: 16, title: 'Key that the handler sends', secret: true },
    signingKey: { type: 'string', pattern: 'BEGIN PRIVATE KEY', title: 'Private key (P-384, PKCS #8)', secret: true },
    audience: { type: 'string', title: 'Audience of the tokens', default: 'habeas' },
    identifier: { type: 'string', title: 'Kind of identifier', default: 'email' },
    document: { type: 'string', title: 'Field of the map for what is uploaded', default: 'data' },
  },
};
const read = checkedSettings<TranscendSettings>(settings);

/**
 * Handlers that a company has written for Transcend go on working: the webhook comes from here, and the gateway's address
 * in their settings becomes `/v1/exchange/by/<system>`.
 */
export const transcend: ConnectorFactory = {
  name: 'transcend',
  settings,
  create(map, tools) {
    const given = read(map.connection);
    const kind = given.identifier ?? 'email';
    const shape = documentCollection(map, kind, given.document ?? 'data');
    const exchange = () => {
      if (!tools.exchange) throw new Refused('unsupported', 'This process keeps no conversations.');
      return tools.exchange;
    };

    /** The identifier is signed, and nothing else is: the handler takes the rest for hints. */
    const tokenFor = async (value: string): Promise<string> =>
      new SignJWT({ scope: 'coreIdentifier', value })
        .setProtectedHeader({ alg: 'ES384' })
        .setAudience(given.audience ?? 'habeas')
        .setIssuedAt()
        .setExpirationTime('1h')
        .setJti(randomUUID())
        .sign(await importPKCS8(given.signingKey, 'ES384'));

    async function serves({ method, path, query, headers, body }: IncomingCall): Promise<ServedAnswer> {
      if (!sameSecret(headers.authorization ?? '', `Bearer ${given.apiKey}`)) return { status: 401 };
      if (method === 'GET' && path === 'public-keys/sombra-general-signing-key') {
        const pem = createPublicKey(given.signingKey).export({ type: 'spki', format: 'pem' });
        return { status: 200, body: pem.toString() };
      }
      const pending = /^v1\/data-silo\/([\w-]{1,100})\/pending-requests\/([A-Z_]{1,60})$/.exec(path);
      if (method === 'GET' && pending) return listed(pending[1]!, pending[2]!, query);
      const open = await exchange().byToken(headers['x-transcend-nonce'] ?? '');
      // Not theirs, answered or over: „the request is no longer modifiable".
      if (!open) return { status: 409 };
      const said = jsonIn(body);
      if (!said) return { status: 400 };
      return changed(`${method} ${path}`, open, said);
    }

    async function listed(silo: string, type: string, query: Record<string, string>): Promise<ServedAnswer> {
      const limit = Math.min(Math.max(Number(query.limit ?? 50) || 50, 1), 100);
      const offset = Math.max(Number(query.offset ?? 0) || 0, 0);
      const verbs = verbsOf(type);
      const open = (await exchange().pending(1000, 0)).filter(({ verb }) => verbs.includes(verb));
      const items = open.slice(offset, offset + limit).flatMap((question) => {
        const value = identifierOf(question.content, kind);
        if (value === null) return [];
        const { id, token } = question.conversation;
        return [pendingItem(question, { id, token, kind, value, silo, now: tools.now() })];
      });
      return { status: 200, body: { items, totalCount: open.length } };
    }

    async function changed(
      call: string,
      { conversation, content, verb, items }: OpenQuestion,
      said: Record<string, unknown>,
    ): Promise<ServedAnswer> {
      const identifier = identifierOf(content, kind);
      if (identifier === null) return { status: 409 };
      if (call === 'POST v1/data-silo' || call === 'POST v1/datapoint-chunked') {
        const told =
          call === 'POST v1/data-silo' ? profilesIn(said, shape, identifier) : chunkIn(said, shape, identifier);
        if (told === null || (verb !== 'find' && verb !== 'copy')) return { status: 400 };
        if (told.length > 0) await exchange().append(conversation.id, told);
        return { status: 200, body: {} };
      }
      if (call === 'PUT v1/data-silo') {
        const answer = answerIn(said, verb, items);
        if (answer === null) return { status: 400 };
        await exchange().answer(conversation.id, answer);
        return { status: 200, body: {} };
      }
      return { status: 404 };
    }

    return toldConnector(map, tools, {
      connector: 'transcend',
      of: 'system',
      done: { deletion: 'hard', reversible: false },
      concurrency: 4,
      searchAgain: true,
      reading: {},
      serves,
      async tell({ token }, { verb, content }, signal): Promise<Answer | null> {
        const value = identifierOf(content, kind);
        // Asked about keys alone, or known by no identifier of this kind: there is nothing that the handler could look for.
        if (value === null) return verb === 'find' ? { state: 'nothing-found' } : { state: 'needs-a-person' };
        // A handler without a webhook asks by itself.
        if (given.url === undefined) return null;
        const response = await send(tools, given.url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-sombra-token': await tokenFor(value),
            'x-transcend-nonce': token,
          },
          body: JSON.stringify(webhookBody(verb, kind, value)),
          ...(signal ? { signal } : {}),
        });
        if (response.status === 204) return { state: 'nothing-found' };
        assertTaken(response, tools.now());
        return null;
      },
      check: () => Promise.resolve({ reachable: true, rights: ['notice'], problems: [] }),
      close: () => Promise.resolve(),
    });
  },
};

function sameSecret(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
