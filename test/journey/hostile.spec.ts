import { problemCodes } from '../../src/platform/http/problems/problem-codes.js';
import { type EdgeOffice, openEdgeOffice } from '../kit/edge-office.js';
import { BODIES, good, IDS, LISTS, QUERIES, RECORDINGS, SUBMISSIONS, CANARY } from '../kit/hostile-requests.js';
import { type Operation, operationsOf, pathOf } from '../kit/operations.js';
import { type RawAnswer, type RawCall, rawCall } from '../kit/raw-client.js';
import { tableDigests } from '../kit/table-digests.js';

describe('hostile requests', () => {
  let office: EdgeOffice;
  let operations: Operation[];
  let before: Record<string, string>;

  beforeAll(async () => {
    office = await openEdgeOffice();
    operations = await operationsOf(office.service.url);
    before = await tableDigests(office.service.database.ownerUrl);
  });

  afterAll(() => office.service.stop());

  const call = (what: RawCall): Promise<RawAnswer> => rawCall(office.service.url, what);
  const json = (body: unknown): { headers: Record<string, string>; body: string | Buffer } => ({
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? Buffer.from(body, 'latin1') : JSON.stringify(body),
  });
  /** A text of the table as UTF-8, all but the one that is meant not to be. */
  const sent = (body: unknown): { headers: Record<string, string>; body: string | Buffer } =>
    typeof body === 'string' ? { headers: { 'content-type': 'application/json' }, body } : json(body);
  const bySession = ({ kinds }: Operation): boolean =>
    !kinds.includes('staff') && kinds.some((kind) => ['session', 'enrolling', 'entering'].includes(kind));
  const tokenFor = ({ kinds }: Operation): string | null =>
    kinds.includes('staff')
      ? office.all
      : kinds.includes('person')
        ? office.alpha.caseToken
        : kinds.includes('callback')
          ? office.callback
          : kinds.includes('agent')
            ? office.agent
            : null;
  const authorised = (operation: Operation): Record<string, string> => {
    if (bySession(operation)) return office.session;
    const token = tokenFor(operation);
    return token === null ? {} : { authorization: `Bearer ${token}` };
  };
  const ids = (): Record<string, string> => ({ id: office.alpha.requestId, system: 'shop', number: '1' });

  /** What is wrong with an answer that ought to be a refusal; null when nothing is. */
  function complaint(answer: RawAnswer, codes?: string | null): string | null {
    const problem = answer.json as { code?: string; status?: number; type?: string } | undefined;
    const shown = `${answer.status} ${answer.text.slice(0, 300)}`;
    if (answer.status < 400 || answer.status > 499) return `is no refusal: ${shown}`;
    if (!answer.headers['content-type']?.startsWith('application/problem+json'))
      return `is no problem document: ${shown}`;
    if (!problem?.code || !(problem.code in problemCodes)) return `has no known code: ${shown}`;
    if (problem.status !== answer.status || problem.type !== `urn:habeas:problem:${problem.code}`)
      return `contradicts itself: ${shown}`;
    if (problemCodes[problem.code as keyof typeof problemCodes].status !== answer.status)
      return `has a status of its own: ${shown}`;
    if (codes && problem.code !== codes) return `should be ${codes}: ${shown}`;
    if (/kanari|DROP TABLE|etc.passwd|\$ne|    at |node_modules|SELECT /i.test(answer.text))
      return `repeats what was sent: ${shown}`;
    return null;
  }

  const nothingStored = async (): Promise<void> => {
    expect(await tableDigests(office.service.database.ownerUrl)).toEqual(before);
  };

  afterEach(nothingStored);

  it.each(SUBMISSIONS)('a submission with %s is refused', async (_name, body, code) => {
    const answer = await call({ method: 'POST', path: '/v1/submissions', ...sent(body) });
    expect(complaint(answer, code)).toBeNull();
  });

  it.each(RECORDINGS)('a recorded request with %s is refused', async (_name, body) => {
    const { headers, body: text } = json(body);
    const answer = await call({
      method: 'POST',
      path: '/v1/requests/recorded',
      headers: { ...headers, authorization: `Bearer ${office.all}` },
      body: text,
    });
    expect(complaint(answer)).toBeNull();
  });

  it.each(BODIES)('no operation takes %s for a body', async (_name, body, code) => {
    const wrong: string[] = [];
    for (const operation of operations.filter(({ takesJson }) => takesJson)) {
      const { headers, body: text } = json(body);
      const answer = await call({
        method: operation.method,
        path: pathOf(operation, ids()),
        headers: { ...headers, ...authorised(operation) },
        body: text,
      });
      // The one route that takes long lists; its own bounds are tried in suppression-check.spec.ts.
      const larger = code === 'body-too-large' && operation.name === 'POST /v1/suppression/check';
      const found = complaint(answer, larger ? 'validation-failed' : code);
      if (found) wrong.push(`${operation.name} ${found}`);
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    ['text/plain', '{}'],
    ['application/x-www-form-urlencoded', 'controllers=alpha'],
    ['application/xml', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
    ['multipart/form-data; boundary=x', '--x--'],
    ['application/json-seq', '{}'],
    ['text/json', '{}'],
    ['application/jsonx', '{}'],
    ['nonsense', '{}'],
    ['', '{}'],
  ])('no operation that wants JSON takes %s', async (type, body) => {
    const wrong: string[] = [];
    for (const operation of operations.filter(({ takesJson }) => takesJson)) {
      const answer = await call({
        method: operation.method,
        path: pathOf(operation, ids()),
        headers: { 'content-type': type, ...authorised(operation) },
        body,
      });
      const found = complaint(answer);
      if (found || ![400, 415].includes(answer.status)) wrong.push(`${operation.name} ${found ?? answer.status}`);
    }
    expect(wrong).toEqual([]);
  });

  it.each(IDS)('no operation takes %s for an id', async (id) => {
    const wrong: string[] = [];
    for (const operation of operations.filter(({ parameters }) => parameters.length > 0)) {
      for (const parameter of operation.parameters) {
        const path = pathOf(operation, { ...ids(), [parameter]: id });
        const found = complaint(await call({ method: operation.method, path, headers: authorised(operation) }));
        if (found) wrong.push(`${operation.name} ${found}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each(QUERIES)('no list takes ?%s', async (query) => {
    const lists = operations.filter(({ name }) => LISTS.includes(name));
    expect(lists).toHaveLength(LISTS.length);
    const wrong: string[] = [];
    for (const operation of lists) {
      // A member that only one of the lists has is unknown to the others.
      const answer = await call({ method: 'GET', path: `${operation.path}?${query}`, headers: authorised(operation) });
      const found = complaint(answer);
      if (found) wrong.push(`${operation.name} ${found}`);
    }
    expect(wrong).toEqual([]);
  });

  /** Is there an operation of this method whose path has a parameter where this one has a word? */
  const isReadAsParameter = (method: string, path: string): boolean =>
    operations.some(
      (other) =>
        other.method === method &&
        other.path !== path &&
        new RegExp(`^${other.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
    );

  it('knows no method that is not in the document', async () => {
    const wrong: string[] = [];
    for (const path of new Set(operations.map((operation) => operation.path))) {
      const known = operations.filter((operation) => operation.path === path).map(({ method }) => method);
      for (const method of [
        'GET',
        'POST',
        'PUT',
        'PATCH',
        'DELETE',
        'OPTIONS',
        'TRACE',
        'SEARCH',
        'PROPFIND',
        'PURGE',
      ]) {
        if (known.includes(method)) continue;
        const answer = await call({
          method,
          path: path.replace(/\{\w+\}/g, office.alpha.requestId),
          headers: { authorization: `Bearer ${office.all}`, 'x-http-method-override': known[0]! },
        });
        const found = complaint(answer);
        // GET /v1/requests/search is GET /v1/requests/{id} with an id that looks like none: it may say so.
        const allowed = isReadAsParameter(method, path) ? [400, 401, 404, 405] : [404, 405];
        if (found || !allowed.includes(answer.status)) wrong.push(`${method} ${path} ${found ?? answer.status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    '/v1/../openapi.json',
    '/v1/%2e%2e/openapi.json',
    '//v1/controllers',
    '/v1/controllers/',
    '/V1/controllers',
    '/v1/controllers;jsessionid=1',
    `/${CANARY}`,
    `/v1/requests/${CANARY}/../../controllers`,
    '/v1/controllers%00',
    '/%',
    '/.env',
    '/.git/config',
    '/v1/controllers/..%5c..%5c',
    `/${'k'.repeat(12_000)}`,
  ])('finds nothing at %s', async (path) => {
    expect(
      complaint(await call({ method: 'GET', path, headers: { authorization: `Bearer ${office.all}` } })),
    ).toBeNull();
  });

  it.each([
    ['empty', ''],
    ['of 256 characters', 'k'.repeat(256)],
    ['of 8 KB', 'k'.repeat(8_192)],
    ['with a tab', `${CANARY}-${CANARY}\tx`],
    ['with a character beyond ASCII', `${CANARY}-${CANARY}-\u00fc`],
    ['that anybody could guess', '1'],
  ])('takes no idempotency key %s', async (_name, key) => {
    const { headers, body } = json(good);
    const answer = await call({
      method: 'POST',
      path: '/v1/submissions',
      headers: { ...headers, 'idempotency-key': key },
      body,
    });
    expect(complaint(answer, 'idempotency-key-malformed')).toBeNull();
  });

  it('has failed nowhere, and has logged none of it', () => {
    expect(office.service.log.length).toBeGreaterThan(500);
    expect(office.service.log.filter((line) => /Request failed|kanari/i.test(line))).toEqual([]);
  });
});

describe('texts that look dangerous and are only texts', () => {
  let office: EdgeOffice;

  beforeAll(async () => {
    office = await openEdgeOffice();
  });

  afterAll(() => office.service.stop());

  it.each([
    ["Robert'); DROP TABLE request;--"],
    ["=cmd|' /C calc'!A0"],
    ['{{constructor.constructor("return process")()}}'],
    ['<%= process.env.HOME %>'],
    ['${7*7}'],
    ['<script>alert(1)</script>'],
    ['../../../../etc/passwd'],
    ['%s%s%s%n'],
    ['\\u0000 written out'],
    ['👩‍👩‍👧 שלום مرحبا'],
  ])('takes %s as a customer number and as free text, as it stands', async (text) => {
    const answer = await rawCall(office.service.url, {
      method: 'POST',
      path: '/v1/submissions',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...good, text, identifiers: [{ kind: 'customer_id', value: text }] }),
    });
    expect(answer.status).toBe(201);
    expect(answer.text).not.toContain(JSON.stringify(text).slice(1, -1));
    const tables = Object.keys(await tableDigests(office.service.database.ownerUrl));
    expect(tables).toEqual(expect.arrayContaining(['request', 'identifier', 'subject_case']));
  });
});
