import type { DataSource } from 'typeorm';
import type { KeptTokens, Tokens, TokenStore } from '../../connectors/kit/credentials/token-store.js';
import { Retryable } from '../../connectors/kit/errors.js';
import { pause } from '../../connectors/kit/local-tools.js';
import type { DataKeys } from '../../platform/crypto/data-keys.js';
import { newId } from '../../platform/ids/ids.js';

interface Row {
  sealed: Buffer | null;
  version: number;
  mine: boolean;
}

/** How long an exchange may take before another worker may try. Longer than a call may last. */
const LEASE_SECONDS = 90;
const LOOK_MILLISECONDS = 150;
const LOOKS = 100;
/** How often keeping is tried: what was exchanged and is not kept takes a person to replace. */
const KEEPING = 6;

/**
 * Tokens as sealed rows. Exchanging is single-flight over all workers by a lease on the row, not by a transaction:
 * nobody holds one open while a server takes its time.
 */
export class StoredTokens implements TokenStore {
  constructor(
    private readonly source: DataSource,
    private readonly keys: DataKeys,
    private readonly system: string,
  ) {}

  async read(name: string): Promise<KeptTokens | null> {
    const [row]: Row[] = await this.source.query(
      'SELECT sealed, version FROM system_token WHERE system = $1 AND name = $2',
      [this.system, name],
    );
    return row ? this.opened(name, row) : null;
  }

  async renew(name: string, seen: number, exchange: (kept: Tokens | null) => Promise<Tokens>): Promise<KeptTokens> {
    const holder = newId();
    for (let look = 0; look < LOOKS; look++) {
      const row = await this.lease(name, holder, seen);
      if (row.version > seen) {
        const kept = await this.opened(name, row);
        if (kept) return kept;
      }
      if (row.mine) return this.exchanged(name, holder, row, exchange);
      await pause(LOOK_MILLISECONDS);
    }
    throw new Retryable('Another worker is asking for a token.', 5_000);
  }

  private async exchanged(
    name: string,
    holder: string,
    row: Row,
    exchange: (kept: Tokens | null) => Promise<Tokens>,
  ): Promise<KeptTokens> {
    try {
      const before = await this.opened(name, row);
      const tokens = await exchange(before?.tokens ?? null);
      return await this.keep(name, tokens, row.version + 1);
    } catch (error) {
      await this.source.query(
        `UPDATE system_token SET renewing_until = '-infinity', renewing_by = NULL
         WHERE system = $1 AND name = $2 AND renewing_by = $3`,
        [this.system, name, holder],
      );
      throw error;
    }
  }

  /** The right to exchange, unless somebody has it or has done it. */
  private async lease(name: string, holder: string, seen: number): Promise<Row> {
    await this.source.query(
      `INSERT INTO system_token (system, name, version, renewing_until) VALUES ($1, $2, 0, '-infinity') ON CONFLICT DO NOTHING`,
      [this.system, name],
    );
    const [leased]: [Row[]] = await this.source.query(
      `UPDATE system_token SET renewing_until = now() + make_interval(secs => $4), renewing_by = $3
       WHERE system = $1 AND name = $2 AND version <= $5 AND renewing_until < now()
       RETURNING sealed, version, true AS mine`,
      [this.system, name, holder, LEASE_SECONDS, seen],
    );
    if (leased[0]) return leased[0];
    const [row]: Row[] = await this.source.query(
      'SELECT sealed, version, false AS mine FROM system_token WHERE system = $1 AND name = $2',
      [this.system, name],
    );
    return row!;
  }

  private async keep(name: string, tokens: Tokens, version: number): Promise<KeptTokens> {
    for (let attempt = 1; ; attempt++) {
      try {
        const key = await this.keys.create(this.source.manager, { kind: 'system', id: this.system }, null);
        await this.source.query(
          `UPDATE system_token SET sealed = $3, version = $4, renewing_until = '-infinity', renewing_by = NULL
           WHERE system = $1 AND name = $2`,
          [this.system, name, key.seal(JSON.stringify(tokens), this.place(name)), version],
        );
        return { tokens, version };
      } catch (error) {
        if (attempt >= KEEPING) throw error;
        await pause(LOOK_MILLISECONDS * 2 ** attempt);
      }
    }
  }

  private async opened(name: string, { sealed, version }: Row): Promise<KeptTokens | null> {
    if (!sealed) return null;
    const key = await this.keys.of(this.source.manager, { kind: 'system', id: this.system });
    return { tokens: JSON.parse(key.openText(sealed, this.place(name))) as Tokens, version };
  }

  private place(name: string): { table: string; row: string; column: string } {
    return { table: 'system_token', row: `${this.system}/${name}`, column: 'sealed' };
  }
}
