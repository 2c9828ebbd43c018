import { generateKeyPairSync } from 'node:crypto';
import { jwtVerify } from 'jose';
import type { IncomingAnswer, OutgoingRequest } from '../../../platform/egress/guarded-http.js';
import { Refused, Retryable } from '../errors.js';
import { localTools } from '../local-tools.js';
import { LocalTokens } from './local-tokens.js';
import { authorizationCode, clientCredentials, jwtBearer } from './oauth.js';
import { apiKey, basic, bearer } from './static-credentials.js';

const endpoint = 'https://login.example.com/token';

/** An authorisation server. */
class Server {
  moment = Date.parse('2026-11-23T12:00:00Z');
  readonly forms: Record<string, string>[] = [];
  readonly requests: OutgoingRequest[] = [];
  tokens = new LocalTokens();
  constructor(
    private readonly reply: (form: Record<string, string>, call: number) => Partial<IncomingAnswer> | object,
  ) {}

  tools() {
    return localTools(
      {
        request: async (_url, request = {}) => {
          const form = Object.fromEntries(new URLSearchParams(String(request.body)));
          this.forms.push(form);
          this.requests.push(request);
          const reply = this.reply(form, this.forms.length);
          if ('status' in reply) return { headers: {}, body: Buffer.alloc(0), ...reply } as IncomingAnswer;
          return { status: 200, headers: {}, body: Buffer.from(JSON.stringify(reply)) };
        },
      },
      { now: () => new Date(this.moment), tokens: this.tokens },
    );
  }
}

const client = { id: 'app', secret: 's e/cret' };
const token = async (credential: { headers(): Promise<Record<string, string>> }) =>
  (await credential.headers())['authorization'];

describe('static credentials', () => {
  it.each([
    [apiKey('X-Api-Key', 'k'), { 'x-api-key': 'k' }],
    [bearer('t'), { authorization: 'Bearer t' }],
    [basic('anna', 'pä:ss'), { authorization: `Basic ${Buffer.from('anna:pä:ss').toString('base64')}` }],
  ])('%#', async (credential, headers) => expect(await credential.headers()).toEqual(headers));
});

describe('the company as itself', () => {
  it('asks once for however many calls, and again shortly before the end', async () => {
    const server = new Server((_form, call) => ({ access_token: `t${call}`, expires_in: 3600 }));
    const credential = clientCredentials(server.tools(), { endpoint, client, scope: 'contacts' });
    expect(await Promise.all([token(credential), token(credential), token(credential)])).toEqual(
      Array(3).fill('Bearer t1'),
    );
    expect(server.forms).toEqual([{ grant_type: 'client_credentials', scope: 'contacts' }]);
    expect(server.requests[0]!.headers?.['authorization']).toBe(
      `Basic ${Buffer.from('app:s+e%2Fcret').toString('base64')}`,
    );
    server.moment += 3_539_000;
    expect(await token(credential)).toBe('Bearer t1');
    server.moment += 2_000;
    expect(await token(credential)).toBe('Bearer t2');
  });

  it('shares what another worker was given', async () => {
    const server = new Server((_form, call) => ({ access_token: `t${call}`, expires_in: 3600 }));
    const [one, other] = [0, 1].map(() => clientCredentials(server.tools(), { endpoint, client }));
    expect([await token(one!), await token(other!)]).toEqual(['Bearer t1', 'Bearer t1']);
    await one!.renew!();
    // The other one finds that its token does not do any more, and takes the one that is there.
    await other!.renew!();
    expect([await token(one!), await token(other!)]).toEqual(['Bearer t2', 'Bearer t2']);
  });

  it.each([
    [{ status: 401 }, Refused],
    [{ status: 400 }, Refused],
    [{ status: 503 }, Retryable],
    [{ nonsense: true }, Retryable],
  ])('says what to do after %j', async (reply, kind) => {
    const credential = clientCredentials(new Server(() => reply).tools(), { endpoint, client });
    const error: unknown = await credential.headers().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(kind);
    expect(JSON.stringify([error, (error as Error).message])).not.toContain('cret');
  });
});

describe('somebody who has authorised us', () => {
  const rotating = () =>
    new Server(({ refresh_token }, call) =>
      refresh_token === `r${call - 1}`
        ? { access_token: `t${call}`, refresh_token: `r${call}`, expires_in: 60 }
        : { status: 400 },
    );

  it('keeps the refresh token that takes the place of the old one, over restarts', async () => {
    const server = rotating();
    const begin = () => authorizationCode(server.tools(), { endpoint, client }, { refreshToken: 'r0' });
    expect(await token(begin())).toBe('Bearer t1');
    server.moment += 3_600_000;
    expect(await token(begin())).toBe('Bearer t2');
    server.moment += 3_600_000;
    expect(await token(begin())).toBe('Bearer t3');
  });

  it('goes on with the old refresh token where no new one comes', async () => {
    const server = new Server((_form, call) => ({ access_token: `t${call}`, expires_in: 60 }));
    const credential = authorizationCode(server.tools(), { endpoint, client }, { refreshToken: 'r0' });
    await token(credential);
    server.moment += 3_600_000;
    await token(credential);
    expect(server.forms.map((form) => form['refresh_token'])).toEqual(['r0', 'r0']);
  });

  it('redeems a code once', async () => {
    const server = new Server((form, call) => ({ access_token: `t${call}`, refresh_token: 'r', expires_in: 60, form }));
    const begin = () =>
      authorizationCode(server.tools(), { endpoint, client }, { code: 'c', redirectUri: 'https://habeas.example/' });
    await token(begin());
    server.moment += 3_600_000;
    await token(begin());
    expect(server.forms).toEqual([
      { grant_type: 'authorization_code', code: 'c', redirect_uri: 'https://habeas.example/' },
      { grant_type: 'refresh_token', refresh_token: 'r' },
    ]);
  });
});

it('signs a statement instead of showing a secret', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const server = new Server(() => ({ access_token: 't', expires_in: 60 }));
  const credential = jwtBearer(server.tools(), {
    endpoint,
    issuer: 'app',
    subject: 'robot@example.com',
    audience: 'https://login.example.com',
    algorithm: 'RS256',
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  });
  expect(await token(credential)).toBe('Bearer t');
  const [form] = server.forms;
  expect(form!['grant_type']).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
  const { payload } = await jwtVerify(form!['assertion']!, publicKey, { currentDate: new Date(server.moment) });
  expect(payload).toMatchObject({ iss: 'app', sub: 'robot@example.com', aud: 'https://login.example.com' });
  expect(payload.exp! - payload.iat!).toBeLessThanOrEqual(180);
});
