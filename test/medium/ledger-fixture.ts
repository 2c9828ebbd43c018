import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { CheckpointFolder } from '../../src/ledger/checkpoint-folder.js';
import type { LedgerEntry } from '../../src/ledger/ledger-entry.js';
import { Ledger } from '../../src/ledger/ledger.js';
import { Sequencer } from '../../src/ledger/sequencer.js';
import { Signer } from '../../src/ledger/signer.js';
import { signingKey, type SigningKey } from '../../src/ledger/signing-key.js';
import { newLedgerId } from '../../src/platform/ids/ids.js';
import { connect, freshDatabase, type TestDatabase } from '../kit/database.js';

export const origin = 'ledger.example.com/test';

export function newKey(): SigningKey {
  return signingKey(generateKeyPairSync('ed25519').privateKey, origin);
}

/** An event as any room would record it. */
export function event(rows = 1): LedgerEntry {
  return {
    kind: 'plan.drawn',
    case: newLedgerId(),
    request: newLedgerId(),
    by: { role: 'service' },
    at: new Date(),
    data: { hash: 'c0ffee', systems: 3, rows },
  };
}

/** A log on a database of its own, with everything that writes it. */
export interface LogUnderTest {
  database: TestDatabase;
  source: DataSource;
  ledger: Ledger;
  sequencer: Sequencer;
  key: SigningKey;
  folderPath: string;
  folder: CheckpointFolder;
  signer: Signer;
  /** Appends so many entries, sequences and signs them; the checkpoint. */
  grow(entries: number): Promise<string>;
  /** As a superuser with every trigger off: what an attacker who holds the database can do. */
  tamper(...statements: string[]): Promise<void>;
  end(): Promise<void>;
}

export async function openLog(): Promise<LogUnderTest> {
  const database = await freshDatabase();
  const source = await connect(database);
  const folderPath = await mkdtemp(join(tmpdir(), 'habeas-checkpoints-'));
  const [ledger, sequencer, key] = [new Ledger(), new Sequencer(source), newKey()];
  const folder = new CheckpointFolder(folderPath);
  const signer = new Signer(source, { key, folder });
  return {
    database,
    source,
    ledger,
    sequencer,
    key,
    folderPath,
    folder,
    signer,
    async grow(entries) {
      await source.transaction((manager) =>
        ledger.appendAll(
          manager,
          Array.from({ length: entries }, (_, index) => event(index)),
        ),
      );
      await sequencer.drain();
      const { note } = await signer.signOnce();
      if (note === null) throw new Error('nothing was signed');
      return note;
    },
    async tamper(...statements) {
      const client = new pg.Client({ connectionString: database.ownerUrl });
      await client.connect();
      try {
        const tables = ['ledger_entry', 'ledger_leaf', 'ledger_node', 'ledger_checkpoint'];
        for (const table of tables) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER ALL`);
        for (const statement of statements) await client.query(statement);
        for (const table of tables)
          await client.query(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${table}_append_only`);
      } finally {
        await client.end();
      }
    },
    async end() {
      await source.destroy();
      await database.drop();
      await rm(folderPath, { recursive: true, force: true });
    },
  };
}
