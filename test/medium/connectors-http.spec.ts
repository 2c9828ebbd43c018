import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { clientCredentials } from '../../src/connectors/kit/credentials/oauth.js';
import type { Credential } from '../../src/connectors/kit/credentials/credential.js';
import { ConnectorError, Refused, Retryable } from '../../src/connectors/kit/errors.js';
import { SystemHttp } from '../../src/connectors/kit/http/system-http.js';
import { localTools } from '../../src/connectors/kit/local-tools.js';
import { loadDefinition } from '../../src/connectors/rest/load.js';
import { restConnector } from '../../src/connectors/rest/rest-connector.js';
import { trialMap } from '../../src/connectors/rest/trial-map.js';
import { newConnector } from '../../src/connectors/rest/folder.js';
import { GuardedHttp, type ResolveAll } from '../../src/platform/egress/guarded-http.js';
import { authority, clientCertificate, clientKey, serverCertificate, serverKey } from '../kit/certificates.js';

const secret = 'canary-of-a-secret';
const credential: Credential = { headers: async () => ({ authorization: `Bearer ${secret}` }) };
const open: GuardedHttp[] = [];

afterEach(async () => {
  for (const http of open.splice(0)) await http.close();
});

function guarded(allow: string[], resolve?: ResolveAll): GuardedHttp {
  const http = new GuardedHttp({ allow, ...(resolve ? { resolve } : {}) });
  open.push(http);
  return http;
}

const thrown = (work: Promise<unknown>): Promise<unknown> => work.then(() => null).catch((error: unknown) => error);

async function listening(server: Server | ReturnType<typeof createTlsServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const INSIDE = [
  'http://127.0.0.1',
  'http://10.0.0.1',
  'http://172.16.3.4',
  'http://192.168.1.1',
  'http://100.64.0.1',
  'http://169.254.169.254',
  'http://[fe80::1]',
  'http://[fd00:ec2::254]',
  'http://[::1]',
  'http://[::ffff:127.0.0.1]',
  'http://[::ffff:169.254.169.254]',
  'http://[64:ff9b::a9fe:a9fe]',
  'http://0x7f000001',
  'http://0x7f.1',
  'http://0177.0.0.1',
  'http://017700000001',
  'http://2130706433',
  'http://127.1',
  'http://0',
  'https://public.example:6379',
  'file:///etc/passwd',
  'gopher://public.example',
];

describe('connectors are led nowhere', () => {
  const outside: ResolveAll = () => Promise.resolve([{ address: '93.184.216.34', family: 4 }]);

  it.each(INSIDE)('not to %s', async (base) => {
    const http = new SystemHttp(localTools(guarded([], outside), { pause: async () => undefined }), {
      base,
      credential,
    });
    const error = await thrown(http.send({ method: 'GET', path: '/?email=canary@example.org' }));
    expect(error).toBeInstanceOf(ConnectorError);
    expect(error).toMatchObject({ code: 'refused', reason: 'unsupported' });
    const text = `${(error as Error).message} ${(error as Error).stack} ${JSON.stringify(error)}`;
    expect(text).not.toContain('canary');
  });

  it.each(INSIDE)('and no token is asked for at %s', async (endpoint) => {
    const tools = localTools(guarded([], outside));
    const grant = clientCredentials(tools, { endpoint, client: { id: 'a', secret } });
    const error = await thrown(grant.headers());
    expect(error).toBeInstanceOf(Refused);
    expect(`${(error as Error).message} ${(error as Error).stack}`).not.toContain(secret);
  });

  it('not by the settings of a definition', async () => {
    const loaded = loadDefinition('acme.yaml', newConnector('acme', new Date(0))['acme.yaml']!);
    if (loaded.status === 'refused') throw new Error('The template does not pass lint.');
    const factory = restConnector(loaded.definition);
    const tools = localTools(guarded([], outside), { pause: async () => undefined });
    for (const account of ['127.0.0.1/x?', 'evil.example/#', '..', 'a@b']) {
      const map = trialMap(loaded.definition, { address: { account }, token: secret });
      expect(() => factory.create(map, tools)).toThrow(Refused);
    }
    const map = trialMap(loaded.definition, {
      address: { account: 'a' },
      token: secret,
      baseUrl: 'http://169.254.169.254',
    });
    expect(await factory.create(map, tools).check()).toMatchObject({
      rights: [],
      problems: expect.arrayContaining([expect.objectContaining({ code: 'check-refused' })]),
    });
  });

  describe('by what a system answers', () => {
    let server: Server;
    let port: number;
    const seen: string[] = [];
    beforeAll(async () => {
      server = createServer((request, response) => {
        seen.push(`${request.headers.host}${request.url}`);
        if (request.url === '/away') response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' });
        response.end('{}');
      });
      port = await listening(server);
    });
    beforeEach(() => seen.splice(0));
    afterAll(() => {
      server.closeAllConnections();
      server.close();
    });
    const here: ResolveAll = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);

    it('no redirect is followed', async () => {
      const http = guarded([`crm.internal:${port}`], here);
      const system = new SystemHttp(localTools(http), { base: `http://crm.internal:${port}`, credential });
      expect(await thrown(system.send({ method: 'GET', path: '/away' }))).toMatchObject({ reason: 'unsupported' });
      expect(seen).toEqual([`crm.internal:${port}/away`]);
    });

    it('and a name that answers otherwise the second time gains nothing', async () => {
      const answers = ['127.0.0.1', '169.254.169.254'];
      let asked = 0;
      const rebinding: ResolveAll = () => Promise.resolve([{ address: answers[Math.min(asked++, 1)]!, family: 4 }]);
      const http = guarded([`crm.internal:${port}`, `other.internal:${port}`], rebinding);
      const at = (host: string) => new SystemHttp(localTools(http), { base: `http://${host}:${port}`, credential });
      expect((await at('crm.internal').send({ method: 'GET', path: '/' })).status).toBe(200);
      expect(await thrown(at('other.internal').send({ method: 'GET', path: '/' }))).toMatchObject({
        reason: 'unsupported',
      });
      expect(seen).toEqual([`crm.internal:${port}/`]);
    });

    it('and an answer without end is cut off', async () => {
      const http = guarded([`crm.internal:${port}`], here);
      const limits = { bodyBytes: 1 };
      const system = new SystemHttp(localTools(http), { base: `http://crm.internal:${port}`, credential, limits });
      expect(await thrown(system.send({ method: 'GET', path: '/' }))).toMatchObject({ reason: 'too-large' });
    });
  });
});

describe('a certificate of ours', () => {
  let server: ReturnType<typeof createTlsServer>;
  let port: number;
  beforeAll(async () => {
    const options = {
      key: serverKey,
      cert: serverCertificate,
      ca: authority,
      requestCert: true,
      rejectUnauthorized: true,
    };
    server = createTlsServer(options, (_request, response) => response.end('{"let":"in"}'));
    port = await listening(server);
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const here: ResolveAll = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
  const call = (tls: NonNullable<Credential['tls']>, http = guarded([`mtls.internal:${port}`], here)) =>
    new SystemHttp(localTools(http, { pause: async () => undefined }), {
      base: `https://mtls.internal:${port}`,
      credential: { headers: async () => ({}), tls },
    }).send({ method: 'GET', path: '/' });

  it('is shown, and the other one checked', async () => {
    const mine = { cert: clientCertificate, key: clientKey, ca: authority };
    expect((await call(mine)).json).toEqual({ let: 'in' });
    expect(await thrown(call({ ca: authority }))).toBeInstanceOf(Retryable);
    expect(await thrown(call({ cert: clientCertificate, key: clientKey }))).toBeInstanceOf(Retryable);
  });

  it('is not lent to calls that do not show it', async () => {
    const http = guarded([`mtls.internal:${port}`], here);
    await call({ cert: clientCertificate, key: clientKey, ca: authority }, http);
    expect(await thrown(call({ ca: authority }, http))).toBeInstanceOf(Retryable);
  });
});
