import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ledger } from '../../src/ledger/ledger.js';
import { Sequencer } from '../../src/ledger/sequencer.js';
import { Signer } from '../../src/ledger/signer.js';
import { verifyLedger } from '../../src/ledger/verify/verify-ledger.js';
import { Transactions } from '../../src/platform/queues/transactions.js';
import { freshDatabase, type TestDatabase } from '../kit/database.js';
import { type RunningService, runService } from '../kit/running-service.js';

/** A signing key is changed: the new one continues what the old one signed, if the settings say whose that was. */
describe('LEDGER_VERIFIER_KEYS', () => {
  let database: TestDatabase;
  let home: string;
  const started: RunningService[] = [];

  beforeAll(async () => {
    database = await freshDatabase();
    home = await mkdtemp(join(tmpdir(), 'habeas-rotation-'));
  });
  afterAll(async () => {
    for (const service of started) await service.stop();
    await database.drop();
    await rm(home, { recursive: true, force: true });
  });

  async function start(environment: Record<string, string> = {}): Promise<RunningService> {
    const service = await runService({ database, home, environment: { WORKERS: 'false', ...environment } });
    started.push(service);
    return service;
  }

  /** One more entry, with its place, under a checkpoint. */
  async function sign(service: RunningService): Promise<{ key: string; note: string }> {
    const { app } = service.service;
    await app.get(Transactions, { strict: false }).run((tx) =>
      app.get(Ledger, { strict: false }).append(tx, {
        kind: 'setting.changed',
        by: { role: 'service' },
        at: new Date(),
        data: { name: 'LEDGER_KEY_FILE' },
      }),
    );
    await app.get(Sequencer, { strict: false }).drain();
    const signer = app.get(Signer, { strict: false });
    const { note } = await signer.signOnce();
    return { key: signer.verifierKey, note: note! };
  }

  it('lets the new key continue the checkpoints of the old one; a key that nobody named is refused', async () => {
    const first = await start();
    const old = await sign(first);
    const { privateKey } = generateKeyPairSync('ed25519');
    const file = join(home, 'new-ledger.pem');
    await writeFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });

    const unnamed = await start({ LEDGER_KEY_FILE: file });
    await expect(sign(unnamed)).rejects.toMatchObject({ code: 'ledger-corrupt' });

    const named = await start({ LEDGER_KEY_FILE: file, LEDGER_VERIFIER_KEYS: old.key });
    const next = await sign(named);
    expect(next.key).not.toBe(old.key);
    const { manager } = named.service.app.get(Transactions, { strict: false });
    const both = await verifyLedger(manager, { keys: [next.key, old.key], outside: [old.note, next.note] });
    expect(both).toMatchObject({ exitCode: 0 });
    const alone = await verifyLedger(manager, { keys: [next.key], outside: [next.note] });
    expect(alone.exitCode).toBe(1);
  });
});
