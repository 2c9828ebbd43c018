import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem.js';
import { parseStrictJson } from './strict-json.js';

interface BodyConfig {
  rawBody?: boolean;
  bodyBytes?: number;
  largeBody?: BodyBounds;
}

/** How much JSON a route takes, where that is more than the house's own bounds. */
export interface BodyBounds {
  bytes: number;
  /** Members and items. */
  members: number;
}

/** For routes that take long lists of plain values: larger bounds, and the same strictness. */
export const LargeBody = (bounds: BodyBounds): MethodDecorator =>
  applyDecorators(RouteConfig({ largeBody: bounds } satisfies BodyConfig));

/**
 * Gives the handler's `@Body()` the bytes as they came, of whatever type: a webhook's signature is over these.
 * Without it a route takes JSON and answers 415 to all else.
 *
 * @param bytes the route's own bound, where it differs from that of all others
 */
export const RawBody = (bytes?: number): MethodDecorator =>
  applyDecorators(
    RouteConfig({ rawBody: true, ...(bytes === undefined ? {} : { bodyBytes: bytes }) } satisfies BodyConfig),
  );

/** Replaces Fastify's and Nest's parsers; create the application with `bodyParser: false`. */
export function installBodyParsers(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addHook('onRoute', (route) => {
    const { bodyBytes, largeBody } = configOf(route.config) ?? {};
    const bytes = bodyBytes ?? largeBody?.bytes;
    if (bytes !== undefined) route.bodyLimit = bytes;
  });
  for (const type of ['application/json', /^application\/[\w.-]+\+json(?:;|$)/]) {
    fastify.addContentTypeParser<Buffer>(type, { parseAs: 'buffer' }, (request, body, done) => {
      try {
        done(
          null,
          wantsRaw(request) ? body : parseStrictJson(body, configOf(request.routeOptions.config)?.largeBody?.members),
        );
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

const configOf = (config: unknown): BodyConfig | undefined => config as BodyConfig | undefined;

const wantsRaw = (request: FastifyRequest): boolean => configOf(request.routeOptions.config)?.rawBody === true;
