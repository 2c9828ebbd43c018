import { hash } from 'node:crypto';
import type { ClientTls } from '../../../platform/egress/guarded-http.js';
import type { ConnectorTools } from '../contract.js';
import type { Credential } from './credential.js';
import type { KeptTokens, Tokens } from './token-store.js';

/** A token that ends sooner than this is exchanged before it is used. */
const LEEWAY = 60_000;

/** Asks the server. It is never broken off by whoever happened to ask first: what it gives belongs to all. */
export type Exchange = (kept: Tokens | null) => Promise<Tokens>;

/**
 * A credential whose token an authorisation server gives for a while. However many calls need one at once, over all
 * workers, the server is asked once; what it gives is kept before it is used.
 *
 * @param grant everything that was configured; another grant never meets the tokens of this one.
 */
export function granted(
  tools: Pick<ConnectorTools, 'tokens' | 'now'>,
  grant: readonly unknown[],
  exchange: Exchange,
  tls?: ClientTls,
): Credential {
  const name = hash('sha256', JSON.stringify(grant), 'hex');
  let kept: KeptTokens | null = null;
  let renewal: Promise<KeptTokens> | null = null;

  const renew = (seen: number): Promise<KeptTokens> => {
    renewal ??= tools.tokens
      .renew(name, seen, exchange)
      .then((renewed) => (kept = renewed))
      .finally(() => (renewal = null));
    return renewal;
  };
  const isLiving = ({ tokens }: KeptTokens): boolean =>
    tokens.expiresAt === null || Date.parse(tokens.expiresAt) - LEEWAY > tools.now().getTime();

  return {
    async headers() {
      kept ??= await tools.tokens.read(name);
      const living = kept && isLiving(kept) ? kept : await renew(kept?.version ?? 0);
      return { authorization: `Bearer ${living.tokens.access}` };
    },
    async renew() {
      await renew(kept?.version ?? 0);
      return true;
    },
    ...(tls ? { tls } : {}),
  };
}
