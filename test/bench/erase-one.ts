import { generateKeyPairSync } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { SignJWT } from 'jose';
import pg from 'pg';
import { Signer } from '../../src/ledger/signer.js';
import { verifyReceipt } from '../../src/ledger/receipt.js';
import { benchService } from './bench-service.js';
import { transaction } from './erase.js';
import { execute, findTool, median, rounded, seconds, spread } from './measuring.js';
import { assertRight, type BenchOptions, type BenchResult, skipped } from './result.js';
import { benchShop, controllers, shopMap } from './shop.js';

const UNIT = 'ms';
const ISSUER = 'https://login.bench.test';

/**
 * B5d: one person, from her accepted assertion to the closed request whose receipt verifies, with automatic approval and
 * nobody else at work, against one `psql` process that deletes the same rows. Times, so the smaller ratio is the better.
 */
export async function run({ quick, databaseUrl, words }: BenchOptions): Promise<BenchResult> {
  const psql = findTool('psql');
  if (!psql) return skipped('erase-one', UNIT, 'psql is not installed');
  // The proof route takes thirty assertions a minute of one address.
  const pairs = quick ? 7 : 21;
  const login = generateKeyPairSync('ed25519');
  const jwks = { keys: [{ ...login.publicKey.export({ format: 'jwk' }), alg: 'EdDSA', kid: 'bench', use: 'sig' }] };
  const policy = {
    objectionHours: 0,
    approveAutomatically: ['erasure'],
    login: { issuer: ISSUER, audience: 'habeas', jwks },
  };
  const shop = await benchShop(databaseUrl, 1_000);
  const files = { 'controllers.yaml': controllers(policy), 'shop.yaml': shopMap() };
  const service = await benchService(databaseUrl, files);
  const untouched = await shop.bystanders();
  const watcher = new pg.Client({ connectionString: service.database.ownerUrl });
  await watcher.connect();
  const key = await service.staff(['integration', 'auditor']);
  const send = async <T>(
    path: string,
    token: string,
    body?: unknown,
  ): Promise<{ status: number; text: string; json: T }> => {
    const response = await fetch(`${service.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, text, json: (text.startsWith('{') ? JSON.parse(text) : null) as T };
  };
  const until = async (sql: string, values: unknown[]): Promise<void> => {
    const end = performance.now() + 30_000;
    while ((await watcher.query(sql, values)).rows.length === 0) {
      if (performance.now() > end) throw new Error(`In vain: ${sql}\n${service.complaints.slice(-5).join('')}`);
      await wait(2);
    }
  };
  const toClosed: number[] = [];
  const oursOnce = async (): Promise<number> => {
    const [customer] = await shop.fill(1);
    const opened = await send<{ cases: { token: string; reference: string; requests: { id: string }[] }[] }>(
      '/v1/requests',
      key,
      {
        controllers: ['bench'],
        rights: ['erasure'],
        identifiers: [{ kind: 'customer_id', value: customer }],
      },
    );
    const [
      {
        token,
        reference,
        requests: [request],
      },
    ] = opened.json.cases as [{ token: string; reference: string; requests: [{ id: string }] }];
    await until(`SELECT 1 FROM request WHERE id = $1 AND state = 'proving'`, [request.id]);
    // What she was asked to do is done, nothing else waits: cold in the sense of an idle service.
    await wait(300);
    const assertion = await new SignJWT({
      habeas_identifiers: [{ kind: 'customer_id', value: customer }],
      habeas_case: reference,
    })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'bench' })
      .setIssuer(ISSUER)
      .setAudience('habeas')
      .setSubject(customer!)
      .setJti(request.id)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(login.privateKey);
    const began = performance.now();
    const proven = await send('/v1/case/proof/login', token, { assertion });
    assertRight('the assertion is accepted', proven.status === 200);
    await until(`SELECT 1 FROM request WHERE id = $1 AND state = 'closed'`, [request.id]);
    const closed = performance.now() - began;
    await until(
      `SELECT 1 FROM request r JOIN ledger_entry e ON e.request_id = r.ledger_id AND e.kind = 'answer.sent' JOIN ledger_leaf l ON l.entry_id = e.id
       WHERE r.id = $1 AND l.leaf_index < (SELECT max(size) FROM ledger_checkpoint)`,
      [request.id],
    );
    const taken = performance.now() - began;
    toClosed.push(closed);
    const receipt = await send(`/v1/case/requests/${request.id}/receipt`, token);
    const verified = verifyReceipt(receipt.text, [service.get(Signer).verifierKey]);
    assertRight('the receipt verifies', verified.valid);
    assertRight('rows left behind', await shop.left([customer!]));
    return taken;
  };
  const peerOnce = async (): Promise<number> => {
    const [customer] = await shop.fill(1);
    const taken = await seconds(() => execute(psql, ['-q', '-c', transaction(`= ${customer}`), shop.ownerUrl]));
    assertRight('rows left behind by the peer', await shop.left([customer!]));
    return taken * 1000;
  };
  try {
    for (let warm = 0; warm < 2; warm++) await oursOnce();
    await peerOnce();
    toClosed.length = 0;
    const [ours, peer]: [number[], number[]] = [[], []];
    for (let pair = 0; pair < pairs; pair++) {
      ours.push(await oursOnce());
      peer.push(await peerOnce());
      if (words.includes('--verbose')) console.error(ours.at(-1), toClosed.at(-1), peer.at(-1));
      // The proof route takes thirty assertions a minute of one address.
      if (pairs > 20) await wait(1_500);
    }
    assertRight('bystanders are as they were', (await shop.bystanders()) === untouched);
    const all = ours.map((value, pair) => value / peer[pair]!);
    return {
      name: 'erase-one',
      ours: Math.round(median(ours)),
      peer: Math.round(median(peer)),
      ratio: rounded(median(all)),
      spread: rounded(spread(all)),
      unit: UNIT,
      note:
        `Latency: smaller is better. From the assertion to a receipt under a signed checkpoint; closed and answered after ${Math.round(median(toClosed))} ms. ` +
        `Queues in PostgreSQL, automatic approval, idle service. Peer: one psql -c a person. Rows wrong: 0.`,
    };
  } finally {
    await watcher.end();
    await service.stop();
    await shop.drop();
  }
}
