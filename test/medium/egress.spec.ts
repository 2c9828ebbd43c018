import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { EgressError } from '../../src/platform/egress/egress-error.js';
import { GuardedHttp, type ResolveAll } from '../../src/platform/egress/guarded-http.js';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const routes: Record<string, Handler> = {
  '/ok': (request, response) =>
    response.end(JSON.stringify({ host: request.headers.host, token: request.headers['authorization'] ?? null })),
  '/teapot': (_request, response) => response.writeHead(418).end('no'),
  '/gzip': (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('hello')),
  '/br': (_request, response) => response.writeHead(200, { 'content-encoding': 'br' }).end(brotliCompressSync('hello')),
  '/bomb': (_request, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50_000_000))),
  '/double': (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end('x'),
  '/torn': (_request, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('hello'.repeat(1000)).subarray(0, 20)),
  '/large': (_request, response) => response.end(Buffer.alloc(2_000_000)),
  '/headers': (_request, response) => response.writeHead(200, { 'x-long': 'x'.repeat(40_000) }).end(),
  '/silent': () => {},
  '/drip': (_request, response) => {
    const drip = setInterval(() => response.write('x'), 20);
    response.on('close', () => clearInterval(drip));
  },
  '/cut': (_request, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half');
    setTimeout(() => response.destroy(), 20);
  },
  '/loop': (_request, response) => response.writeHead(302, { location: '/loop' }).end(),
  '/away': (_request, response) => response.writeHead(302, { location: '/ok' }).end(),
  '/inside': (_request, response) =>
    response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end(),
};

describe('calls to other systems', () => {
  let server: Server;
  let port: number;
  let calls: string[];
  const open: GuardedHttp[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      calls.push(request.url ?? '');
      (routes[request.url ?? ''] ?? routes['/teapot'])?.(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    port = typeof address === 'object' && address ? address.port : 0;
  });

  beforeEach(() => (calls = []));
  afterEach(async () => {
    for (const http of open.splice(0)) await http.close();
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const here: ResolveAll = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);

  function guarded(options: Partial<ConstructorParameters<typeof GuardedHttp>[0]> = {}): GuardedHttp {
    const http = new GuardedHttp({
      allow: [`crm.internal:${port}`, `other.internal:${port}`],
      resolve: here,
      ...options,
    });
    open.push(http);
    return http;
  }

  const to = (path: string, host = 'crm.internal'): string => `http://${host}:${port}${path}`;

  async function fault(call: Promise<unknown>): Promise<EgressError> {
    const error = await call.then(
      () => new Error('it was answered'),
      (reason: unknown) => reason,
    );
    if (!(error instanceof EgressError)) throw error;
    return error;
  }

  it('answers with status, headers and body; a status is no error', async () => {
    const answer = await guarded().request(to('/ok'));
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body.toString())).toEqual({ host: `crm.internal:${port}`, token: null });
    expect((await guarded().request(to('/teapot'))).status).toBe(418);
  });

  it.each(['/gzip', '/br'])('decodes %s', async (path) => {
    expect((await guarded().request(to(path))).body.toString()).toBe('hello');
  });

  it.each([
    ['http://127.0.0.1/', 'refused-address'],
    ['http://0x7f.1/', 'refused-address'],
    ['http://2130706433/', 'refused-address'],
    ['http://017700000001/', 'refused-address'],
    ['http://127.1/', 'refused-address'],
    ['http://[::1]/', 'refused-address'],
    ['http://[::ffff:127.0.0.1]/', 'refused-address'],
    ['http://[64:ff9b::7f00:1]/', 'refused-address'],
    ['http://169.254.169.254/latest', 'refused-address'],
    ['http://１２７.0.0.1/', 'refused-address'],
    ['http://127.0.0.1./', 'refused-address'],
    ['http://public.example:22/', 'refused-port'],
    ['http://public.example:6379/', 'refused-port'],
    ['https://user:secret@public.example/', 'refused-credentials'],
    ['file:///etc/passwd', 'refused-scheme'],
    ['gopher://public.example/', 'refused-scheme'],
    ['data:text/plain,hi', 'refused-scheme'],
    ['not a url', 'bad-url'],
    ['', 'bad-url'],
  ])('refuses %s: %s, without a packet', async (url, code) => {
    const resolve: ResolveAll = () => Promise.reject(new Error('asked the resolver'));
    expect(await fault(guarded({ resolve }).request(url))).toMatchObject({ code, sent: false, retryable: false });
    expect(calls).toEqual([]);
  });

  it('refuses a public name that leads inside, also when one of several addresses does', async () => {
    expect(await fault(guarded().request('http://public.example/'))).toMatchObject({
      code: 'refused-address',
      sent: false,
    });
    const mixed: ResolveAll = () =>
      Promise.resolve([
        { address: '93.184.216.34', family: 4 },
        { address: '10.0.0.1', family: 4 },
      ]);
    expect(await fault(guarded({ resolve: mixed }).request('http://public.example/'))).toMatchObject({
      code: 'refused-address',
    });
  });

  it('goes to the address that was checked: a name that answers otherwise the second time gains nothing', async () => {
    const answers = ['127.0.0.1', '169.254.169.254'];
    let asked = 0;
    const rebinding: ResolveAll = () =>
      Promise.resolve([{ address: answers[Math.min(asked++, answers.length - 1)] ?? '', family: 4 }]);
    const http = guarded({ resolve: rebinding });
    expect((await http.request(to('/ok'))).status).toBe(200);
    expect(asked).toBe(1);
    // The second connection resolves again, and is refused.
    expect(await fault(http.request(to('/ok', 'other.internal')))).toMatchObject({ code: 'refused-address' });
    expect(calls).toEqual(['/ok']);
  });

  it('follows no redirect unless asked, and checks each', async () => {
    expect((await guarded().request(to('/away'))).status).toBe(302);
    expect((await guarded().request(to('/away'), { redirects: 1 })).status).toBe(200);
    expect(await fault(guarded().request(to('/loop'), { redirects: 3 }))).toMatchObject({
      code: 'too-many-redirects',
      sent: true,
    });
    expect(await fault(guarded().request(to('/inside'), { redirects: 3 }))).toMatchObject({ code: 'refused-address' });
  });

  it('does not show a token to another origin', async () => {
    routes['/other'] = (_request, response) => response.writeHead(302, { location: to('/ok', 'other.internal') }).end();
    const answer = await guarded().request(to('/other'), { redirects: 1, headers: { authorization: 'Bearer secret' } });
    expect(JSON.parse(answer.body.toString())).toMatchObject({ host: `other.internal:${port}`, token: null });
  });

  it.each([
    ['/bomb', 'body-too-large'],
    ['/large', 'body-too-large'],
    ['/headers', 'body-too-large'],
    ['/double', 'bad-encoding'],
    ['/torn', 'bad-encoding'],
    ['/cut', 'unreachable'],
  ])('ends %s as %s', async (path, code) => {
    expect((await fault(guarded({ limits: { bodyBytes: 1_000_000 } }).request(to(path)))).code).toBe(code);
  });

  it('ends a silent and a dripping answer in time, and one that is cancelled', async () => {
    const limits = { totalMilliseconds: 200 };
    expect(await fault(guarded({ limits }).request(to('/silent')))).toMatchObject({
      code: 'timeout',
      retryable: true,
      sent: true,
    });
    expect(await fault(guarded({ limits }).request(to('/drip')))).toMatchObject({ code: 'timeout', sent: true });
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 50);
    expect((await fault(guarded().request(to('/silent'), { signal: abort.signal }))).code).toBe('cancelled');
  });

  it('says nothing of path, query or token in its errors', async () => {
    const error = await fault(
      guarded({ limits: { totalMilliseconds: 100 } }).request(to('/silent?email=canary@example.org'), {
        headers: { authorization: 'canary' },
      }),
    ).catch((other: unknown) => other as Error);
    expect(JSON.stringify({ ...error, message: error.message, stack: error.stack, cause: error.cause })).not.toContain(
      'canary',
    );
  });

  it('reports a host that is not there', async () => {
    const closed = await new Promise<number>((resolve) => {
      const probe = createServer().listen(0, '127.0.0.1', () => {
        const address = probe.address();
        probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
      });
    });
    const http = guarded({ allow: [`crm.internal:${closed}`] });
    expect(await fault(http.request(`http://crm.internal:${closed}/`))).toMatchObject({
      code: 'unreachable',
      sent: false,
    });
    const unknown: ResolveAll = () => Promise.reject(new Error('ENOTFOUND'));
    expect((await fault(guarded({ resolve: unknown }).request('http://nowhere.example/'))).code).toBe('unknown-host');
  });
});
