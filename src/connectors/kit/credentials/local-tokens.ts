import type { KeptTokens, Tokens, TokenStore } from './token-store.js';

/** Tokens of one process. A grant whose refresh token rotates needs a store that outlives it. */
export class LocalTokens implements TokenStore {
  private readonly kept = new Map<string, KeptTokens>();
  private readonly renewing = new Map<string, Promise<KeptTokens>>();

  async read(name: string): Promise<KeptTokens | null> {
    return this.kept.get(name) ?? null;
  }

  async renew(name: string, seen: number, exchange: (kept: Tokens | null) => Promise<Tokens>): Promise<KeptTokens> {
    const underWay = this.renewing.get(name);
    if (underWay) return underWay;
    const before = this.kept.get(name);
    if (before && before.version > seen) return before;
    const renewal = exchange(before?.tokens ?? null).then((tokens) => {
      const kept = { tokens, version: (before?.version ?? 0) + 1 };
      this.kept.set(name, kept);
      return kept;
    });
    this.renewing.set(name, renewal);
    try {
      return await renewal;
    } finally {
      this.renewing.delete(name);
    }
  }
}
