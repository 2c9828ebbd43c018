// The other side of the webhook connector, whole: run it, and put its address and secret into a data map.
//   HABEAS_SECRET=whsec_… node other-side.mjs
// It needs Node.js 20 and nothing else. The tests of Habeas run this very file.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const secrets = (process.env.HABEAS_SECRET ?? '')
  .split(' ')
  .map((one) => Buffer.from(one.replace('whsec_', ''), 'base64'));

// Your own data. Here a table of members.
const members = new Map([
  [1, { id: 1, email: 'ada@people.example', name: 'Ada', tier: 'gold' }],
  [2, { id: 2, email: 'bob@people.example', name: 'Bob', tier: 'blue' }],
]);

/** Standard Webhooks: over the bytes as they came, within five minutes, compared in constant time. */
function isSigned(headers, body) {
  const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': given = '' } = headers;
  if (!id || Math.abs(Date.now() / 1000 - Number(time)) > 300) return false;
  return secrets.some((secret) => {
    const wanted = createHmac('sha256', secret).update(`${id}.${time}.${body}`).digest();
    return given.split(' ').some((one) => {
      const bytes = one.startsWith('v1,') ? Buffer.from(one.slice(3), 'base64') : Buffer.alloc(0);
      return bytes.length === wanted.length && timingSafeEqual(bytes, wanted);
    });
  });
}

/** One call back, with the token of the question. A call that fails is made again: all of them may be repeated. */
async function call(question, method, path, body) {
  for (let attempt = 0; ; attempt += 1) {
    const response = await fetch(`${question.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${question.token}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    }).catch(() => null);
    if (response?.ok) return response.status === 204 ? null : response.json();
    // 4xx will not change by being repeated: answered already, expired, or not as described.
    if ((response && response.status < 500) || attempt === 5) throw new Error(`${method} ${path}: ${response?.status}`);
    await new Promise((resolve) => setTimeout(resolve, 2 ** attempt * 500));
  }
}

async function work(question) {
  const task = await call(question, 'GET', '');
  if (task.verb === 'find' || task.verb === 'copy') {
    const wanted = task.identifiers.filter(({ kind }) => kind === 'email').map(({ value }) => value);
    const keys = task.rows.flatMap((rows) => rows.keys.map(([key]) => key));
    const found = [...members.values()].filter(({ email, id }) => wanted.includes(email) || keys.includes(id));
    if (found.length === 0) return call(question, 'POST', '/answer', { state: 'nothing-found' });
    const items = found.map((record) => ({ collection: 'members', record }));
    // Up to 200 records and 256 KiB a page.
    await call(question, 'PUT', '/pages/1', { items });
    return call(question, 'POST', '/answer', { state: 'done', pages: 1, whole: true });
  }
  if (task.verb === 'erase') {
    for (const step of task.steps) for (const [key] of step.keys) members.delete(key);
    return call(question, 'POST', '/answer', { state: 'done' });
  }
  return call(question, 'POST', '/answer', { state: 'needs-a-person', reason: `We have no way to ${task.verb}.` });
}

const server = createServer((request, response) => void receive(request, response));

async function receive(request, response) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString('utf8');
  if (!isSigned(request.headers, body)) return response.writeHead(401).end();
  // Taken: keep the notice first if you cannot work at once. It comes again unless you answer with 2xx.
  response.writeHead(202).end();
  const notice = JSON.parse(body);
  if (notice.type !== 'habeas.ping') work(notice.data).catch((error) => console.error(error.message));
}

server.listen(Number(process.env.PORT ?? 8080), '127.0.0.1', () => console.log(`listening ${server.address().port}`));
