import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';

const run = promisify(execFile);
export const CALIFORNIA = { country: 'US', state: 'CA' };

/** The demo's people asking, proving and being answered, over the API, so that there is something to show. */
export async function cases({ url, home, demo, read }) {
  const { officer } = JSON.parse(await read(demo.apiKeys));
  const call = async (method, path, key, body) => {
    const answer = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text && text.startsWith('{') ? JSON.parse(text) : text;
  };
  const office = (method, path, body) => call(method, path, officer.key, body);

  const ask = async (controller, email, right, place = {}) => {
    const challenge = await (await fetch(`${url}/v1/portal/challenge`)).json();
    const solution = await solveChallenge({ challenge, deriveKey });
    const answer = await fetch(`${url}/v1/submissions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify({
        controllers: [controller],
        rights: [right],
        identifiers: [{ kind: 'email', value: email }],
        locale: 'de',
        ...place,
        proofOfWork: Buffer.from(JSON.stringify({ challenge, solution })).toString('base64'),
      }),
    });
    if (!answer.ok) throw new Error(`Not accepted: ${await answer.text()}`);
    const [{ token, requests }] = (await answer.json()).cases;
    return { token, id: requests[0].id, email };
  };
  const reach = async ({ token }, ...states) => {
    for (let tries = 0; tries < 400; tries += 1) {
      const { requests } = await call('GET', '/v1/case', token);
      if (states.includes(requests[0].state)) return;
      await new Promise((done) => setTimeout(done, 600));
    }
    throw new Error(`The request did not come to ${states.join(' or ')}.`);
  };
  const prove = async (opened) => {
    await reach(opened, 'proving');
    const { stdout } = await run(process.execPath, ['dist/src/cli.js', 'demo-login', '--email', opened.email], {
      env: { ...process.env, HABEAS_HOME: home },
    });
    await call('POST', '/v1/case/proof/login', opened.token, { assertion: stdout.trim() });
  };
  const release = async (opened) => {
    await reach(opened, 'reviewing');
    const { digest } = await office('GET', `/v1/requests/${opened.id}/package`);
    await office('POST', `/v1/requests/${opened.id}/release`, { digest });
  };
  const approve = async (opened) => {
    await reach(opened, 'deciding');
    const { hash } = await office('GET', `/v1/requests/${opened.id}/plan`);
    await office('POST', `/v1/requests/${opened.id}/plan/approval`, { hash });
  };
  /** Vendors delete in their own time: once they have begun, their clocks are put forward by a month. */
  const vendorsDelete = async ({ id }) => {
    const vendors = Object.values(demo.vendors);
    for (let tries = 0; tries < 400; tries += 1) {
      const { tasks } = await office('GET', `/v1/requests/${id}`);
      if (tasks.filter(({ code }) => code === 'pending').length === vendors.length) break;
      await new Promise((done) => setTimeout(done, 600));
    }
    for (const vendor of vendors) {
      await fetch(`${vendor}/_simulator/clock`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ seconds: 31 * 86_400 }),
      });
    }
  };
  return { call, office, ask, reach, prove, release, approve, vendorsDelete };
}
