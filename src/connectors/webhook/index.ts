import type { ConnectorFactory, Health } from '../kit/contract.js';
import { send } from '../kit/told/sending.js';
import { toldConnector } from '../kit/told/told-connector.js';
import { answerIn } from './notice-answer.js';
import { signedHeaders } from './standard-webhooks.js';
import { readWebhookSettings, webhookSettings } from './webhook-settings.js';

/**
 * Systems whose makers have built the other side: a thin signed notice says that something is asked, and the system
 * fetches what with the token in it, or answers at once. docs/connectors-reached-otherwise.md shows how to build it.
 */
export const webhook: ConnectorFactory = {
  name: 'webhook',
  settings: webhookSettings,
  create(map, tools) {
    const settings = readWebhookSettings(map.connection);
    const post = (id: string, notice: object, signal?: AbortSignal) => {
      const now = tools.now();
      const body = JSON.stringify(notice);
      return send(tools, settings.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'habeas',
          ...signedHeaders(id, now, body, settings.secrets),
        },
        body,
        ...(signal ? { signal } : {}),
      });
    };
    return toldConnector(map, tools, {
      connector: 'webhook',
      of: 'system',
      done: {
        deletion: settings.deletion ?? 'hard',
        ...(settings.finalAfter === undefined ? {} : { after: settings.finalAfter }),
        reversible: false,
      },
      concurrency: 4,
      searchAgain: settings.searchAgain ?? true,
      reading: settings.phoneCountry === undefined ? {} : { phoneCountry: settings.phoneCountry },
      async tell({ id, token, address, expiresAt }, { verb }, signal) {
        // Nothing about the person: whoever reads the log of a gateway learns that there is a question.
        const notice = {
          type: `habeas.${verb.replace('-', '_')}`,
          timestamp: tools.now().toISOString(),
          data: { task: id, system: map.system, url: `${address}/v1/exchange/task`, token, expiresAt },
        };
        return answerIn(await post(id, notice, signal), tools.now());
      },
      async check(): Promise<Health> {
        try {
          const at = tools.now();
          const { status } = await post(`ping_${at.getTime()}`, {
            type: 'habeas.ping',
            timestamp: at.toISOString(),
            data: {},
          });
          if (status >= 200 && status < 300) return { reachable: true, rights: ['notice'], problems: [] };
          const code = status === 401 || status === 403 ? 'unauthorised' : 'unreachable';
          return { reachable: false, rights: [], problems: [{ code, detail: `It answers a ping with ${status}.` }] };
        } catch (error) {
          const detail = error instanceof Error ? error.message : 'It cannot be reached.';
          return { reachable: false, rights: [], problems: [{ code: 'unreachable', detail }] };
        }
      },
      close: () => Promise.resolve(),
    });
  },
};
