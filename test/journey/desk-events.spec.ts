import { request as httpRequest, type IncomingMessage } from 'node:http';
import { migrateBull } from '../../src/platform/queues/bull-backend.js';
import { Transactions } from '../../src/platform/queues/transactions.js';
import { Client, until } from '../kit/client.js';
import { APPLICATION, freshDatabase, type TestDatabase } from '../kit/database.js';
import { runService, type RunningService } from '../kit/running-service.js';
import { withMaps } from '../kit/two-controllers.js';

interface Event {
  name: string;
  id: string;
  data: { ids?: string[] };
}

/** A stream as a browser reads it. */
class Stream {
  readonly events: Event[] = [];
  status = 0;
  ended = false;
  private rest = '';
  private readonly sent;

  constructor(url: string, key: string, lastEventId?: string) {
    this.sent = httpRequest(`${url}/v1/desk/events`, {
      agent: false,
      headers: { authorization: `Bearer ${key}`, ...(lastEventId ? { 'last-event-id': lastEventId } : {}) },
    });
    this.sent.on('error', () => (this.ended = true));
    this.sent.on('response', (response: IncomingMessage) => {
      this.status = response.statusCode!;
      response.setEncoding('utf8');
      response.on('data', (text: string) => this.take(text));
      response.on('close', () => (this.ended = true));
    });
    this.sent.end();
  }

  named(name: string): Event[] {
    return this.events.filter((event) => event.name === name);
  }

  ids(name = 'request'): string[] {
    return this.named(name).flatMap(({ data }) => data.ids ?? []);
  }

  close(): void {
    this.sent.destroy();
  }

  private take(text: string): void {
    const blocks = (this.rest + text).split('\n\n');
    this.rest = blocks.pop()!;
    for (const block of blocks) {
      const field = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
      const name = field('event');
      if (name) this.events.push({ name, id: field('id')!, data: JSON.parse(field('data')!) as Event['data'] });
    }
  }
}

describe('what changes, as it changes, over two processes', () => {
  let database: TestDatabase;
  let worker: RunningService;
  let web: RunningService;
  let officer: string;
  let alphaOnly: string;
  const streams: Stream[] = [];

  beforeAll(async () => {
    database = await freshDatabase();
    await migrateBull(database.ownerUrl, APPLICATION);
    // One works, the other serves the desk; they share the database and the keys, and know nothing of each other.
    worker = await runService({ database });
    web = await runService({ database, home: worker.home, environment: { WORKERS: 'false' } });
    await withMaps({}, (folder) => worker.apply(folder));
    officer = await web.staff('officer@office.test', ['privacy_officer']);
    alphaOnly = await web.staff('alpha@office.test', ['agent'], ['alpha']);
  });

  afterAll(async () => {
    for (const stream of streams) stream.close();
    await web?.service.close();
    await worker?.stop();
    await database?.drop();
  });

  async function listen(key: string, lastEventId?: string): Promise<Stream> {
    const stream = new Stream(web.url, key, lastEventId);
    streams.push(stream);
    await until(
      async () => stream.status,
      (status) => status > 0,
    );
    return stream;
  }

  async function submit(controller: string): Promise<string> {
    const { body } = await new Client(worker.url).post<{ cases: { requests: { id: string }[] }[] }>('/v1/submissions', {
      controllers: [controller],
      rights: ['erasure'],
      identifiers: [{ kind: 'email', value: `somebody@${controller}.test` }],
    });
    return body.cases[0]!.requests[0]!.id;
  }

  const heard = (stream: Stream, id: string, name = 'request'): Promise<unknown> =>
    until(
      async () => stream.ids(name),
      (ids) => ids.includes(id),
    );

  it('tells of what another process did, ids alone, and only of what one may see', async () => {
    const [all, some] = [await listen(officer), await listen(alphaOnly)];
    expect(all.status).toBe(200);
    await until(
      async () => all.named('resync').length,
      (count) => count > 0,
    );
    const [alpha, beta] = [await submit('alpha'), await submit('beta')];
    await heard(all, alpha);
    await heard(all, beta);
    await heard(some, alpha);
    expect(some.ids()).not.toContain(beta);
    expect(Object.keys(all.named('request')[0]!.data)).toEqual(['ids']);
    await until(
      async () => all.named('figures').length,
      (count) => count > 0,
    );
    // What the web process does itself is heard in the same way.
    const client = new Client(web.url, officer);
    expect((await client.post(`/v1/requests/${alpha}/holds`, { reason: 'legal-claim' })).status).toBe(201);
    const before = all.ids().length;
    await until(
      async () => all.ids().length,
      (count) => count > before || all.ids().filter((id) => id === alpha).length > 1,
    );
  });

  it('says nothing of what was rolled back', async () => {
    const stream = await listen(officer);
    const client = new Client(web.url, officer);
    const id = await submit('alpha');
    await heard(stream, id);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const before = stream.ids().length;
    // A rehearsal goes all the way and is thrown away.
    const preview = await client.post(`/v1/requests/${id}/letters/preview`, {
      decision: 'refusal',
      reason: 'excessive',
    });
    expect(preview.status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(stream.ids().length).toBe(before);
  });

  it('goes on after the last event that was seen, and says so when it cannot', async () => {
    const first = await listen(officer);
    const one = await submit('alpha');
    await heard(first, one);
    const seen = first.events.find(({ data }) => data.ids?.includes(one))!;
    const two = await submit('beta');
    await heard(first, two);
    const again = await listen(officer, seen.id);
    await heard(again, two);
    expect(again.named('resync')).toEqual([]);
    const stranger = await listen(officer, `0199c0de-0000-7000-8000-00000000dead/1`);
    await until(
      async () => stranger.named('resync').length,
      (count) => count === 1,
    );
  });

  it('keeps so many streams of one person and no more, and holds no connection of the pool for them', async () => {
    for (const stream of streams.splice(0)) stream.close();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const many = await Promise.all(Array.from({ length: 6 }, () => listen(officer)));
    expect(many.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect((await listen(officer)).status).toBe(429);
    expect((await listen(alphaOnly)).status).toBe(200);
    const listening = await new Client(web.url, officer).get('/v1/requests');
    expect(listening.status).toBe(200);
    many[0]!.close();
    await until(
      () => listen(officer),
      ({ status }) => status === 200,
    );
  });

  it('is for staff alone', async () => {
    expect((await listen('garbage')).status).toBe(401);
    const integration = await web.staff('machine@office.test', ['integration']);
    expect((await listen(integration)).status).toBe(403);
  });

  it('end when the key by which they were opened is revoked, or its rights change', async () => {
    const [leaving, changing] = [
      await web.staff('leaving@office.test', ['agent']),
      await web.staff('changing@office.test', ['agent']),
    ];
    const staying = await web.staff('staying@office.test', ['agent']);
    const open = [await listen(leaving), await listen(changing), await listen(staying)];
    expect(open.map(({ status }) => status)).toEqual([200, 200, 200]);
    const source = web.service.app.get(Transactions, { strict: false }).manager;
    await source.query(
      `UPDATE api_key SET revoked_at = now() WHERE staff_id = (SELECT id FROM staff WHERE email = 'leaving@office.test')`,
    );
    await source.query(`UPDATE staff SET controllers = ARRAY['alpha'] WHERE email = 'changing@office.test'`);
    await until(
      () => Promise.resolve(open.map(({ ended }) => ended)),
      ([first, second]) => first === true && second === true,
    );
    expect(open[2]!.ended).toBe(false);
  });

  it('ends when the process is asked to end, so that nobody waits for it', async () => {
    const stream = await listen(alphaOnly);
    const { ReadinessChecks } = await import('../../src/platform/http/health/readiness.js');
    web.service.app.get(ReadinessChecks, { strict: false }).startDraining();
    await until(
      async () => stream.ended,
      (ended) => ended,
      5_000,
    );
  });
});
