/** What an authorisation server has given us. */
export interface Tokens {
  access: string;
  /** When the access token ends, as ISO text; null when the server does not say. */
  expiresAt: string | null;
  /** With which the next access token is asked for. Some servers give another one each time, and forget the old one. */
  refresh: string | null;
}

/** Tokens as they are kept, and how often they have been changed. */
export interface KeptTokens {
  tokens: Tokens;
  version: number;
}

/**
 * Where tokens live that change by being used. All workers share them; what a server has given is kept before anybody
 * uses it, since a refresh token that was exchanged and lost takes a person to replace.
 */
export interface TokenStore {
  /** @param name names the grant (a digest of what was configured), so that another grant never meets old tokens. */
  read(name: string): Promise<KeptTokens | null>;
  /**
   * Exchanges tokens: one caller at a time over all workers, the others get what it was given.
   *
   * @param seen version that did not do any more (0: none); when there is a newer one by now, that is the answer.
   * @param exchange asks the server; it is given what is kept at that moment.
   */
  renew(name: string, seen: number, exchange: (kept: Tokens | null) => Promise<Tokens>): Promise<KeptTokens>;
}
