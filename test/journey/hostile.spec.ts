import { problemCodes } from '../../src/platform/http/problems/problem-codes.js';
import { type EdgeOffice, openEdgeOffice } from '../kit/edge-office.js';
import { type Operation, operationsOf, pathOf } from '../kit/operations.js';
import { type RawAnswer, type RawCall, rawCall } from '../kit/raw-client.js';
import { tableDigests } from '../kit/table-digests.js';

/** In everything that is sent; never to be seen again. */
const CANARY = 'kanarienvogel';

const good = {
  controllers: ['alpha'],
  rights: ['access'],
  identifiers: [{ kind: 'email', value: `${CANARY}@example.org` }],
};
const withValue = (kind: string, value: unknown): object => ({ ...good, identifiers: [{ kind, value }] });
const email = (value: unknown): object => withValue('email', value);
const nested = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

/** What goes to POST /v1/submissions, and the code it is refused with. A text is sent as it stands. */
const SUBMISSIONS: [string, unknown, string][] = [
  ['nothing', '', 'validation-failed'],
  ['null', null, 'validation-failed'],
  ['a list', [good], 'validation-failed'],
  ['a text', '"submission"', 'validation-failed'],
  ['an empty object', {}, 'validation-failed'],
  ['half a document', '{"controllers": ["al', 'json-malformed'],
  ['two documents', `${JSON.stringify(good)}${JSON.stringify(good)}`, 'json-malformed'],
  ['a form', `controllers=alpha&text=${CANARY}`, 'json-malformed'],
  ['JSON with a comment', `{/* ${CANARY} */}`, 'json-malformed'],
  ['a single quoted text', `{'text': '${CANARY}'}`, 'json-malformed'],
  ['depth', nested(5_000), 'json-too-complex'],
  ['ten thousand members', `{${Array.from({ length: 10_002 }, (_, at) => `"m${at}":1`).join()}}`, 'json-too-complex'],
  ['__proto__', `{"__proto__": {"role": "privacy_officer"}, "text": "${CANARY}"}`, 'json-forbidden-key'],
  ['constructor', JSON.stringify({ ...good, identifiers: [{ constructor: { prototype: { proven: true } } }] }), 'json-forbidden-key'],
  ['a member twice', `{"rights": ["access"], "rights": ["erasure"], "controllers": ["alpha"]}`, 'json-duplicate-key'],
  ['NUL in the text', { ...good, text: `a\u0000${CANARY}` }, 'text-not-storable'],
  ['half a surrogate pair in the text', `{"text": "\\ud83d${CANARY}"}`, 'text-not-storable'],
  ['half a surrogate pair in a name', `{"\\udc00": "${CANARY}"}`, 'text-not-storable'],
  // Types
  ['controllers as a text', { ...good, controllers: 'alpha' }, 'validation-failed'],
  ['controllers as an object', { ...good, controllers: { 0: 'alpha', length: 1 } }, 'validation-failed'],
  ['controllers with a number', { ...good, controllers: [1] }, 'validation-failed'],
  ['controllers with null', { ...good, controllers: [null] }, 'validation-failed'],
  ['no controllers', { ...good, controllers: [] }, 'validation-failed'],
  ['a controller twice', { ...good, controllers: ['alpha', 'alpha'] }, 'validation-failed'],
  ['rights as a number', { ...good, rights: 7 }, 'validation-failed'],
  ['a right that does not exist', { ...good, rights: [CANARY] }, 'validation-failed'],
  ['a right named like a method', { ...good, rights: ['toString'] }, 'validation-failed'],
  ['a right twice', { ...good, rights: ['access', 'access'] }, 'validation-failed'],
  ['a right that the law does not know', { ...good, rights: ['limit_use'] }, 'right-not-known'],
  ['identifiers as an object', { ...good, identifiers: { kind: 'email', value: CANARY } }, 'validation-failed'],
  ['identifiers of texts', { ...good, identifiers: [CANARY] }, 'validation-failed'],
  ['identifiers of lists', { ...good, identifiers: [[CANARY]] }, 'validation-failed'],
  ['identifiers of null', { ...good, identifiers: [null] }, 'validation-failed'],
  ['no identifiers', { ...good, identifiers: [] }, 'validation-failed'],
  ['many identifiers', { ...good, identifiers: Array.from({ length: 21 }, (_, at) => ({ kind: 'email', value: `${CANARY}${at}@example.org` })) }, 'validation-failed'],
  ['thousands of identifiers', { ...good, identifiers: Array.from({ length: 3_000 }, (_, at) => ({ kind: 'email', value: `k${at}@example.org` })) }, 'validation-failed'],
  ['a kind that is no name', withValue(`${CANARY}; DROP TABLE identifier`, 'x'), 'validation-failed'],
  ['a kind that is an object', { ...good, identifiers: [{ kind: { $ne: '' }, value: CANARY }] }, 'validation-failed'],
  ['a value that is an object', email({ $gt: CANARY }), 'validation-failed'],
  ['a value that is a list', email([CANARY]), 'validation-failed'],
  ['a value that is true', email(true), 'validation-failed'],
  ['a text that is a list', { ...good, text: [CANARY] }, 'validation-failed'],
  ['a text too long', { ...good, text: CANARY.repeat(1_000) }, 'validation-failed'],
  ['copyFirst as a text', { ...good, copyFirst: 'yes' }, 'validation-failed'],
  ['a locale that is none', { ...good, locale: `../../${CANARY}` }, 'validation-failed'],
  ['a country in small letters', { ...good, country: 'de' }, 'validation-failed'],
  ['a country that is a list', { ...good, country: ['DE'] }, 'validation-failed'],
  ['a state with a quote', { ...good, state: "H'" }, 'validation-failed'],
  ['a relation that is none', { ...good, relation: CANARY }, 'validation-failed'],
  ['a way to reply that is none', { ...good, replyBy: 'javascript:alert(1)' }, 'validation-failed'],
  // What only the office says: mass assignment
  ...['assurance', 'recordedBy', 'role', 'proven', 'state', 'channel', 'receivedAt', 'testPerson', 'id', 'token', 'law', 'dueOn'].map(
    (member): [string, unknown, string] => [`the member ${member}`, { ...good, [member]: 'officer' }, 'validation-failed'],
  ),
  ['an identifier that says it is proven', { ...good, identifiers: [{ ...good.identifiers[0], proven: true, source: 'login' }] }, 'validation-failed'],
  // Mail addresses
  ['no mail address', email(CANARY), 'validation-failed'],
  ['an empty mail address', email(''), 'validation-failed'],
  ['a mail address of spaces', email('   '), 'validation-failed'],
  ['a header in a mail address', email(`a@example.org\r\nBcc: ${CANARY}@example.org`), 'validation-failed'],
  ['a line feed in a mail address', email(`a\n${CANARY}@example.org`), 'validation-failed'],
  ['two mail addresses', email(`a@example.org,${CANARY}@example.org`), 'validation-failed'],
  ['two mail addresses with a semicolon', email(`a@example.org;${CANARY}@example.org`), 'validation-failed'],
  ['a mail address with a name', email(`Anna <${CANARY}@example.org>`), 'validation-failed'],
  ['a quoted mail address', email(`"${CANARY}"@example.org`), 'validation-failed'],
  ['a mail address with a comment', email(`${CANARY}(comment)@example.org`), 'validation-failed'],
  ['an address literal', email(`${CANARY}@[127.0.0.1]`), 'validation-failed'],
  ['an address as a host', email(`${CANARY}@127.0.0.1`), 'validation-failed'],
  ['a host with a path', email(`${CANARY}@example.org/../x`), 'validation-failed'],
  ['right-to-left override', email(`${CANARY}\u202egro.elpmaxe@example.org`), 'validation-failed'],
  ['zero width in the local part', email(`kana\u200brien@example.org`), 'validation-failed'],
  ['zero width in the host', email(`${CANARY}@exa\u200bmple.org`), 'validation-failed'],
  ['a soft hyphen', email(`${CANARY}\u00ad@example.org`), 'validation-failed'],
  ['a combining bomb', email(`a${'\u0301'.repeat(900)}@example.org`), 'validation-failed'],
  ['a text that NFKC makes 18 times as long', email(`${'\ufdfa'.repeat(900)}@example.org`), 'validation-failed'],
  ['a local part too long', email(`${'k'.repeat(65)}@example.org`), 'validation-failed'],
  ['SQL in a mail address', email(`' OR '1'='1' -- @example.org`), 'validation-failed'],
  ['a template in a mail address', email('<%= process.env %>@example.org'), 'validation-failed'],
  ['a formula with spaces in a mail address', email(`=HYPERLINK("http://x","${CANARY}")@example.org`), 'validation-failed'],
  ['a mail address of a megabyte', email(`${'k'.repeat(1024 * 1024)}@example.org`), 'body-too-large'],
  ['a mail address of 4 KB', email(`${'k'.repeat(4_096)}@example.org`), 'validation-failed'],
  // Telephones
  ['no telephone', withValue('phone', CANARY), 'validation-failed'],
  ['a telephone that is SQL', withValue('phone', "1'; DROP TABLE request;--"), 'validation-failed'],
  ['a telephone in a country that does not exist', { ...withValue('phone', '040 1234567'), country: 'XX' }, 'validation-failed'],
  // Other identifiers
  ['NUL in a customer number', `{"controllers":["alpha"],"rights":["access"],"identifiers":[{"kind":"customer_id","value":"1\\u0000"}]}`, 'text-not-storable'],
  ['a control character in a customer number', withValue('customer_id', `1\u001b[2J${CANARY}`), 'validation-failed'],
  ['right-to-left override in a customer number', withValue('customer_id', `1\u202e${CANARY}`), 'validation-failed'],
  // Controllers
  ['a controller that does not exist', { ...good, controllers: [CANARY] }, 'unknown-controller'],
  ['a controller named like a method', { ...good, controllers: ['tostring'] }, 'unknown-controller'],
  ['a controller among others that does not exist', { ...good, controllers: ['alpha', CANARY] }, 'unknown-controller'],
  ['path traversal as a controller', { ...good, controllers: ['../../etc/passwd'] }, 'validation-failed'],
  ['encoded path traversal as a controller', { ...good, controllers: ['..%2f..%2fetc'] }, 'validation-failed'],
  ['SQL as a controller', { ...good, controllers: ["alpha' OR 'a'='a"] }, 'validation-failed'],
  ['a template as a controller', { ...good, controllers: ['{{7*7}}'] }, 'validation-failed'],
  ['a homograph as a controller', { ...good, controllers: ['аlpha'] }, 'validation-failed'],
  ['a controller with a line feed', { ...good, controllers: ['alpha\n'] }, 'validation-failed'],
];

const RECORDED = { ...good, channel: 'letter', receivedAt: '2026-11-02T09:00:00Z' };
/** What goes to POST /v1/requests/recorded. */
const RECORDINGS: [string, object][] = [
  ['no day of receipt', { ...RECORDED, receivedAt: undefined }],
  ['tomorrow', { ...RECORDED, receivedAt: '2999-01-01T00:00:00Z' }],
  ['a day before any law', { ...RECORDED, receivedAt: '0001-01-01T00:00:00Z' }],
  ['the first moment that a date can tell', { ...RECORDED, receivedAt: '-271821-04-20T00:00:00Z' }],
  ['a day that does not exist', { ...RECORDED, receivedAt: '2026-02-30T25:61:00Z' }],
  ['a number', { ...RECORDED, receivedAt: 1e300 }],
  ['zero', { ...RECORDED, receivedAt: 0 }],
  ['true', { ...RECORDED, receivedAt: true }],
  ['null', { ...RECORDED, receivedAt: null }],
  ['an object', { ...RECORDED, receivedAt: { toString: CANARY } }],
  ['a list', { ...RECORDED, receivedAt: ['2026-11-02'] }],
  ['a channel of the edge itself', { ...RECORDED, channel: 'portal' }],
  ['whoever recorded it', { ...RECORDED, recordedBy: '0199c0de-0000-7000-8000-000000000001' }],
  ['an assurance', { ...RECORDED, assurance: 'officer' }],
  ['a role that is none', { ...RECORDED, role: 'privacy_officer' }],
];

/** Bodies that no operation takes. */
const BODIES: [string, string, string | null][] = [
  ['null', 'null', null],
  ['a list', '[]', null],
  ['a number', '42', null],
  ['a text', JSON.stringify(CANARY), null],
  ['broken JSON', `{"${CANARY}`, 'json-malformed'],
  ['no UTF-8', '\xff\xfe', 'json-malformed'],
  ['depth', nested(40), 'json-too-complex'],
  ['a member twice', '{"token": "a", "token": "b"}', 'json-duplicate-key'],
  ['__proto__', '{"__proto__": {"kind": "staff"}}', 'json-forbidden-key'],
  ['constructor', '{"constructor": {"prototype": {}}}', 'json-forbidden-key'],
  ['NUL', '{"note": "\\u0000"}', 'text-not-storable'],
  ['half a surrogate pair', '{"note": "\\udfff"}', 'text-not-storable'],
  ['an unknown member', JSON.stringify({ unexpected: CANARY, [`${CANARY}@example.org`]: 1 }), 'validation-failed'],
  ['members of wrong types', JSON.stringify({ token: { $ne: 1 }, code: [1], hash: 1, reason: {}, decision: true, note: [CANARY] }), 'validation-failed'],
  ['300 KB', JSON.stringify({ note: CANARY.repeat(25_000) }), 'body-too-large'],
];

const IDS = [
  CANARY,
  '1',
  "1'%20OR%20'1'='1",
  '..%2f..%2f..%2fetc%2fpasswd',
  '%2e%2e',
  '0199c0de-0000-7000-8000-00000000dea',
  '0199c0de-0000-7000-8000-00000000dead-',
  '{0199c0de-0000-7000-8000-00000000dead}',
  '%00',
  '%ff',
  '%E2%80%AE',
  '__proto__',
  'constructor',
  '%7B%7B7*7%7D%7D',
  'k'.repeat(250),
  'k'.repeat(5_000),
];

const LISTS = ['GET /v1/requests', 'GET /v1/errands'];

const QUERIES = [
  `after=${CANARY}`,
  'after=',
  'after=2026-11-02',
  'after=9999-99-99_0199c0de-0000-7000-8000-00000000dead',
  'after=2026-02-30_0199c0de-0000-7000-8000-00000000dead',
  'after=2026-11-02_------------------------------------',
  'after=0000-00-00_0199c0de-0000-7000-8000-00000000dead',
  'after=a&after=b',
  'after[]=x',
  'limit=0',
  'limit=-1',
  'limit=1e9',
  'limit=NaN',
  'limit=1.5',
  'limit=10;DROP%20TABLE%20request',
  'limit=1&limit=2',
  `state=${CANARY}`,
  'state=toString',
  `right=${CANARY}`,
  'controller=..%2f..%2fetc',
  "controller=a'--",
  'open=1',
  'open[]=true',
  `reference=${'k'.repeat(41)}`,
  'reference=a&reference=b',
  `${CANARY}%40example.org=1`,
  '__proto__=1',
  '__proto__[role]=1',
  'constructor[prototype][x]=1',
  'limit=%00',
  'limit=%ff',
];

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
  const tokenFor = ({ kinds }: Operation): string | null =>
    kinds.includes('staff') ? office.all : kinds.includes('person') ? office.alpha.caseToken : null;
  const authorised = (operation: Operation): Record<string, string> => {
    const token = tokenFor(operation);
    return token === null ? {} : { authorization: `Bearer ${token}` };
  };
  const ids = (): Record<string, string> => ({ id: office.alpha.requestId });

  /** What is wrong with an answer that ought to be a refusal; null when nothing is. */
  function complaint(answer: RawAnswer, codes?: string | null): string | null {
    const problem = answer.json as { code?: string; status?: number; type?: string } | undefined;
    const shown = `${answer.status} ${answer.text.slice(0, 300)}`;
    if (answer.status < 400 || answer.status > 499) return `is no refusal: ${shown}`;
    if (!answer.headers['content-type']?.startsWith('application/problem+json')) return `is no problem document: ${shown}`;
    if (!problem?.code || !(problem.code in problemCodes)) return `has no known code: ${shown}`;
    if (problem.status !== answer.status || problem.type !== `urn:habeas:problem:${problem.code}`) return `contradicts itself: ${shown}`;
    if (problemCodes[problem.code as keyof typeof problemCodes].status !== answer.status) return `has a status of its own: ${shown}`;
    if (codes && problem.code !== codes) return `should be ${codes}: ${shown}`;
    if (/kanari|DROP TABLE|etc.passwd|\$ne|    at |node_modules|SELECT /i.test(answer.text)) return `repeats what was sent: ${shown}`;
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
      const found = complaint(answer, code);
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

  it('knows no method that is not in the document', async () => {
    const wrong: string[] = [];
    for (const path of new Set(operations.map((operation) => operation.path))) {
      const known = operations.filter((operation) => operation.path === path).map(({ method }) => method);
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'SEARCH', 'PROPFIND', 'PURGE']) {
        if (known.includes(method)) continue;
        const answer = await call({
          method,
          path: path.replace(/\{\w+\}/g, office.alpha.requestId),
          headers: { authorization: `Bearer ${office.all}`, 'x-http-method-override': known[0]! },
        });
        const found = complaint(answer);
        // GET /v1/requests/recorded reads `recorded` as the id of a request, and no id looks like that.
        const allowed = path === '/v1/requests/recorded' && method === 'GET' ? [400] : [404, 405];
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
    expect(complaint(await call({ method: 'GET', path, headers: { authorization: `Bearer ${office.all}` } }))).toBeNull();
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
    const answer = await call({ method: 'POST', path: '/v1/submissions', headers: { ...headers, 'idempotency-key': key }, body });
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
    ['=cmd|\' /C calc\'!A0'],
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
