import type { FastifyInstance } from 'fastify';
import type { Mode, Modes } from './modes.js';
import type { ShiftedClock } from './shifted-clock.js';
import type { Opened } from './simulator.js';
import type { Misbehaviour } from './webhook-sender.js';

/** Where it is; no vendor has such a path. */
export const BACKSTAGE = '/_simulator';

const mode = {
  type: 'object',
  required: ['kind'],
  additionalProperties: false,
  properties: {
    kind: { enum: ['healthy', 'slow', 'failing', 'throttling', 'lying', 'half-done', 'cutting'] },
    milliseconds: { type: 'integer', minimum: 0 },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    retryAfter: { type: 'string' },
    on: { type: 'string' },
    times: { type: 'integer', minimum: 1 },
  },
  anyOf: [
    { properties: { kind: { const: 'slow' }, milliseconds: {} }, required: ['milliseconds'] },
    { properties: { kind: { not: { const: 'slow' } } } },
  ],
};

/** The strings of one vendor over HTTP, for demos; in tests they are an object. */
export function backstage(
  app: FastifyInstance,
  { modes, opened, clock }: { modes: Modes; opened: Opened<unknown>; clock?: ShiftedClock },
): void {
  const config = { backstage: true };
  app.get(BACKSTAGE, { config }, () => ({
    mode: modes.current.kind,
    now: clock?.now() ?? null,
    webhooks: opened.webhooks ? { pending: opened.webhooks.pending, attempts: opened.webhooks.attempts.length } : null,
    control: actionsOf(opened),
  }));
  app.put<{ Body: Mode }>(`${BACKSTAGE}/mode`, { config, schema: { body: mode } }, (request, reply) => {
    modes.set(request.body);
    return reply.code(204).send();
  });
  app.put<{ Body: Misbehaviour }>(`${BACKSTAGE}/webhooks`, { config }, (request, reply) => {
    opened.webhooks?.misbehave(request.body);
    return reply.code(204).send();
  });
  app.post(`${BACKSTAGE}/webhooks/deliveries`, { config }, async () => {
    const attempts = (await opened.webhooks?.deliver()) ?? [];
    return { statuses: attempts.map(({ status }) => status) };
  });
  app.post<{ Body: { seconds: number } }>(`${BACKSTAGE}/clock`, { config }, (request, reply) => {
    clock?.advance(request.body.seconds * 1000);
    return reply.code(204).send();
  });
  // What a test would call by name, e.g. a message that arrives; arguments as a JSON array.
  app.post<{ Params: { name: string }; Body: unknown[] }>(
    `${BACKSTAGE}/control/:name`,
    { config },
    (request, reply) => {
      const { name } = request.params;
      if (!actionsOf(opened).includes(name)) return reply.code(404).send({ control: actionsOf(opened) });
      const action = (opened.control as Record<string, (...given: unknown[]) => unknown>)[name];
      return { result: action?.(...request.body) ?? null };
    },
  );
}

function actionsOf({ control }: Opened<unknown>): string[] {
  return Object.entries(control as object)
    .filter(([, value]) => typeof value === 'function')
    .map(([name]) => name);
}
