import type { FastifyInstance } from 'fastify';
import { byCursor, byOffset } from './paging.js';
import type { Condition, Trigger, Webhook } from './records.js';
import { invalidAttribute, invalidRecord, notFound } from './refusals.js';
import { KNOWN_CONDITIONS } from './triggers.js';
import { webhookView } from './views.js';
import type { World } from './world.js';

type Id = { Params: { id: string } };

export interface GivenWebhook {
  name: string;
  endpoint: string;
  status?: string;
  http_method?: string;
  request_format?: string;
  subscriptions?: string[];
}

const TRIGGERED = 'conditional_ticket_events';
const webhookBody = {
  type: 'object',
  required: ['webhook'],
  properties: {
    webhook: {
      type: 'object',
      required: ['name', 'endpoint', 'status', 'http_method', 'request_format'],
      properties: {
        endpoint: { type: 'string', pattern: '^https?://' },
        subscriptions: { type: 'array', items: { type: 'string' } },
      },
    },
  },
};
const triggerBody = {
  type: 'object',
  required: ['trigger'],
  properties: { trigger: { type: 'object', required: ['title', 'conditions', 'actions'] } },
};

/** https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/ */
export function webhookRoutes(app: FastifyInstance, world: World): void {
  app.post<{ Body: { webhook: GivenWebhook } }>(
    '/api/v2/webhooks',
    { schema: { body: webhookBody } },
    (request, reply) => reply.code(201).send({ webhook: webhookView(addWebhook(world, request.body.webhook)) }),
  );
  app.get('/api/v2/webhooks', (request) =>
    byCursor(world, request, 'webhooks', [...world.webhooks.values()].map(webhookView)),
  );
  app.get<Id>('/api/v2/webhooks/:id', (request) => ({ webhook: webhookView(webhookOf(world, request.params.id)) }));
  app.get<Id>('/api/v2/webhooks/:id/signing_secret', (request) => ({
    signing_secret: { algorithm: 'SHA256', secret: webhookOf(world, request.params.id).secret },
  }));
  // A new secret takes the place of the old one at once.
  app.post<Id>('/api/v2/webhooks/:id/signing_secret', (request, reply) => {
    const webhook = webhookOf(world, request.params.id);
    webhook.secret = secretFor(world);
    return reply.code(201).send({ signing_secret: { algorithm: 'SHA256', secret: webhook.secret } });
  });
  app.delete<Id>('/api/v2/webhooks/:id', (request, reply) => {
    world.webhooks.delete(webhookOf(world, request.params.id).id);
    return reply.code(204).send();
  });
  triggerRoutes(app, world);
}

/** https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/ */
function triggerRoutes(app: FastifyInstance, world: World): void {
  app.post<{ Body: { trigger: Partial<Trigger> & Pick<Trigger, 'title' | 'actions'> } }>(
    '/api/v2/triggers',
    { schema: { body: triggerBody } },
    (request, reply) => reply.code(201).send({ trigger: addTrigger(world, request.body.trigger) }),
  );
  app.get('/api/v2/triggers', (request) => byOffset(world, request, 'triggers', [...world.triggers.values()]));
  app.get('/api/v2/ticket_fields', (request) => byOffset(world, request, 'ticket_fields', world.ticketFields));
  app.post<{ Body: { ticket_field: { title: string; type: string } } }>('/api/v2/ticket_fields', (request, reply) => {
    const { title, type } = request.body?.ticket_field ?? {};
    if (!title) return invalidRecord('title', 'Title: cannot be blank', 'BlankValue');
    const field = { id: world.stage.numbering.next('field', 360_000_001), title, type: type ?? 'text' };
    world.ticketFields.push(field);
    for (const ticket of world.tickets.values()) ticket.custom_fields.push({ id: field.id, value: null });
    return reply.code(201).send({ ticket_field: field });
  });
}

/** @throws VendorError where events and triggers are mixed */
export function addWebhook(world: World, given: GivenWebhook): Webhook {
  const subscriptions = given.subscriptions ?? [TRIGGERED];
  if (subscriptions.includes(TRIGGERED) && subscriptions.length > 1) {
    invalidAttribute('A webhook is connected to triggers or subscribed to events, not both');
  }
  const forEvents = !subscriptions.includes(TRIGGERED);
  const method = given.http_method ?? 'POST';
  if (forEvents && method !== 'POST') invalidAttribute('http_method must be POST for event subscriptions');
  const webhook: Webhook = {
    id: `01${world.stage.numbering.hex('webhook', 24).toUpperCase()}`,
    url: given.endpoint,
    name: given.name,
    status: given.status === 'inactive' ? 'inactive' : 'active',
    subscriptions,
    http_method: method,
    secret: secretFor(world),
    created_at: world.now(),
  };
  world.webhooks.set(webhook.id, webhook);
  return webhook;
}

export function addTrigger(world: World, given: Partial<Trigger> & Pick<Trigger, 'title' | 'actions'>): Trigger {
  const conditions = { all: given.conditions?.all ?? [], any: given.conditions?.any ?? [] };
  const unknown = [...conditions.all, ...conditions.any].find(
    ({ field }: Condition) => !KNOWN_CONDITIONS.includes(field),
  );
  if (unknown) invalidRecord('base', `Condition: ${unknown.field} is not valid`);
  const trigger: Trigger = {
    id: world.stage.numbering.next('trigger', 10_001),
    title: given.title,
    active: given.active ?? true,
    conditions,
    actions: given.actions,
  };
  for (const { field, value } of trigger.actions) {
    if (field !== 'notification_webhook') invalidRecord('base', `Action: ${field} is not valid`);
    const webhook = world.webhooks.get(String((value as unknown[])[0]));
    if (!webhook?.subscriptions.includes(TRIGGERED)) invalidRecord('base', 'Action: webhook is not valid');
  }
  world.triggers.set(trigger.id, trigger);
  return trigger;
}

function secretFor(world: World): string {
  return Buffer.from(world.stage.numbering.hex('secret', 32)).toString('base64');
}

function webhookOf(world: World, id: string): Webhook {
  return world.webhooks.get(id) ?? notFound();
}
