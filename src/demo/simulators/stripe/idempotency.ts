import type { FastifyInstance } from 'fastify';
import { fail } from './refusals.js';

interface Kept {
  request: string;
  status: number;
  body: string;
}

/** The same key gives the same answer again, with other parameters an error: https://docs.stripe.com/api/idempotent_requests */
export function keepIdempotent(app: FastifyInstance): void {
  const kept = new Map<string, Kept>();
  app.addHook('preHandler', async (request, reply) => {
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || typeof key !== 'string') return;
    const before = kept.get(key);
    if (!before) return;
    if (before.request !== signOf(request.url, request.body)) {
      fail(400, {
        type: 'idempotency_error',
        message: 'Keys for idempotent requests can only be used with the same parameters they were first used with.',
      });
    }
    return reply.code(before.status).header('idempotent-replayed', 'true').type('application/json').send(before.body);
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const key = request.headers['idempotency-key'];
    if (
      request.method === 'POST' &&
      typeof key === 'string' &&
      typeof payload === 'string' &&
      reply.statusCode !== 429 &&
      !kept.has(key)
    ) {
      kept.set(key, { request: signOf(request.url, request.body), status: reply.statusCode, body: payload });
    }
    return payload;
  });
}

const signOf = (url: string, body: unknown): string => `${url} ${JSON.stringify(body ?? null)}`;
