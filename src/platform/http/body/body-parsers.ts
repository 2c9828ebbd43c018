import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem.js';
import { parseStrictJson } from './strict-json.js';

interface BodyConfig {
  rawBody?: boolean;
}

/**
 * Gives the handler's `@Body()` the bytes as they came, of whatever type: a webhook's signature is over these.
 * Without it a route takes JSON and answers 415 to all else.
 */
export const RawBody = (): MethodDecorator => applyDecorators(RouteConfig({ rawBody: true } satisfies BodyConfig));

/** Replaces Fastify's and Nest's parsers; create the application with `bodyParser: false`. */
export function installBodyParsers(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  for (const type of ['application/json', /^application\/[\w.-]+\+json(?:;|$)/]) {
    fastify.addContentTypeParser<Buffer>(type, { parseAs: 'buffer' }, (request, body, done) => {
      try {
        done(null, wantsRaw(request) ? body : parseStrictJson(body));
      } catch (error) {
        done(error as Error);
      }
    });
  }
  fastify.addContentTypeParser<Buffer>('*', { parseAs: 'buffer' }, (request, body, done) => {
    if (wantsRaw(request)) done(null, body);
    else if (body.length === 0 || request.is404) done(null, undefined);
    else done(new Problem('unsupported-media-type'));
  });
}

const wantsRaw = (request: FastifyRequest): boolean =>
  (request.routeOptions.config as unknown as BodyConfig | undefined)?.rawBody === true;
