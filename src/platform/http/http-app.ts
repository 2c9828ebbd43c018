import cookie from '@fastify/cookie';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { withLogContext } from '../logging/log-context.js';
import { FORBIDDEN_NAMES } from './body/strict-json.js';
import { installBodyParsers } from './body/body-parsers.js';
import { Metrics } from './health/metrics.js';
import { ReadinessChecks } from './health/readiness.js';
import { HttpGroundModule } from './http-ground.module.js';
import type { HttpOptions } from './http-options.js';
import { buildOpenApi } from './openapi/openapi.js';
import { OpenApiDocument } from './openapi/openapi.controller.js';
import { ProblemFilter, sendProblem } from './problems/problem.filter.js';
import { problemOf } from './problems/problem-of.js';
import { Problem } from './problems/problem.js';
import { securityHeaders } from './security-headers.js';

const PROBES = new Set(['/health/live', '/health/ready', '/metrics']);
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Puts an HTTP application together: the given module on the ground that every one has (problems, access, limits,
 * health, OpenAPI). It is initialised and does not listen yet.
 */
export async function createHttpApp(
  module: Type | DynamicModule,
  options: HttpOptions,
): Promise<NestFastifyApplication> {
  @Module({ imports: [HttpGroundModule.forRoot(options), module] })
  class HttpRoot {}

  const app = await NestFactory.create<NestFastifyApplication>(HttpRoot, httpAdapter(options), {
    logger: options.log,
    bodyParser: false,
    abortOnError: false,
  });
  await dressHttpApp(app, options);
  return app;
}

/**
 * Nest sets an error handler of its own once its routes are there; ours is set before them (`dressHttpApp`) and stays,
 * since Fastify warns of a second one in the same scope.
 */
class HouseAdapter extends FastifyAdapter {
  override setErrorHandler(): ReturnType<FastifyAdapter['setErrorHandler']> {
    return this.getInstance();
  }
}

/** Fastify with the limits that are set before there is an application. */
export function httpAdapter(options: HttpOptions): FastifyAdapter {
  return new HouseAdapter({
    // Hop 0 is who is connected to us.
    trustProxy: (_address, hop) => hop < options.settings.TRUSTED_PROXIES,
    bodyLimit: options.bodyBytes ?? 256 * 1024,
    // Slow senders are cut off; answers may take longer.
    requestTimeout: 30_000,
    connectionTimeout: 0,
    keepAliveTimeout: 65_000,
    routerOptions: { maxParamLength: 256, ignoreTrailingSlash: false },
    // An id that a proxy gave is kept if it can be nothing but an id: it goes into our logs.
    requestIdHeader: false,
    genReqId: (request: IncomingMessage) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && UUID.test(given) ? given : randomUUID();
    },
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    logger: false,
    // What the router itself refuses (a malformed URL) never reaches Nest's filter.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(problemOf(error), request, reply),
    clientErrorHandler(_error, socket) {
      if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
      socket.destroySoon();
    },
  });
}

/** Hooks, parsers and headers, for an application that was made elsewhere (Nest's testing module) over `httpAdapter()`. */
export async function dressHttpApp(app: NestFastifyApplication, options: HttpOptions): Promise<void> {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  installBodyParsers(fastify);
  await app.register(cookie);
  // What parsers and hooks refuse must leave as a problem too, and routes keep the handler that they find when they are
  // made: so it is set first.
  const problems = app.get(ProblemFilter);
  fastify.setErrorHandler((error, request, reply) => problems.answer(error, request, reply));
  addRequestHooks(fastify, app.get(Metrics), app.get(ReadinessChecks), options);
  await app.init();
  app.get(OpenApiDocument).document = buildOpenApi(app, options.version);
}

function addRequestHooks(
  fastify: FastifyInstance,
  metrics: Metrics,
  readiness: ReadinessChecks,
  options: HttpOptions,
): void {
  // Answers are about people: nobody keeps them on the way, unless a route says otherwise.
  const everyAnswer = {
    ...securityHeaders(options.settings.PUBLIC_URL?.startsWith('https:') ?? false),
    'cache-control': 'no-store',
  };
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id).headers(everyAnswer);
    if (readiness.isDraining) reply.header('connection', 'close');
    const refused = refusedUrl(request);
    if (refused) return done(refused);
    withLogContext({ requestId: request.id }, () => done());
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = templateOf(request);
    metrics.answered(request.method, route, reply.statusCode, reply.elapsedTime);
    // Probes come every few seconds, and are of interest when they fail.
    const level = PROBES.has(route) && reply.statusCode < 500 ? 'debug' : 'info';
    options.log[level]('Answered', {
      requestId: request.id,
      method: request.method,
      route,
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime),
    });
    done();
  });
}

/** What no parameter of ours is ever called or holds. */
function refusedUrl(request: FastifyRequest): Problem | undefined {
  if (request.url.includes('%00')) return new Problem('text-not-storable');
  const names = Object.keys(request.query ?? {});
  return names.some((name) => FORBIDDEN_NAMES.has(name)) ? new Problem('bad-request') : undefined;
}

const UNDECLARED = '/*';

/** The route as declared. A path that nobody declared may hold anything, and is not repeated. */
const templateOf = (request: FastifyRequest): string =>
  request.is404 ? UNDECLARED : (request.routeOptions.url ?? UNDECLARED);
