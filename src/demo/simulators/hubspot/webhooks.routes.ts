import type { FastifyInstance } from 'fastify';
import { APP_ID } from './notifications.js';
import type { Subscription } from './records.js';
import { invalid, notFound } from './refusals.js';
import type { World } from './world.js';

type App = { Params: { appId: string } };
type One = { Params: { appId: string; id: string } };

const KINDS = ['contact', 'ticket'];
const EVENTS = ['associationChange', 'creation', 'deletion', 'merge', 'privacyDeletion', 'propertyChange', 'restore'];
const subscription = {
  type: 'object',
  required: ['eventType'],
  additionalProperties: false,
  properties: {
    eventType: { type: 'string' },
    propertyName: { type: 'string' },
    active: { type: 'boolean' },
    objectTypeId: { type: 'string' },
  },
};
const settings = {
  type: 'object',
  required: ['targetUrl', 'throttling'],
  additionalProperties: false,
  properties: {
    targetUrl: { type: 'string', pattern: '^https?://' },
    throttling: { type: 'object', required: ['maxConcurrentRequests'] },
  },
};

/** https://developers.hubspot.com/docs/api-reference/webhooks-webhooks-v3/guide */
export function webhookRoutes(app: FastifyInstance, world: World): void {
  const { notifications } = world;
  const ours = (appId: string): void => {
    if (appId !== String(APP_ID)) notFound(appId);
  };
  const shown = (): object => ({
    targetUrl: notifications.endpoint.url,
    throttling: { maxConcurrentRequests: 10 },
    createdAt: world.now(),
  });
  app.get<App>('/webhooks/v3/:appId/settings', (request) => (ours(request.params.appId), shown()));
  app.put<App & { Body: { targetUrl: string } }>(
    '/webhooks/v3/:appId/settings',
    { schema: { body: settings } },
    (request) => {
      ours(request.params.appId);
      notifications.endpoint.url = request.body.targetUrl;
      return shown();
    },
  );
  app.get<App>('/webhooks/v3/:appId/subscriptions', (request) => {
    ours(request.params.appId);
    return { results: [...notifications.subscriptions.values()] };
  });
  app.post<App & { Body: Partial<Subscription> & { eventType: string } }>(
    '/webhooks/v3/:appId/subscriptions',
    { schema: { body: subscription } },
    (request, reply) => {
      ours(request.params.appId);
      const { eventType, propertyName, active = false } = request.body;
      const [kind = '', event = ''] = eventType.split('.');
      if (!KINDS.includes(kind) || !EVENTS.includes(event)) invalid(`${eventType} is not a valid event type`);
      if (event === 'propertyChange' && propertyName === undefined)
        invalid('propertyName is required for propertyChange');
      return reply.code(201).send(notifications.subscribe(eventType, active, propertyName));
    },
  );
  app.patch<One & { Body: { active: boolean } }>('/webhooks/v3/:appId/subscriptions/:id', (request) => {
    ours(request.params.appId);
    const known = notifications.subscriptions.get(Number(request.params.id)) ?? notFound(request.params.id);
    known.active = request.body.active;
    return known;
  });
  app.delete<One>('/webhooks/v3/:appId/subscriptions/:id', (request, reply) => {
    ours(request.params.appId);
    notifications.subscriptions.delete(Number(request.params.id));
    return reply.code(204).send();
  });
}
