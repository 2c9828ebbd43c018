import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { appendOnlyTables, entities, migrations } from '../../src/data-source.js';
import type { LedgerEntry } from '../../src/ledger/ledger-entry.js';
import { Ledger } from '../../src/ledger/ledger.js';
import { Sequencer } from '../../src/ledger/sequencer.js';
import { Signer } from '../../src/ledger/signer.js';
import { signingKey, type SigningKey } from '../../src/ledger/signing-key.js';
import { newLedgerId } from '../../src/platform/ids/ids.js';
import { migrate } from '../../src/platform/storage/migrate.js';
import { dataSourceOptions } from '../../src/platform/storage/storage.js';
import { onServer } from './bench-database.js';

export interface BenchLog {
  url: string;
  source: DataSource;
  ledger: Ledger;
  sequencer: Sequencer;
  signer: Signer;
  key: SigningKey;
  fill(entries: number): Promise<void>;
  drop(): Promise<void>;
}

/** A database of its own on the server of `serverUrl`, with the schema of the service. */
export async function benchLog(serverUrl: string): Promise<BenchLog> {
  const name = `habeas_bench_${randomBytes(6).toString('hex')}`;
  await onServer(serverUrl, `CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await migrate({ ownerUrl: url.href, entities, migrations, appendOnlyTables });
  const source = await new DataSource(dataSourceOptions({ url: url.href, entities, pool: 5 })).initialize();
  const [ledger, sequencer] = [new Ledger(), new Sequencer(source)];
  const key = signingKey(generateKeyPairSync('ed25519').privateKey, 'bench.example.com/ledger');
  return {
    url: url.href,
    source,
    ledger,
    sequencer,
    key,
    signer: new Signer(source, { key }),
    async fill(entries) {
      for (let done = 0; done < entries; done += 1_000) {
        await source.transaction((manager) =>
          ledger.appendAll(
            manager,
            Array.from({ length: Math.min(1_000, entries - done) }, () => event()),
          ),
        );
      }
    },
    async drop() {
      await source.destroy();
      await onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

function event(): LedgerEntry {
  return {
    kind: 'erasure.intended',
    case: newLedgerId(),
    request: newLedgerId(),
    by: { role: 'service' },
    at: new Date(),
    data: { system: 'shop', hash: newLedgerId(), rows: 16, digest: newLedgerId() },
  };
}
