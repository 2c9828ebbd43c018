import { verify, X509Certificate } from 'node:crypto';
import type { ConnectorFactory, IncomingCall, ServedAnswer } from '../kit/contract.js';
import { Refused, Retryable } from '../kit/errors.js';
import type { Answer, Conversation, QuestionVerb } from '../kit/exchange.js';
import { documentCollection, documentItem, identifierOf } from '../kit/told/one-identifier.js';
import { assertTaken } from '../kit/told/response-check.js';
import { send } from '../kit/told/sending.js';
import { checkedSettings, jsonIn, SAFE_ADDRESS } from '../kit/told/settings-check.js';
import { toldConnector } from '../kit/told/told-connector.js';
import { certificatesIn, refusalOf } from './certificates.js';
import { REQUEST_TYPES, requestBody, requestIdOf, type Standing, standingIn } from './codec.js';

interface OpenDsrSettings {
  /** The processor's domain: the only one whose certificate and callbacks count. */
  domain: string;
  /** With the major version, e.g. `https://opendsr.processor.example/v2`. */
  base: string;
  /** Value of the Authorization header, as agreed with the processor. */
  secret?: string;
  /** Further authorities that are trusted, PEM. */
  authorities?: string;
  identifier?: string;
  identityType?: string;
  format?: 'raw' | 'sha256';
  regulation?: 'gdpr' | 'ccpa';
  document?: string;
}

const settings = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Processor that speaks OpenDSR 2.0',
  type: 'object',
  additionalProperties: false,
  required: ['domain', 'base'],
  properties: {
    domain: { type: 'string', pattern: '^[a-z0-9.-]+$', title: 'Domain of the processor' },
    base: { type: 'string', pattern: SAFE_ADDRESS, title: 'Address with the major version' },
    secret: { type: 'string', title: 'Authorization header', secret: true },
    authorities: { type: 'string', pattern: 'BEGIN CERTIFICATE', title: 'Further authorities (PEM)' },
    identifier: { type: 'string', default: 'email', title: 'Kind of identifier in the map' },
    identityType: { type: 'string', default: 'email', title: 'identity_type' },
    format: { enum: ['raw', 'sha256'], default: 'raw', title: 'identity_format' },
    regulation: { enum: ['gdpr', 'ccpa'], default: 'gdpr', title: 'regulation' },
    document: { type: 'string', default: 'data', title: 'Field of the map for results' },
  },
};
const read = checkedSettings<OpenDsrSettings>(settings);

const PENDING_AT_MOST = 1000;
const LOOK_AGAIN_MS = 3_600_000;

/** Processors that speak OpenDSR 2.0: what they answer and call back counts only with their signature. */
export const opendsr: ConnectorFactory = {
  name: 'opendsr',
  settings,
  create(map, tools) {
    const given = read(map.connection);
    const kind = given.identifier ?? 'email';
    const shape = documentCollection(map, kind, given.document ?? 'data');
    const base = given.base.replace(/\/+$/, '');
    // The address is the operator's word, and its host must be the domain: nothing from outside leads us elsewhere.
    const { hostname } = new URL(base);
    if (hostname !== given.domain && !['localhost', '127.0.0.1', '[::1]'].includes(hostname)) {
      throw new Refused('unsupported', 'The address does not lie in the domain.');
    }
    const authorization: Record<string, string> = given.secret === undefined ? {} : { authorization: given.secret };
    let known: { certificate: X509Certificate; until: number } | null = null;

    /** The processor's certificate, by its own discovery, kept until it ends. */
    async function certificate(): Promise<X509Certificate> {
      const now = tools.now();
      if (known && known.until > now.getTime()) return known.certificate;
      const discovery = await send(tools, `${base}/discovery`, { headers: authorization });
      assertTaken(discovery, now);
      const address = jsonIn(discovery.body)?.processor_certificate;
      if (typeof address !== 'string' || !URL.canParse(address) || new URL(address).host !== new URL(base).host) {
        throw new Refused('no-right', 'The certificate does not lie in the domain of the processor.');
      }
      const response = await send(tools, address, {});
      assertTaken(response, now);
      const pem = response.body.toString('utf8');
      const refusal = refusalOf(pem, given.domain, now, given.authorities);
      if (refusal !== null) throw new Refused('no-right', `The certificate of the processor is refused: ${refusal}.`);
      const [leaf] = certificatesIn(pem);
      known = { certificate: leaf!, until: Date.parse(leaf!.validTo) };
      return leaf!;
    }

    /** Over the bytes as they came, before anything is read of them. */
    async function isSigned(headers: Record<string, string>, body: Buffer): Promise<boolean> {
      if (headers['x-opendsr-processor-domain'] !== given.domain) return false;
      const signature = Buffer.from(headers['x-opendsr-signature'] ?? '', 'base64');
      if (signature.length === 0) return false;
      return verify('sha256', body, (await certificate()).publicKey, signature);
    }

    async function standing(
      response: { status: number; headers: Record<string, string>; body: Buffer },
      conversation: string,
    ): Promise<Standing | null> {
      if (!(await isSigned(response.headers, response.body))) {
        throw new Refused('no-right', 'The answer of the processor does not bear its signature.');
      }
      const body = jsonIn(response.body);
      return body ? standingIn(body, conversation) : null;
    }

    /** A processor cannot be searched: what it says it has of an identifier counts as one document of it. */
    async function answerOf(
      { answer, count }: Standing,
      verb: QuestionVerb,
      value: string,
      wantsWhole: boolean,
      body: Record<string, unknown>,
      signal?: AbortSignal,
    ): Promise<Answer> {
      if (answer.state !== 'done' || (verb !== 'find' && verb !== 'copy')) return answer;
      if (count === 0) return { state: 'nothing-found' };
      const results = wantsWhole ? await resultsAt(body.results_url, signal) : null;
      return { state: 'done', items: [documentItem(shape, value, value, results)], whole: wantsWhole };
    }

    async function resultsAt(url: unknown, signal?: AbortSignal): Promise<string> {
      if (typeof url !== 'string' || !URL.canParse(url) || new URL(url).host !== new URL(base).host) {
        throw new Refused('unsupported', 'The results do not lie in the domain of the processor.');
      }
      const response = await send(tools, url, { headers: authorization, ...(signal ? { signal } : {}) });
      assertTaken(response, tools.now());
      return response.body.toString('base64');
    }

    /** Signed by the domain → about an open request → to our own address; then it is looked at with the processor itself. */
    async function serves({ method, path, headers, body }: IncomingCall): Promise<ServedAnswer> {
      if (method !== 'POST' || path !== 'callbacks' || !tools.exchange) return { status: 404 };
      if (headers['x-opendsr-processor-domain'] !== given.domain) return { status: 401 };
      if (!(await isSigned(headers, body))) return { status: 400 };
      const said = jsonIn(body);
      if (!said) return { status: 400 };
      const open = (await tools.exchange.pending(PENDING_AT_MOST, 0)).find(
        ({ conversation }) => requestIdOf(conversation.id) === said.subject_request_id,
      );
      // Repeated after its end, or never ours: nothing changes.
      if (!open) return { status: 202 };
      const { conversation, verb, content } = open;
      if (said.status_callback_url !== callbackOf(conversation)) return { status: 400 };
      const value = identifierOf(content, kind);
      const found = standingIn(said, conversation.id);
      if (!found || value === null) return { status: 400 };
      const answer = await answerOf(found, verb, value, conversation.wantsWhole, said);
      await tools.exchange.answer(conversation.id, answer);
      return { status: 202 };
    }

    const callbackOf = ({ address }: Conversation): string => `${address}/v1/exchange/by/${map.system}/callbacks`;

    return toldConnector(map, tools, {
      connector: 'opendsr',
      of: 'system',
      done: { deletion: 'hard', reversible: false },
      concurrency: 2,
      searchAgain: false,
      reading: {},
      serves,
      async tell(conversation, { verb, content }, signal): Promise<Answer | null> {
        const value = identifierOf(content, kind);
        if (value === null && verb === 'find') return { state: 'nothing-found' };
        if (value === null || !REQUEST_TYPES[verb])
          return { state: 'needs-a-person', reason: 'OpenDSR knows no such request.' };
        const body = JSON.stringify(
          requestBody({
            verb,
            conversation: conversation.id,
            regulation: given.regulation ?? 'gdpr',
            identity: { type: given.identityType ?? 'email', value, format: given.format ?? 'raw' },
            callback: callbackOf(conversation),
            at: tools.now(),
          }),
        );
        const response = await send(tools, `${base}/requests`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...authorization },
          body,
          ...(signal ? { signal } : {}),
        });
        // Sent before and taken then, by processors that refuse a repeated id: how it stands is asked next.
        if (response.status === 400 || response.status === 409) {
          const before = await send(tools, `${base}/requests/${requestIdOf(conversation.id)}`, {
            headers: authorization,
          });
          if (before.status === 200 && (await standing(before, conversation.id))) return null;
        }
        assertTaken(response, tools.now());
        if (!(await isSigned(response.headers, response.body))) {
          throw new Refused('no-right', 'The answer of the processor does not bear its signature.');
        }
        const echoed = jsonIn(response.body)?.encoded_request;
        if (typeof echoed !== 'string' || Buffer.from(echoed, 'base64').toString('utf8') !== body) {
          throw new Refused('unsupported', 'The processor has taken another request than was sent.');
        }
        return null;
      },
      async look(conversation, { verb, content }, signal): Promise<Answer | null> {
        const value = identifierOf(content, kind);
        if (value === null) return null;
        const response = await send(tools, `${base}/requests/${requestIdOf(conversation.id)}`, {
          headers: authorization,
          ...(signal ? { signal } : {}),
        });
        assertTaken(response, tools.now());
        const found = await standing(response, conversation.id);
        if (!found) throw new Retryable('The processor does not say how the request stands.');
        const soon = new Date(tools.now().getTime() + LOOK_AGAIN_MS);
        const answer = await answerOf(found, verb, value, conversation.wantsWhole, jsonIn(response.body) ?? {}, signal);
        if (answer.state !== 'taken') return answer;
        return {
          ...answer,
          checkAgainAt: answer.checkAgainAt && answer.checkAgainAt > soon ? answer.checkAgainAt : soon,
        };
      },
      async check() {
        try {
          await certificate();
          return { reachable: true, rights: ['notice'], problems: [] };
        } catch (error) {
          const detail = error instanceof Error ? error.message : 'It cannot be reached.';
          return { reachable: false, rights: [], problems: [{ code: 'unreachable', detail }] };
        }
      },
      close: () => Promise.resolve(),
    });
  },
};
