import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { importSPKI, jwtVerify } from 'jose';

/** A person in a company's own table, as the handlers below know her. */
export interface Known {
  id: string;
  email: string;
  note: string;
}

interface Call {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: Record<string, unknown>;
  /** The body as it came. */
  text: string;
}

type Answer = { status: number; body?: unknown };

/** A small HTTP server over a table of people. */
abstract class Handler {
  readonly people: Known[] = [];
  readonly calls: Call[] = [];
  readonly working: Promise<unknown>[] = [];
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  abstract answer(call: Call): Promise<Answer>;

  listen(): Promise<void> {
    return new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/dsr`;
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.working);
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  protected of(email: string): Known[] {
    return this.people.filter((one) => one.email === email);
  }

  protected forget(email: string): void {
    this.people.splice(0, this.people.length, ...this.people.filter((one) => one.email !== email));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const call = {
      text,
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: JSON.parse(text || '{}') as Record<string, unknown>,
    };
    this.calls.push(call);
    const { status, body } = await this.answer(call);
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(body === undefined ? '' : JSON.stringify(body));
  }
}

/**
 * What a customer of Transcend has written, after the public example (docs.transcend.io, `@transcend-io/typescript-webhook-
 * example`): it knows one setting of ours, the gateway's address.
 */
export class TranscendHandler extends Handler {
  constructor(
    private readonly gateway: () => string,
    private readonly apiKey: string,
  ) {
    super();
  }

  private call(method: string, path: string, nonce: string | null, body?: object): Promise<Response> {
    return fetch(`${this.gateway()}/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.apiKey}`,
        'content-type': 'application/json',
        ...(nonce === null ? {} : { 'x-transcend-nonce': nonce }),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  }

  /** The identifier, if the token is the gateway's. */
  private async verified(token: string): Promise<string | null> {
    try {
      const pem = await (await this.call('GET', 'public-keys/sombra-general-signing-key', null)).text();
      const { payload } = await jwtVerify(token, await importSPKI(pem, 'ES384'), {
        algorithms: ['ES384'],
        audience: 'habeas',
      });
      return payload.scope === 'coreIdentifier' ? String(payload.value) : null;
    } catch {
      return null;
    }
  }

  override async answer({ headers, body }: Call): Promise<Answer> {
    const email = await this.verified(String(headers['x-sombra-token'] ?? ''));
    if (email === null) return { status: 401 };
    if (this.of(email).length === 0) return { status: 204 };
    this.working.push(this.work(String(body.type), email, String(headers['x-transcend-nonce'])));
    return { status: 200 };
  }

  /** The cron job: asks for what is pending, oldest first, until there is nothing. */
  async cron(type: 'ACCESS' | 'ERASURE'): Promise<number> {
    let done = 0;
    for (;;) {
      const response = await this.call('GET', `v1/data-silo/silo-1/pending-requests/${type}?limit=50&offset=0`, null);
      const { items } = (await response.json()) as { items: { identifier: string; nonce: string }[] };
      if (items.length === 0) return done;
      for (const { identifier, nonce } of items) await this.work(type, identifier, nonce);
      done += items.length;
    }
  }

  private async work(type: string, email: string, nonce: string): Promise<void> {
    const found = this.of(email);
    if (type === 'ACCESS' && found.length > 0) {
      const profiles = found.map(({ id, ...profileData }) => ({ profileId: id, profileData }));
      // The nonce is reusable, and networks repeat: the same upload twice is one.
      await this.call('POST', 'v1/data-silo', nonce, { profiles });
      await this.call('POST', 'v1/data-silo', nonce, { profiles });
    }
    if (type === 'ERASURE') this.forget(email);
    await this.call('PUT', 'v1/data-silo', nonce, found.length === 0 ? { status: 'SKIPPED' } : {});
  }
}

/** What a customer of Ketch has written for its forwarder, `dsr/v1`. */
export class KetchHandler extends Handler {
  constructor(private readonly secret: string) {
    super();
  }

  override answer({ headers, body }: Call): Promise<Answer> {
    if (headers['x-forwarder-secret'] !== this.secret) return Promise.resolve({ status: 401 });
    const { kind, metadata, request } = body as {
      kind: string;
      metadata: object;
      request: {
        identities: { identityValue: string }[];
        callbacks: { url: string; headers: Record<string, string> }[];
      };
    };
    const email = request.identities[0]!.identityValue;
    const name = kind.replace('Request', '');
    const found = this.of(email);
    if (found.length === 0) {
      return Promise.resolve({
        status: 200,
        body: {
          apiVersion: 'dsr/v1',
          kind: `${name}Response`,
          metadata,
          response: { status: 'completed', reason: 'no_match' },
        },
      });
    }
    if (name === 'Delete') this.forget(email);
    const results = found.map((one) => ({ data: Buffer.from(JSON.stringify(one)).toString('base64') }));
    this.working.push(
      (async () => {
        for (const { url, headers: own } of request.callbacks) {
          for (const status of ['in_progress', 'completed']) {
            await fetch(url, {
              method: 'POST',
              headers: { 'content-type': 'application/json', ...own },
              body: JSON.stringify({
                apiVersion: 'dsr/v1',
                kind: `${name}StatusEvent`,
                metadata,
                event: { status, ...(name === 'Access' && status === 'completed' ? { results } : {}) },
              }),
            });
          }
        }
      })(),
    );
    return Promise.resolve({
      status: 200,
      body: { apiVersion: 'dsr/v1', kind: `${name}Response`, metadata, response: { status: 'in_progress' } },
    });
  }
}

/**
 * What a customer of DataGrail has written for its webhooks, after docs.datagrail.io: it verifies the signature over the
 * bytes as they came, answers 200, and calls back later, with its key, to the address that it was given.
 */
export class DataGrailHandler extends Handler {
  /** Health checks that were answered. */
  healthy = 0;

  constructor(
    private readonly secret: string,
    private readonly apiKey: string,
  ) {
    super();
  }

  override async answer({ headers, body, text }: Call): Promise<Answer> {
    const timestamp = String(headers['x-webhook-timestamp'] ?? '');
    const expected = createHmac('sha256', this.secret).update(`${timestamp}:${text}`).digest('base64');
    if (headers['x-webhook-signature'] !== expected || Math.abs(Date.now() / 1000 - Number(timestamp)) > 300)
      return { status: 401 };
    if (body.integration_kind !== 'webhook') return { status: 400 };
    if (body.request_type === 'health_check') {
      this.healthy += 1;
      return { status: 200 };
    }
    this.working.push(this.work(body));
    return { status: 200 };
  }

  private async work(asked: Record<string, unknown>): Promise<void> {
    const { email } = asked.identifiers as { email: string };
    const results = this.of(email).map(({ id, note }) => ({ id, note }));
    if (asked.request_type === 'deletion') this.forget(email);
    const outcome = {
      webhook_request_id: asked.webhook_request_id,
      status: results.length === 0 && asked.request_type === 'access' ? 'not_found' : 'completed',
      ...(asked.request_type === 'access' ? { results } : {}),
    };
    // Networks repeat: the second one meets a request that is answered.
    for (let time = 0; time < 2; time++)
      await fetch(String(asked.callback_url), {
        method: 'POST',
        headers: { authorization: `Bearer ${this.apiKey}`, 'content-type': 'application/json' },
        body: JSON.stringify(outcome),
      });
  }
}
