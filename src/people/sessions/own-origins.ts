import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { PublicAddress } from '../../platform/http/public-address.js';

const LOOPBACK = new Set(['127.0.0.1', '[::1]']);

/** Under which origins browsers know this service, and what they say about where a request began. */
@Injectable()
export class OwnOrigins {
  constructor(private readonly address: PublicAddress) {}

  /** On a developer's machine the loopback address is called `localhost` too, which is what passkeys need. */
  get all(): string[] {
    const url = new URL(this.address.url);
    if (!LOOPBACK.has(url.hostname)) return [url.origin];
    const named = new URL(url);
    named.hostname = 'localhost';
    return [url.origin, named.origin];
  }

  /** The host that passkeys belong to; null where it can have none, because it is an IP address. */
  get passkeyHost(): string | null {
    const { hostname } = new URL(this.all.at(-1)!);
    return /^[\d.]+$|^\[/.test(hostname) ? null : hostname;
  }

  /**
   * `Sec-Fetch-Site` where the browser sends it, else `Origin`. Browsers set both by themselves, and pages cannot.
   * `unsaid`: sent by no browser of this decade.
   */
  began(request: FastifyRequest): 'here' | 'elsewhere' | 'unsaid' {
    const { origin } = request.headers;
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined) return site === 'same-origin' ? 'here' : 'elsewhere';
    if (origin === undefined) return 'unsaid';
    return this.all.includes(origin) ? 'here' : 'elsewhere';
  }
}
