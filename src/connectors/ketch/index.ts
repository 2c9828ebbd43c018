import type { ConnectorFactory, IncomingCall, ServedAnswer } from '../kit/contract.js';
import { Refused } from '../kit/errors.js';
import type { Answer } from '../kit/exchange.js';
import { documentCollection, identifierOf } from '../kit/told/one-identifier.js';
import { assertTaken } from '../kit/told/response-check.js';
import { send } from '../kit/told/sending.js';
import { checkedSettings, jsonIn, SAFE_ADDRESS } from '../kit/told/settings-check.js';
import { toldConnector } from '../kit/told/told-connector.js';
import { answerIn, requestBody } from './codec.js';

interface KetchSettings {
  url: string;
  /** The static header by which the handler knows its caller. */
  header: { name: string; secret: string };
  identifier?: string;
  document?: string;
  property?: string;
  environment?: string;
}

const settings = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Handler written for Ketch',
  type: 'object',
  additionalProperties: false,
  required: ['url', 'header'],
  properties: {
    url: { type: 'string', pattern: SAFE_ADDRESS, title: 'Address of the handler' },
    header: {
      type: 'object',
      title: 'Static header',
      additionalProperties: false,
      required: ['name', 'secret'],
      properties: {
        name: { type: 'string', pattern: '^[A-Za-z0-9-]{1,100}$', title: 'Name' },
        secret: { type: 'string', minLength: 1, title: 'Value', secret: true },
      },
    },
    identifier: { type: 'string', title: 'Identity space', default: 'email' },
    document: { type: 'string', title: 'Field of the map for what comes', default: 'data' },
    property: { type: 'string', default: 'default' },
    environment: { type: 'string', default: 'production' },
  },
};
const read = checkedSettings<KetchSettings>(settings);
const MONTH_MS = 30 * 86_400_000;

/** Handlers that a company has written for Ketch's forwarder go on working: the events come from here. */
export const ketch: ConnectorFactory = {
  name: 'ketch',
  settings,
  create(map, tools) {
    const given = read(map.connection);
    const kind = given.identifier ?? 'email';
    const shape = documentCollection(map, kind, given.document ?? 'data');

    async function serves({ method, path, headers, body }: IncomingCall): Promise<ServedAnswer> {
      const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
      const open = token === undefined || !tools.exchange ? null : await tools.exchange.byToken(token);
      if (!open || !tools.exchange) return { status: 401 };
      if (method !== 'POST' || path !== 'events') return { status: 404 };
      const said = jsonIn(body);
      const identifier = identifierOf(open.content, kind);
      const answer = said && identifier !== null ? answerIn(said, open.verb, shape, identifier) : null;
      if (answer === null) return { status: 400 };
      await tools.exchange.answer(open.conversation.id, answer);
      return { status: 200, body: {} };
    }

    return toldConnector(map, tools, {
      connector: 'ketch',
      of: 'system',
      done: { deletion: 'hard', reversible: false },
      concurrency: 4,
      searchAgain: true,
      reading: {},
      serves,
      async tell({ id, token, address, expiresAt }, { verb, content }, signal): Promise<Answer | null> {
        const value = identifierOf(content, kind);
        if (value === null) return verb === 'find' ? { state: 'nothing-found' } : { state: 'needs-a-person' };
        const now = tools.now();
        const response = await send(tools, given.url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', [given.header.name]: given.header.secret },
          body: JSON.stringify(
            requestBody({
              verb,
              id,
              token,
              callback: `${address}/v1/exchange/by/${map.system}/events`,
              kind,
              value,
              at: now,
              dueBy: new Date(Math.min(expiresAt.getTime(), now.getTime() + MONTH_MS)),
              property: given.property ?? 'default',
              environment: given.environment ?? 'production',
            }),
          ),
          ...(signal ? { signal } : {}),
        });
        assertTaken(response, now);
        const said = jsonIn(response.body);
        const answer = said ? answerIn(said, verb, shape, value) : null;
        if (said && answer === null) throw new Refused('unsupported', 'The handler answers in another protocol.');
        return answer?.state === 'taken' ? null : answer;
      },
      check: () => Promise.resolve({ reachable: true, rights: ['notice'], problems: [] }),
      close: () => Promise.resolve(),
    });
  },
};
