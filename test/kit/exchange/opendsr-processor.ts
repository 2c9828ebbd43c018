import { randomUUID, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Issued } from './certificates.js';

interface Kept {
  body: Record<string, unknown>;
  status: 'pending' | 'in_progress' | 'completed' | 'cancelled';
  count: number;
}

/** A processor after the specification of OpenDSR 2.0: discovery, requests, status, signed answers and callbacks. */
export class OpenDsrProcessor {
  readonly requests = new Map<string, Kept>();
  readonly people = new Map<string, object>();
  issued: Issued;
  /** What is done to an answer or callback before it leaves, after it was signed. */
  tamper: (body: string) => string = (body) => body;
  private readonly server: Server;

  constructor(
    readonly domain: string,
    issued: Issued,
  ) {
    this.issued = issued;
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { status, body, plain } = this.answer(request.method ?? '', request.url ?? '', Buffer.concat(chunks));
        response
          .writeHead(status, plain ? {} : { 'content-type': 'application/json', ...this.signature(body) })
          .end(plain ? body : this.tamper(body));
      });
    });
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get base(): string {
    return `http://127.0.0.1:${this.port}/v2`;
  }

  close(): Promise<unknown> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }

  /** Works a request and calls back, as often as its status changes. */
  async finish(id: string, status: Kept['status'] = 'completed'): Promise<number[]> {
    const kept = this.requests.get(id)!;
    kept.status = status;
    const [identity] = kept.body.subject_identities as { identity_value: string }[];
    if (kept.body.subject_request_type === 'erasure') this.people.delete(identity!.identity_value);
    const body = JSON.stringify({
      ...this.standing(id),
      status_callback_url: (kept.body.status_callback_urls as string[])[0],
    });
    return this.call(id, body);
  }

  async call(id: string, body: string, headers: Record<string, string> = this.signature(body)): Promise<number[]> {
    const urls = this.requests.get(id)!.body.status_callback_urls as string[];
    const sent = await Promise.all(
      urls.map((url) =>
        fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: this.tamper(body),
        }),
      ),
    );
    return sent.map(({ status }) => status);
  }

  signature(body: string): Record<string, string> {
    return {
      'x-opendsr-processor-domain': this.domain,
      'x-opendsr-signature': sign('sha256', Buffer.from(body), this.issued.key).toString('base64'),
    };
  }

  standing(id: string): object {
    const kept = this.requests.get(id)!;
    return {
      controller_id: 'small',
      subject_request_id: id,
      request_status: kept.status,
      expected_completion_time: new Date(Date.now() + 86_400_000).toISOString(),
      results_count: kept.count,
      results_url: kept.status === 'completed' ? `${this.base}/results/${id}` : null,
    };
  }

  private answer(method: string, path: string, body: Buffer): { status: number; body: string; plain?: boolean } {
    if (path === '/v2/discovery') {
      return {
        status: 200,
        body: JSON.stringify({
          api_version: '2.0',
          supported_identities: [{ identity_type: 'email', identity_format: 'raw' }],
          supported_subject_request_types: ['access', 'erasure'],
          processor_certificate: `${this.base}/certificate.pem`,
        }),
      };
    }
    if (path === '/v2/certificate.pem') return { status: 200, body: this.issued.certificate, plain: true };
    const id = path.split('/').at(-1)!;
    if (path.startsWith('/v2/results/')) {
      const [identity] = this.requests.get(id)!.body.subject_identities as { identity_value: string }[];
      return { status: 200, body: JSON.stringify(this.people.get(identity!.identity_value)), plain: true };
    }
    if (method === 'POST' && path === '/v2/requests') {
      const asked = JSON.parse(body.toString('utf8')) as Record<string, unknown>;
      const asId = String(asked.subject_request_id);
      if (!/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(asId))
        return { status: 400, body: '{}' };
      const [identity] = asked.subject_identities as { identity_value: string }[];
      const count = this.people.has(identity!.identity_value) ? 1 : 0;
      this.requests.set(asId, { body: asked, status: 'pending', count });
      return {
        status: 201,
        body: JSON.stringify({
          controller_id: 'small',
          expected_completion_time: new Date(Date.now() + 86_400_000).toISOString(),
          received_time: new Date().toISOString(),
          encoded_request: body.toString('base64'),
          subject_request_id: asId,
          nonce: randomUUID(),
        }),
      };
    }
    if (method === 'GET' && this.requests.has(id)) return { status: 200, body: JSON.stringify(this.standing(id)) };
    return { status: 400, body: JSON.stringify({ error: { code: 400 } }) };
  }
}
