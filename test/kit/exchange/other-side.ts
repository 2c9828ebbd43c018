import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, Client } from '../client.js';

export interface Notice {
  type: string;
  timestamp: string;
  data: { task: string; system: string; url: string; token: string; expiresAt: string };
}

export interface Task {
  id: string;
  verb: 'find' | 'copy' | 'erase' | 'restrict' | 'opt-out';
  whole: boolean;
  state: string;
  identifiers: { kind: string; value: string }[];
  rows: { collection: string; keys: (string | number)[][] }[];
  steps: { collection: string; action: string; keys: (string | number)[][] }[];
  form: { name: string; key: string[]; columns: { name: string; required: boolean }[] }[];
  pages: number;
}

interface Record_ {
  collection: string;
  record: Record<string, unknown>;
}

type Respond = { status: number; body?: string; headers?: Record<string, string> };

/**
 * A company's own program behind the webhook connector: a real HTTP server that checks signatures by the published
 * recipe (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md) with code of its
 * own, and keeps a small table of members.
 */
export class OtherSide {
  readonly secret = `whsec_${randomBytes(32).toString('base64')}`;
  /** What is checked against; a test that rotates secrets changes it. */
  accepts = [this.secret];
  readonly notices: Notice[] = [];
  readonly bodies: string[] = [];
  /** What is done with a notice. Default: answered by calling back, as `work` does. */
  respond: (notice: Notice, side: OtherSide) => Promise<Respond> | Respond = (notice, side) => {
    side.working.push(side.work(notice));
    return { status: 202 };
  };
  readonly working: Promise<unknown>[] = [];
  private records: Record_[] = [];
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  static async open(): Promise<OtherSide> {
    const side = new OtherSide();
    await new Promise<void>((resolve) => side.server.listen(0, '127.0.0.1', resolve));
    return side;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/habeas`;
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.working);
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  join(id: number, email: string, visits = 2): void {
    this.records.push({ collection: 'members', record: { id, email, name: `Member ${id}`, tier: 'gold' } });
    for (let n = 0; n < visits; n += 1) {
      this.records.push({ collection: 'visits', record: { id: id * 1000 + n, member_id: id, shop: `Shop ${n}` } });
    }
  }

  of(email: string): Record_[] {
    const ids = this.records
      .filter(({ collection, record }) => collection === 'members' && record.email === email)
      .map(({ record }) => record.id);
    return this.records.filter(({ collection, record }) =>
      collection === 'members' ? ids.includes(record.id) : ids.includes(record.member_id),
    );
  }

  client(notice: Notice): Client {
    return new Client(new URL(notice.data.url).origin).as(notice.data.token);
  }

  async task(notice: Notice): Promise<Task> {
    const { status, body } = await this.client(notice).get<Task>('/v1/exchange/task');
    if (status !== 200) throw new Error(`No task: ${status} ${JSON.stringify(body)}`);
    return body;
  }

  answer(notice: Notice, body: object): Promise<Answer<{ state?: string; repeated?: boolean; code?: string }>> {
    return this.client(notice).post('/v1/exchange/task/answer', body);
  }

  /** Fetches the task and does what it asks, in pages. */
  async work(notice: Notice): Promise<void> {
    const task = await this.task(notice);
    if (task.verb === 'erase') {
      const gone = new Set(
        task.steps.flatMap(({ collection, keys }) => keys.map(([key]) => `${collection}/${String(key)}`)),
      );
      this.records = this.records.filter(({ collection, record }) => !gone.has(`${collection}/${String(record.id)}`));
      await this.answer(notice, { state: 'done' });
      return;
    }
    const found =
      task.verb === 'copy'
        ? this.records.filter(({ collection, record }) =>
            task.rows.some((rows) => rows.collection === collection && rows.keys.some(([key]) => key === record.id)),
          )
        : task.identifiers.flatMap(({ kind, value }) => (kind === 'email' ? this.of(value) : []));
    const pages = Math.ceil(found.length / 2);
    for (let page = 1; page <= pages; page += 1) await this.put(notice, page, found.slice(page * 2 - 2, page * 2));
    await this.answer(notice, found.length === 0 ? { state: 'nothing-found' } : { state: 'done', pages, whole: true });
  }

  async put(notice: Notice, page: number, items: object[]): Promise<Answer<{ code?: string }>> {
    return this.client(notice).put(`/v1/exchange/task/pages/${page}`, { items });
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    if (!this.isOurs(request, body)) {
      response.writeHead(401).end();
      return;
    }
    const notice = JSON.parse(body) as Notice;
    if (notice.type === 'habeas.ping') {
      response.writeHead(204).end();
      return;
    }
    this.notices.push(notice);
    this.bodies.push(body);
    const { status, body: answer, headers } = await this.respond(notice, this);
    response.writeHead(status, headers).end(answer);
  }

  /** The receiver's part of the recipe: id, time within five minutes, any of the signatures, compared in constant time. */
  private isOurs(request: IncomingMessage, body: string): boolean {
    const id = String(request.headers['webhook-id'] ?? '');
    const timestamp = String(request.headers['webhook-timestamp'] ?? '');
    const given = String(request.headers['webhook-signature'] ?? '').split(' ');
    if (id === '' || Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return false;
    return this.accepts.some((secret) => {
      const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
      const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
      return given.some((one) => {
        const [version, signature = ''] = one.split(',');
        const bytes = Buffer.from(signature, 'base64');
        return version === 'v1' && bytes.length === expected.length && timingSafeEqual(bytes, expected);
      });
    });
  }
}
