import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Clock } from '../../../platform/clock/clock.js';
import { backstage } from './backstage.js';
import { Modes } from './modes.js';
import { Numbering } from './numbering.js';
import type { SimulatedPerson } from './people.js';
import { Quotas } from './quotas.js';
import { ShiftedClock } from './shifted-clock.js';
import type { Opened, SchemaFault, Stage, Vendor } from './simulator.js';
import { type Answer, VendorError } from './vendor-error.js';

export interface RunOptions {
  clock: Clock;
  people: readonly SimulatedPerson[];
  /** 0 or nothing for any that is free. */
  port?: number;
  /** Smaller limits than the documented ones, by the quota's name. */
  limits?: Readonly<Record<string, number>>;
  /** Delivers webhooks and lets time do its work by itself; without it a test says when. */
  live?: boolean;
  /** Offers the strings over HTTP too, for whoever reaches this machine's loopback. */
  backstage?: boolean;
}

export interface Running<Control> extends Opened<Control> {
  url: string;
  modes: Modes;
  app: FastifyInstance;
  stop(): Promise<void>;
}

const LIVE_EVERY_MS = 500;

/** Starts one vendor on a port of this machine. */
export async function runVendor<Control>(vendor: Vendor<Control>, options: RunOptions): Promise<Running<Control>> {
  const app = Fastify({
    bodyLimit: 5 * 1024 * 1024,
    // A client that keeps its connections must not keep us from stopping.
    forceCloseConnections: true,
    rewriteUrl: (request) => vendor.rewrite?.(request.url ?? '/') ?? request.url ?? '/',
    ajv: {
      customOptions: {
        removeAdditional: false,
        coerceTypes: false,
        useDefaults: false,
        allErrors: true,
        allowUnionTypes: true,
      },
    },
    routerOptions: { maxParamLength: 500 },
  });
  const limits = options.limits ?? {};
  const quotas = new Quotas(
    vendor.quotas.map((quota) => ({ ...quota, limit: limits[quota.name] ?? quota.limit })),
    options.clock,
  );
  const modes = new Modes();
  let url = '';
  const stage: Stage = {
    app,
    clock: options.clock,
    people: options.people,
    modes,
    quotas,
    numbering: new Numbering(),
    url: () => url,
    destroy(request, steps) {
      if (modes.destroy(request, steps) === 'half') throw new VendorError(vendor.dialect.failed(500, request));
    },
  };
  readJson(app);
  const opened: { vendor?: Opened<Control> } = {};
  guard(app, vendor, { modes, quotas, opened: () => opened.vendor });
  opened.vendor = vendor.open(stage);
  if (options.backstage) {
    const clock = options.clock instanceof ShiftedClock ? { clock: options.clock } : {};
    backstage(app, { modes, opened: opened.vendor, ...clock });
  }
  url = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  const pulse = options.live ? beat(opened.vendor) : undefined;
  return {
    ...opened.vendor,
    url,
    modes,
    app,
    stop: async () => {
      clearInterval(pulse);
      await app.close();
    },
  };
}

/** An empty body is none, whatever the content type says: many clients send one with DELETE. */
function readJson(app: FastifyInstance): void {
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser(
    ['application/json', 'application/*+json'],
    { parseAs: 'string' },
    (_request, body, done) => {
      try {
        done(null, body === '' ? undefined : (JSON.parse(String(body)) as unknown));
      } catch {
        done(Object.assign(new Error('unreadable'), { statusCode: 400, code: 'UNREADABLE' }), undefined);
      }
    },
  );
}

interface Gate {
  modes: Modes;
  quotas: Quotas;
  opened(): Opened<unknown> | undefined;
}

/** In front of every route: the mode of the day, the credentials, the quotas; behind it, the vendor's wording. */
function guard(app: FastifyInstance, vendor: Pick<Vendor<unknown>, 'dialect'>, gate: Gate): void {
  const { dialect } = vendor;
  const counted = new WeakSet<FastifyRequest>();
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.backstage === true) return;
    const opened = gate.opened();
    opened?.settle?.();
    const mode = gate.modes.meet(request);
    if (mode.kind === 'failing') return send(reply, dialect.failed(mode.status ?? 500, request));
    if (mode.kind === 'throttling') return send(reply, storm(dialect.throttled({ retryAfter: 1 }, request), mode));
    if (request.routeOptions.config.open !== true) opened?.authenticate(request);
    const verdicts = gate.quotas.admit(request);
    const refused = verdicts.find((verdict) => !verdict.allowed);
    void reply.headers(dialect.quotaHeaders?.(verdicts, request) ?? {});
    if (refused) return send(reply, dialect.throttled(refused, request));
    counted.add(request);
    // It holds its place among parallel calls while it waits.
    if (mode.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, mode.milliseconds));
  });
  const release = (request: FastifyRequest): void => {
    if (counted.delete(request)) gate.quotas.release(request);
  };
  app.addHook('onResponse', async (request) => release(request));
  app.addHook('onRequestAbort', async (request) => release(request));
  app.addHook('onSend', async (request, reply, payload) => {
    if (gate.modes.of(request) === 'cutting') reply.raw.destroy();
    return payload;
  });
  app.setNotFoundHandler((request, reply) => send(reply, dialect.notFound(request)));
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof VendorError) return send(reply, error.answer);
    if (error.validation) return send(reply, dialect.invalid(faultsOf(error), request));
    const status = error.statusCode ?? 500;
    return send(reply, status < 500 ? dialect.unreadable(request) : dialect.failed(500, request));
  });
}

function send(reply: FastifyReply, { status, body, headers }: Answer): FastifyReply {
  void reply.code(status).headers(headers ?? {});
  if (typeof body === 'string' && !reply.hasHeader('content-type')) void reply.type('text/plain; charset=utf-8');
  return reply.send(body);
}

function storm(answer: Answer, { retryAfter }: { retryAfter?: string }): Answer {
  return retryAfter === undefined ? answer : { ...answer, headers: { ...answer.headers, 'retry-after': retryAfter } };
}

function faultsOf(error: FastifyError): SchemaFault[] {
  return (error.validation ?? []).map(({ instancePath, keyword, message, params }) => {
    const field = params.missingProperty ?? params.additionalProperty;
    return { at: instancePath, keyword, message: message ?? keyword, field: typeof field === 'string' ? field : null };
  });
}

function beat(opened: Opened<unknown>): NodeJS.Timeout {
  const timer = setInterval(() => {
    opened.settle?.();
    // What could not be delivered is kept for the next time by the sender itself.
    void opened.webhooks?.deliver();
  }, LIVE_EVERY_MS);
  return timer.unref();
}
