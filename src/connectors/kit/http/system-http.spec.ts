import type { IncomingAnswer, OutgoingRequest } from '../../../platform/egress/guarded-http.js';
import { EgressError } from '../../../platform/egress/egress-error.js';
import type { Credential } from '../credentials/credential.js';
import { BudgetEmpty, Cancelled, Gone, RateLimited, Refused, Retryable } from '../errors.js';
import { localTools } from '../local-tools.js';
import { paged, type Pages } from './pages.js';
import { SystemHttp, type SystemHttpOptions } from './system-http.js';

type Reply = Partial<Omit<IncomingAnswer, 'body'>> & { body?: unknown; fault?: EgressError };

/** A system that answers what it is told to, in a time of its own. */
class Scripted {
  moment = Date.parse('2026-11-23T12:00:00Z');
  readonly calls: { url: string; request: OutgoingRequest; at: number }[] = [];
  readonly pauses: number[] = [];
  constructor(private readonly reply: (call: number, url: string) => Reply) {}

  client(options: Partial<SystemHttpOptions> = {}): SystemHttp {
    const tools = localTools(
      {
        request: async (url, request = {}) => {
          this.calls.push({ url, request, at: this.moment });
          const { fault, body, status = 200, headers = {} } = this.reply(this.calls.length, url);
          if (fault) throw fault;
          return { status, headers, body: Buffer.from(body === undefined ? '' : JSON.stringify(body)) };
        },
      },
      {
        now: () => new Date(this.moment),
        pause: async (milliseconds, signal) => {
          if (signal?.aborted) throw new Cancelled('Cancelled.');
          this.pauses.push(milliseconds);
          this.moment += milliseconds;
        },
      },
    );
    return new SystemHttp(tools, {
      base: 'https://api.example.com/v2',
      credential: { headers: async () => ({}) },
      chance: () => 1,
      ...options,
    });
  }
}

const get = { method: 'GET', path: '/contacts' } as const;

describe('calls to one system', () => {
  it('reads an answer', async () => {
    const system = new Scripted(() => ({ body: { id: 1 } }));
    const answer = await system
      .client({ headers: { 'x-version': '3' } })
      .send({ ...get, query: [['email', 'a+b@x.org']] });
    expect(answer.json).toEqual({ id: 1 });
    expect(system.calls[0]).toMatchObject({
      url: 'https://api.example.com/v2/contacts?email=a%2Bb%40x.org',
      request: { headers: { accept: 'application/json', 'x-version': '3' } },
    });
  });

  it.each([
    [400, Refused, 'constraint'],
    [401, Refused, 'no-right'],
    [403, Refused, 'no-right'],
    [404, Refused, 'not-in-map'],
    [409, Refused, 'conflict'],
    [410, Gone, undefined],
    [413, Refused, 'too-large'],
    [422, Refused, 'constraint'],
    [302, Refused, 'unsupported'],
    [408, Retryable, undefined],
    [500, Retryable, undefined],
    [503, Retryable, undefined],
    [429, RateLimited, undefined],
  ])('%i is told as it should be acted on', async (status, kind, reason) => {
    const system = new Scripted(() => ({ status, body: { error: 'bad_thing', message: 'anna@example.org' } }));
    const error: unknown = await system
      .client({ patience: { attempts: 1 } })
      .send(get)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(kind);
    if (reason) expect(error).toMatchObject({ reason });
    expect((error as Error).message).toContain(String(status));
    expect(JSON.stringify([(error as Error).message, (error as Error).stack, error])).not.toContain('anna');
  });

  it('takes a status for an answer where the caller says so', async () => {
    const system = new Scripted(() => ({ status: 404 }));
    expect((await system.client().send({ ...get, accept: [404] })).status).toBe(404);
  });

  it('tries again with growing patience, but not what may have been done already', async () => {
    const system = new Scripted((call) => (call < 3 ? { status: 502 } : { body: {} }));
    await system.client().send(get);
    expect(system.pauses).toEqual([300, 600]);
    const other = new Scripted(() => ({ status: 502 }));
    await expect(other.client().send({ method: 'POST', path: '/jobs' })).rejects.toBeInstanceOf(Retryable);
    expect(other.calls).toHaveLength(1);
  });

  it('waits as long as it is asked to, also with a POST, and tells all others', async () => {
    const system = new Scripted((call) =>
      call === 1 ? { status: 429, headers: { 'retry-after': '7' } } : { body: {} },
    );
    await system
      .client({ budgets: [{ name: 'calls', limit: 10, per: 'PT1S' }] })
      .send({ method: 'POST', path: '/jobs' });
    expect(system.calls[1]!.at - system.calls[0]!.at).toBeGreaterThanOrEqual(7_000);
  });

  it('waits where an answer with a good status asks for it, and tells all others', async () => {
    const system = new Scripted((call) => ({ body: call === 1 ? { errors: ['busy'] } : { data: 1 } }));
    const faultIn = (json: unknown) => ('errors' in (json as object) ? new RateLimited('Patience.', 3_000) : undefined);
    const answer = await system.client({ faultIn }).send({ method: 'POST', path: '/graphql', body: { json: {} } });
    expect(answer.json).toEqual({ data: 1 });
    expect(system.calls.map(({ at }) => at - system.calls[0]!.at)).toEqual([0, 3_000]);
  });

  it('leaves a long wait to the engine', async () => {
    const system = new Scripted(() => ({ status: 429, headers: { 'retry-after': '600' } }));
    await expect(system.client().send(get)).rejects.toMatchObject({ code: 'rate-limited', afterMilliseconds: 600_000 });
    expect(system.calls).toHaveLength(1);
  });

  it('asks nothing of a system whose budget is empty', async () => {
    const system = new Scripted(() => ({ body: {} }));
    const http = system.client({ budgets: [{ name: 'daily', limit: 2, per: 'P1D' }] });
    await http.send(get);
    await http.send(get);
    await expect(http.send(get)).rejects.toBeInstanceOf(BudgetEmpty);
    await expect(http.send(get)).rejects.toMatchObject({ afterMilliseconds: 12 * 3_600_000 });
    expect(system.calls).toHaveLength(2);
  });

  it('spends what a call names, the slow budget before the fast one', async () => {
    const system = new Scripted(() => ({ body: {} }));
    const http = system.client({
      budgets: [
        { name: 'calls', limit: 10, per: 'PT1S' },
        { name: 'deletions', limit: 6, per: 'PT1M', counts: 'named' },
      ],
    });
    for (let call = 0; call < 2; call++) await http.send({ method: 'DELETE', path: '/1', spends: { deletions: 1 } });
    await http.send(get);
    expect(system.calls.map(({ at }) => at - system.calls[0]!.at)).toEqual([0, 10_000, 10_100]);
  });

  it('gets another token once when the old one does not do any more', async () => {
    let token = 0;
    const credential: Credential = {
      headers: async () => ({ authorization: `Bearer ${token}` }),
      renew: async () => {
        token++;
        return true;
      },
    };
    const system = new Scripted((call) => (call === 1 ? { status: 401 } : { body: {} }));
    await system.client({ credential }).send(get);
    expect(system.calls.map(({ request }) => request.headers?.['authorization'])).toEqual(['Bearer 0', 'Bearer 1']);
    const never = new Scripted(() => ({ status: 401 }));
    await expect(never.client({ credential }).send(get)).rejects.toMatchObject({ reason: 'no-right' });
    expect(never.calls).toHaveLength(2);
  });

  it('leaves a system in peace that fails again and again, and tries whether it is back', async () => {
    const system = new Scripted((call) => (call <= 6 ? { fault: new EgressError('unreachable') } : { body: {} }));
    const http = system.client({ patience: { attempts: 1 } });
    for (let call = 0; call < 5; call++) await expect(http.send(get)).rejects.toBeInstanceOf(Retryable);
    await expect(http.send(get)).rejects.toMatchObject({ afterMilliseconds: 30_000 });
    expect(system.calls).toHaveLength(5);
    system.moment += 30_000;
    await expect(http.send(get)).rejects.toBeInstanceOf(Retryable);
    system.moment += 60_000;
    await http.send(get);
    expect(system.calls).toHaveLength(7);
  });

  it('refuses a page of a browser with status 200', async () => {
    const system = new Scripted(() => ({}));
    const tools = localTools({
      request: async () => ({ status: 200, headers: {}, body: Buffer.from('<html>sign in</html>') }),
    });
    const http = new SystemHttp(tools, { base: 'https://x.example', credential: { headers: async () => ({}) } });
    const answer = await http.send(get);
    expect(() => answer.json).toThrow(Refused);
    expect(system.calls).toHaveLength(0);
  });

  it('stops when it is cancelled', async () => {
    const cancel = new AbortController();
    cancel.abort();
    const system = new Scripted(() => ({}));
    await expect(system.client().send({ ...get, signal: cancel.signal })).rejects.toBeInstanceOf(Cancelled);
    expect(system.calls).toHaveLength(0);
  });
});

describe('pages of a list', () => {
  const size = { param: 'per_page', value: 2 };
  const all = [1, 2, 3, 4, 5];

  async function read(pages: Pages, reply: (call: number, url: URL) => Reply): Promise<unknown[]> {
    const http = new Scripted((call, url) => reply(call, new URL(url))).client();
    const items: unknown[] = [];
    const itemsOf = (answer: { json: unknown }) => (answer.json as { items: unknown[] }).items;
    for await (const page of paged(http, get, pages, itemsOf)) items.push(...page);
    return items;
  }
  const part = (from: number): unknown[] => all.slice(from, from + 2);

  it('by offset', async () => {
    const items = await read({ by: 'offset', param: 'offset', size }, (_call, url) => ({
      body: { items: part(Number(url.searchParams.get('offset'))) },
    }));
    expect(items).toEqual(all);
  });

  it('by number', async () => {
    const items = await read({ by: 'page', param: 'page', size }, (_call, url) => ({
      body: { items: part((Number(url.searchParams.get('page')) - 1) * 2) },
    }));
    expect(items).toEqual(all);
  });

  it('by cursor', async () => {
    const items = await read({ by: 'cursor', param: 'after', at: 'paging.next.after', size }, (_call, url) => {
      const from = Number(url.searchParams.get('after') ?? 0);
      return { body: { items: part(from), ...(from < 4 ? { paging: { next: { after: from + 2 } } } : {}) } };
    });
    expect(items).toEqual(all);
  });

  it('by a cursor inside of the body', async () => {
    const bodies: unknown[] = [];
    const http = new Scripted((call) => ({ body: { items: [call], next: call === 1 ? 'c' : null } }));
    const client = http.client();
    const pages: Pages = { by: 'cursor', param: 'variables.after', at: 'next', in: 'json' };
    const call = { method: 'POST', path: '/graphql', body: { json: { query: 'q', variables: { id: 7 } } } } as const;
    for await (const page of paged(client, call, pages, ({ json }) => (json as { items: unknown[] }).items)) {
      expect(page).toEqual([http.calls.length]);
      bodies.push(JSON.parse(String(http.calls.at(-1)!.request.body)));
    }
    expect(bodies).toEqual([
      { query: 'q', variables: { id: 7 } },
      { query: 'q', variables: { id: 7, after: 'c' } },
    ]);
  });

  it('by the Link header', async () => {
    const items = await read({ by: 'link' }, (_call, url) => {
      const from = Number(url.searchParams.get('from') ?? 0);
      const next = `<https://api.example.com/v2/contacts?from=0>; rel="first", <https://api.example.com/v2/contacts?from=${from + 2}>; rel="next"`;
      const headers: Record<string, string> = from < 4 ? { link: next } : {};
      return { headers, body: { items: part(from) } };
    });
    expect(items).toEqual(all);
  });

  it.each<[string, Pages, (call: number) => Reply]>([
    [
      'cursor that stands still',
      { by: 'cursor', param: 'after', at: 'next' },
      () => ({ body: { items: [1], next: 'a' } }),
    ],
    [
      'circle of cursors',
      { by: 'cursor', param: 'after', at: 'next' },
      (call) => ({ body: { items: [call], next: call % 2 ? 'a' : 'b' } }),
    ],
    ['parameter that is ignored', { by: 'page', param: 'page', size }, () => ({ body: { items: [1, 2] } })],
    [
      'next page with somebody else',
      { by: 'link', at: 'next' },
      () => ({ body: { items: [1], next: 'https://evil.example/v2/contacts' } }),
    ],
  ])('stops at a %s', async (_name, pages, reply) => {
    await expect(read(pages, reply)).rejects.toBeInstanceOf(Refused);
  });
});
