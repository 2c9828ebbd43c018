import { Body, Controller, Get, HttpException, Module, Param, Post, Query, Res } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ArrayMaxSize, IsEmail, IsIn, IsInt, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import fc from 'fast-check';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type IncomingHttpHeaders, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { SetClock } from '../../src/platform/clock/clock.js';
import { Access, type AccessRule, type Caller, CurrentCaller } from '../../src/platform/http/access/access.js';
import {
  Authenticator,
  Authenticators,
  bearerToken,
  type Verdict,
} from '../../src/platform/http/access/authenticator.js';
import { RawBody } from '../../src/platform/http/body/body-parsers.js';
import { ReadinessChecks } from '../../src/platform/http/health/readiness.js';
import { createHttpApp } from '../../src/platform/http/http-app.js';
import { Problem } from '../../src/platform/http/problems/problem.js';
import { Log } from '../../src/platform/logging/log.js';

const CANARY = 'anna.canary@example.org';

class Identifier {
  @IsIn(['email', 'phone'])
  kind: string;

  @IsString()
  @MaxLength(200)
  value: string;
}

class Submission {
  @IsEmail({}, { message: '$value is not an e-mail address' })
  email: string;

  @ValidateNested({ each: true })
  @Type(() => Identifier)
  @ArrayMaxSize(5)
  identifiers: Identifier[];

  @IsOptional()
  @IsString()
  @MaxLength(1000)
  text?: string | null;
}

class Page {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  size?: number;
}

@Controller('v1/things')
class ThingsController {
  stored: unknown[] = [];

  @Access('public')
  @Post()
  submit(@Body() body: Submission): { accepted: true } {
    this.stored.push(body);
    return { accepted: true };
  }

  @Access('public')
  @Get('list')
  list(@Query() page: Page): Page {
    return page;
  }

  @Access('staff', { may: 'things.read' })
  @Get('secret/:id')
  secret(@Param('id') id: string, @CurrentCaller() caller: Caller): unknown {
    return { id, caller: caller.id };
  }

  @Access(['person', 'staff'])
  @Get('either')
  either(@CurrentCaller() caller: Caller): unknown {
    return { kind: caller.kind };
  }

  @Access('callback')
  @Get('nobody')
  nobody(): string {
    return 'in';
  }

  @Access('public')
  @RawBody()
  @Post('hook')
  hook(@Body() body: Buffer): unknown {
    return { bytes: Buffer.isBuffer(body) ? body.toString('latin1') : null };
  }

  @Access('public')
  @ApiProduces('application/zip')
  @Get('package')
  download(@Res() reply: FastifyReply): void {
    reply.type('application/zip').send(Buffer.from('zip'));
  }

  @Access('public')
  @Get('fail/:how')
  fail(@Param('how') how: string): never {
    const database = (code: string): Error =>
      Object.assign(new Error(`Key (email)=(${CANARY})`), { code, detail: `Key (email)=(${CANARY}) exists` });
    const faults: Record<string, unknown> = {
      problem: new Problem('conflict', { detail: 'It has been decided.' }),
      nest: new HttpException(CANARY, 418),
      unique: database('23505'),
      down: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
      many: database('53300'),
      deadlock: database('40P01'),
      wrapped: Object.assign(new Error(CANARY), { name: 'QueryFailedError', driverError: database('57P03') }),
      bug: new TypeError(CANARY),
      text: CANARY,
      nothing: undefined,
    };
    throw faults[how];
  }
}

class StaffAuthenticator extends Authenticator {
  override readonly kind = 'staff';

  override authenticate(request: FastifyRequest, rule: AccessRule): Promise<Verdict> {
    const verdicts: Record<string, Verdict> = {
      reader: rule.may.every((one) => one === 'things.read')
        ? { outcome: 'admitted', caller: { kind: 'staff', id: 's1', credential: 'k1' } }
        : { outcome: 'forbidden' },
      clerk: { outcome: 'forbidden' },
      stranger: { outcome: 'hidden' },
    };
    return Promise.resolve(verdicts[bearerToken(request) ?? ''] ?? { outcome: 'unauthenticated' });
  }
}

@Module({ controllers: [ThingsController] })
class ThingsModule {}

@Controller()
class OpenController {
  @Get('open')
  open(): string {
    return 'forgotten';
  }
}

@Module({ controllers: [OpenController] })
class OpenModule {}

interface Sent {
  url: string;
  method?: string;
  headers?: Record<string, string>;
  payload?: string | Buffer;
}

interface Got {
  statusCode: number;
  headers: IncomingHttpHeaders;
  body: string;
  json(): unknown;
}

/** Over a real socket: the path goes out as it is written here, unlike with fetch(). */
async function send(app: NestFastifyApplication, { url, method = 'GET', headers = {}, payload }: Sent): Promise<Got> {
  const { port } = new URL(await app.getUrl());
  return new Promise((resolve, reject) => {
    const length: Record<string, string> =
      payload === undefined ? {} : { 'content-length': String(Buffer.byteLength(payload)) };
    const request = httpRequest(
      { host: '127.0.0.1', port, path: url, method, headers: { ...length, ...headers } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const body = Buffer.concat(chunks).toString();
          resolve({
            statusCode: answer.statusCode ?? 0,
            headers: answer.headers,
            body,
            json: () => JSON.parse(body) as unknown,
          });
        });
      },
    );
    request.on('error', reject);
    request.end(payload);
  });
}

describe('the HTTP ground', () => {
  let app: NestFastifyApplication;
  const written: string[] = [];

  async function start(
    settings: { TRUSTED_PROXIES?: number; METRICS_TOKEN?: string; PUBLIC_URL?: string } = {},
    module: Parameters<typeof createHttpApp>[0] = ThingsModule,
    requestsPerMinute = 100_000,
  ): Promise<NestFastifyApplication> {
    const clock = new SetClock(new Date('2026-11-23T10:00:00Z'));
    const log = new Log({ level: 'debug', clock, write: (line) => written.push(line) });
    const made = await createHttpApp(module, {
      settings: { TRUSTED_PROXIES: 0, ...settings },
      log,
      clock,
      bodyBytes: 100_000,
      requestsPerMinute,
      version: '1.2.3',
    });
    await made.listen(0, '127.0.0.1');
    return made;
  }

  beforeAll(async () => {
    app = await start();
    app.get(Authenticators).register(new StaffAuthenticator());
  });

  afterAll(() => app.close());

  const stored = (): unknown[] => app.get(ThingsController).stored;

  const post = (
    payload: string | Buffer,
    headers: Record<string, string> = { 'content-type': 'application/json' },
    url = '/v1/things',
  ): Promise<Got> => send(app, { method: 'POST', url, payload, headers });

  const good = { email: 'a@example.org', identifiers: [{ kind: 'email', value: 'a@example.org' }] };

  it('accepts what is as described, and answers with strict headers and a request id', async () => {
    const answer = await post(JSON.stringify(good));
    expect(answer.statusCode).toBe(201);
    expect(answer.headers).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(answer.headers).not.toHaveProperty('strict-transport-security');
    expect(answer.headers).not.toHaveProperty('x-powered-by');
    expect(stored().pop()).toBeInstanceOf(Submission);
  });

  const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

  it.each<[string, string | Buffer, string, number]>([
    ['no JSON', '{', 'json-malformed', 400],
    ['an open string', '{"email": "', 'json-malformed', 400],
    ['a hundred thousand quotes', '"' + '\\"'.repeat(45_000), 'json-malformed', 400],
    ['a wrong escape', '{"email": "\\x"}', 'json-malformed', 400],
    ['no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 'json-malformed', 400],
    ['a byte order mark', Buffer.from(`\ufeff${JSON.stringify(good)}`), 'json-malformed', 400],
    ['NaN', '{"email": NaN}', 'json-malformed', 400],
    ['a comment', '{} // canary', 'json-malformed', 400],
    ['depth', deep(40_000), 'json-too-complex', 400],
    ['number', `[${'1,'.repeat(20_000)}1]`, 'json-too-complex', 400],
    ['__proto__', '{"__proto__": {"admin": true}}', 'json-forbidden-key', 400],
    ['__proto__ in escapes', '{"\\u005f_proto__": 1}', 'json-forbidden-key', 400],
    ['constructor, deeper', '{"identifiers": [{"constructor": {"prototype": {}}}]}', 'json-forbidden-key', 400],
    ['a member twice', '{"email": "a@example.org", "email": "b@example.org"}', 'json-duplicate-key', 400],
    ['a member twice, one in escapes', '{"email": 1, "\\u0065mail": 2}', 'json-duplicate-key', 400],
    ['NUL', '{"email": "a\\u0000@example.org"}', 'text-not-storable', 400],
    ['half a surrogate pair', '{"text": "\\ud83d"}', 'text-not-storable', 400],
    ['size', JSON.stringify({ text: 'x'.repeat(200_000) }), 'body-too-large', 413],
    ['nothing', '', 'validation-failed', 400],
    ['null', 'null', 'validation-failed', 400],
    ['a number', '42', 'validation-failed', 400],
    ['a list', JSON.stringify([good]), 'validation-failed', 400],
    ['an unknown member', JSON.stringify({ ...good, admin: true }), 'validation-failed', 400],
    [
      'an unknown member, deeper',
      JSON.stringify({ ...good, identifiers: [{ ...good.identifiers[0], x: 1 }] }),
      'validation-failed',
      400,
    ],
    ['an object for a text', JSON.stringify({ ...good, email: { toString: 1 } }), 'validation-failed', 400],
    ['a list for a text', JSON.stringify({ ...good, email: ['a@example.org'] }), 'validation-failed', 400],
    ['an object for a list', JSON.stringify({ ...good, identifiers: { length: 1 } }), 'validation-failed', 400],
  ])('refuses %s', async (_name, payload, code, status) => {
    const before = stored().length;
    const answer = await post(payload);
    expect(answer.json()).toMatchObject({ code, status, type: `urn:habeas:problem:${code}` });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(stored().length).toBe(before);
  });

  it('allows the same member in two objects, and braces in texts', async () => {
    const text = '{"}[,:\\" 👍';
    const answer = await post(
      JSON.stringify({ ...good, text, identifiers: [...good.identifiers, ...good.identifiers] }),
    );
    expect(answer.statusCode).toBe(201);
    expect(stored().pop()).toMatchObject({ text });
  });

  it('names the place and the rule, and never the value', async () => {
    const answer = await post(
      JSON.stringify({ email: `not ${CANARY}`, identifiers: [{ kind: CANARY, value: 7 }], [CANARY]: 1 }),
    );
    const { errors } = answer.json() as { errors: { pointer: string; rule: string; detail: string }[] };
    expect(errors).toEqual(
      expect.arrayContaining([
        { pointer: '/email', rule: 'isEmail', detail: 'is not as described' },
        expect.objectContaining({ pointer: '/identifiers/0/kind', rule: 'isIn' }),
        expect.objectContaining({ pointer: '/(unreadable name)', rule: 'whitelistValidation' }),
      ]),
    );
    expect(answer.body).not.toContain('canary');
  });

  it('answers any JSON whatever with 2xx or a 4xx problem', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 4 }), async (text) => {
        const answer = await post(text);
        expect([201, 400]).toContain(answer.statusCode);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ['text/plain', 'hi', 415],
    ['application/x-www-form-urlencoded', 'email=a', 415],
    ['application/xml', '<a/>', 415],
    ['multipart/form-data; boundary=x', '--x--', 415],
    ['nonsense', 'x', 415],
    ['application/json; charset=utf-8', JSON.stringify(good), 201],
    ['application/vnd.habeas+json', JSON.stringify(good), 201],
  ])('takes JSON alone: %s', async (type, payload, status) => {
    const answer = await post(payload, { 'content-type': type });
    expect(answer.statusCode).toBe(status);
    if (status === 415) expect(answer.json()).toMatchObject({ code: 'unsupported-media-type' });
  });

  it.each(['application/json', 'text/plain', 'application/x-whatever'])(
    'gives a raw route the bytes of %s',
    async (type) => {
      const answer = await post('{"a": 1,  "a":2}', { 'content-type': type }, '/v1/things/hook');
      expect(answer.json()).toEqual({ bytes: '{"a": 1,  "a":2}' });
    },
  );

  it.each([
    ['/v1/things/list', 'text/html', 406],
    ['/v1/things/list', 'application/json;q=0, text/html', 406],
    ['/v1/things/list', 'text/html, */*;q=0.1', 200],
    ['/v1/things/list', 'application/*', 200],
    ['/v1/things/package', 'application/json', 406],
    ['/v1/things/package', 'application/zip', 200],
  ])('%s as %s: %i', async (url, accept, status) => {
    expect((await send(app, { url, headers: { accept } })).statusCode).toBe(status);
  });

  it.each([
    ['/v1/things/list?size=x', 400, 'validation-failed'],
    ['/v1/things/list?size=1&size=2', 400, 'validation-failed'],
    ['/v1/things/list?__proto__=1', 400, 'bad-request'],
    ['/v1/things/list?%5F_proto__[x]=1', 400, 'validation-failed'],
    ['/v1/things/list?size=%00', 400, 'text-not-storable'],
    ['/v1/things/%', 400, 'bad-request'],
    [`/v1/things/fail/${'x'.repeat(300)}`, 414, 'uri-too-long'],
    [`/nothing/${CANARY}`, 404, 'not-found'],
  ])('answers %s with %i %s', async (url, status, code) => {
    const answer = await send(app, { url });
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject({ code });
    expect(answer.body).not.toContain('canary');
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  });

  it.each([
    ['problem', 409, 'conflict', undefined],
    ['nest', 418, 'bad-request', undefined],
    ['unique', 409, 'conflict', undefined],
    ['down', 503, 'database-unavailable', '5'],
    ['many', 503, 'database-unavailable', '5'],
    ['wrapped', 503, 'database-unavailable', '5'],
    ['deadlock', 503, 'try-again', '1'],
    ['bug', 500, 'internal', undefined],
    ['text', 500, 'internal', undefined],
    ['nothing', 500, 'internal', undefined],
  ])('turns a fault (%s) into %i %s', async (how, status, code, retryAfter) => {
    const answer = await send(app, { url: `/v1/things/fail/${how}` });
    expect(answer.statusCode).toBe(how === 'nest' ? 400 : status);
    expect(answer.json()).toMatchObject({ code, instance: `urn:uuid:${String(answer.headers['x-request-id'])}` });
    expect(answer.headers['retry-after']).toBe(retryAfter);
    expect(answer.body).not.toMatch(/canary|    at |node_modules/);
  });

  it('denies what nobody may, and tells no one what is hidden', async () => {
    const as = (token: string | undefined, url = '/v1/things/secret/1'): Promise<Got> =>
      send(app, { url, headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });
    const bare = await as(undefined);
    expect([bare.statusCode, bare.headers['www-authenticate']]).toEqual([401, 'Bearer']);
    expect((await as('wrong')).statusCode).toBe(401);
    expect((await as('clerk')).statusCode).toBe(403);
    const { instance: _one, ...hidden } = (await as('stranger')).json() as { instance: string };
    const { instance: _other, ...absent } = (await as('reader', '/v1/things/absent')).json() as { instance: string };
    expect(hidden).toEqual(absent);
    expect((await as('reader')).json()).toEqual({ id: '1', caller: 's1' });
    expect((await as('reader', '/v1/things/either')).json()).toEqual({ kind: 'staff' });
    expect((await as('reader', '/v1/things/nobody')).statusCode).toBe(401);
  });

  it('does not start with a route of which nobody said who may call it', async () => {
    await expect(start({}, OpenModule)).rejects.toThrow('Routes without @Access(): OpenController.open');
  });

  it('keeps a request id that is one, and no other text', async () => {
    const id = '0199c0de-0000-4000-8000-000000000001';
    const kept = await send(app, { url: '/health/live', headers: { 'x-request-id': id } });
    expect(kept.headers['x-request-id']).toBe(id);
    const other = await send(app, { url: '/health/live', headers: { 'x-request-id': CANARY } });
    expect(other.headers['x-request-id']).not.toContain('canary');
  });

  it('says what is not ready, and not why', async () => {
    expect((await send(app, { url: '/health/live' })).json()).toEqual({ status: 'live' });
    const checks = app.get(ReadinessChecks);
    checks.register('database', () => Promise.resolve());
    expect((await send(app, { url: '/health/ready' })).json()).toEqual({ status: 'ready', checks: { database: 'ok' } });
    checks.register('queues', () => Promise.reject(new Error(`redis://:${CANARY}@redis`)));
    checks.register('keys', () => new Promise(() => {}));
    const answer = await send(app, { url: '/health/ready' });
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({
      code: 'not-ready',
      checks: { database: 'ok', queues: 'failed', keys: 'failed' },
    });
    expect(answer.body).not.toContain('canary');
  });

  it('shows metrics by route template, to this machine alone or to the token', async () => {
    await send(app, { url: `/v1/things/secret/${CANARY}` });
    const metrics = await send(app, { url: '/metrics' });
    expect(metrics.statusCode).toBe(200);
    expect(metrics.body).toContain('route="/v1/things/secret/:id",status="401"');
    expect(metrics.body).not.toContain('canary');
    expect((await send(app, { url: '/metrics', headers: { 'x-forwarded-for': '127.0.0.1' } })).statusCode).toBe(404);

    const guarded = await start({ METRICS_TOKEN: 's3cret', PUBLIC_URL: 'https://privacy.example.com' });
    const as = (token: string): Promise<Got> =>
      send(guarded, { url: '/metrics', headers: { authorization: `Bearer ${token}` } });
    expect([(await as('s3cret')).statusCode, (await as('s3cre')).statusCode]).toEqual([200, 404]);
    expect((await send(guarded, { url: '/metrics' })).statusCode).toBe(404);
    expect((await send(guarded, { url: '/health/live' })).headers).toHaveProperty('strict-transport-security');
    await guarded.close();
  });

  it('limits how often one address may call, as a proxy that is trusted states it', async () => {
    const limited = await start({ TRUSTED_PROXIES: 1 }, ThingsModule, 3);
    const from = (address: string): Promise<Got> =>
      send(limited, { url: '/v1/things/list', headers: { 'x-forwarded-for': `198.51.100.1, ${address}` } });
    const statuses = [];
    for (let call = 0; call < 4; call++) statuses.push((await from('203.0.113.7')).statusCode);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await from('203.0.113.7');
    expect(refused.json()).toMatchObject({ code: 'rate-limited' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await from('203.0.113.8')).statusCode).toBe(200);
    expect((await send(limited, { url: '/health/live' })).statusCode).toBe(200);
    await limited.close();
  });

  it('serves its OpenAPI document, with the problem on every operation', async () => {
    const document = (await send(app, { url: '/openapi.json' })).json() as {
      openapi: string;
      info: { version: string };
      paths: Record<string, Record<string, { responses: Record<string, unknown>; security?: unknown }>>;
    };
    expect([document.openapi, document.info.version]).toEqual(['3.1.0', '1.2.3']);
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    expect(operations.length).toBeGreaterThan(5);
    for (const operation of operations) expect(operation.responses).toHaveProperty('default');
    expect(document.paths['/v1/things/secret/{id}']?.['get']?.security).toEqual([{ staff: [] }, { session: [] }]);
    expect(JSON.stringify(document)).not.toContain('"nullable"');
  });

  it('survives what is no HTTP', async () => {
    const { port } = new URL(await app.getUrl());
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(`${CANARY}\r\n\r\n`));
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).not.toContain('canary');
  });

  it('has logged none of it', () => {
    expect(written.length).toBeGreaterThan(0);
    expect(written.join('')).not.toContain('canary');
  });
});
