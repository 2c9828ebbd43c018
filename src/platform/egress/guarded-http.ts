import { lookup as systemLookup } from 'node:dns/promises';
import { hash } from 'node:crypto';
import { isIP, type LookupFunction } from 'node:net';
import { callbackify } from 'node:util';
import { Agent, request as undiciRequest } from 'undici';
import { assertOutside } from '../queues/open-transaction.js';
import { EgressAllowance, mayReach } from './addresses.js';
import { readBounded } from './bounded-body.js';
import { EgressError, type EgressFault } from './egress-error.js';

/** Every address of a name. The default asks the system. */
export type ResolveAll = (host: string) => Promise<ResolvedAddress[]>;

export interface ResolvedAddress {
  address: string;
  family: number;
}

export interface EgressLimits {
  /** From the call to the last byte, over all redirects; also ends what drips a byte a second. */
  totalMilliseconds: number;
  connectMilliseconds: number;
  /** Without a header or a byte for so long the call ends. */
  silenceMilliseconds: number;
  headerBytes: number;
  /** Of the decoded body. */
  bodyBytes: number;
}

export const egressDefaults: EgressLimits = {
  totalMilliseconds: 60_000,
  connectMilliseconds: 10_000,
  silenceMilliseconds: 30_000,
  headerBytes: 16 * 1024,
  bodyBytes: 8 * 1024 * 1024,
};

export interface OutgoingRequest {
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** How many redirects to follow (GET and HEAD only), each checked like the first address. Default: none. */
  redirects?: number;
  limits?: Partial<EgressLimits>;
  /** Shown to the host and expected of it. Only for calls that follow no redirects. */
  tls?: ClientTls;
  signal?: AbortSignal;
}

/** A certificate of ours, and whose certificates we accept, all in PEM. */
export interface ClientTls {
  cert?: string;
  key?: string;
  passphrase?: string;
  /** Instead of the authorities that everybody trusts. */
  ca?: string;
}

export interface IncomingAnswer {
  status: number;
  /** Lower-case names; repeated headers joined by `, `. */
  headers: Record<string, string>;
  body: Buffer;
}

/**
 * Calls to other systems, guarded against being led into our own network (SSRF): the scheme, the port and every
 * address of the host are checked, and the connection goes to an address that was checked, so that a name which
 * answers differently the second time (DNS rebinding) gains nothing. Answers are bounded in time and size.
 */
export class GuardedHttp {
  private readonly allowance: EgressAllowance;
  private readonly agent: Agent;
  /** Connections that were made with one certificate are not used with another. */
  private readonly agents = new Map<string, Agent>();
  private readonly limits: EgressLimits;
  private readonly lookup: LookupFunction;

  constructor(options: { allow: readonly string[]; resolve?: ResolveAll; limits?: Partial<EgressLimits> }) {
    this.allowance = new EgressAllowance(options.allow);
    this.limits = { ...egressDefaults, ...options.limits };
    const resolve = options.resolve ?? ((host) => systemLookup(host, { all: true }));
    this.lookup = this.checkedLookup(resolve);
    this.agent = this.agentWith();
  }

  private agentWith(tls?: ClientTls): Agent {
    return new Agent({
      connect: { timeout: this.limits.connectMilliseconds, lookup: this.lookup, ...tls },
      maxHeaderSize: this.limits.headerBytes,
      // One origin per pool; a pooled connection goes to the address that was checked when it was made.
      keepAliveTimeout: 10_000,
      keepAliveMaxTimeout: 60_000,
    });
  }

  private agentFor(tls: ClientTls | undefined): Agent {
    if (!tls) return this.agent;
    const name = hash('sha256', JSON.stringify([tls.cert, tls.key, tls.passphrase, tls.ca]));
    const known = this.agents.get(name);
    if (known) return known;
    const agent = this.agentWith(tls);
    this.agents.set(name, agent);
    return agent;
  }

  /**
   * Asks, and reads the whole answer. A status is an answer and no error.
   *
   * @throws EgressError
   */
  async request(url: string, request: OutgoingRequest = {}): Promise<IncomingAnswer> {
    assertOutside('An outgoing call');
    const limits = { ...this.limits, ...request.limits };
    const timeout = AbortSignal.timeout(limits.totalMilliseconds);
    const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout;
    let sent = false;
    try {
      let target = this.checkedUrl(url);
      let headers = request.headers ?? {};
      for (let hop = 0; ; hop++) {
        const answer = await this.once(target, { ...request, headers }, limits, signal, () => (sent = true));
        const location = answer.headers['location'];
        const leads = [301, 302, 303, 307, 308].includes(answer.status) && location !== undefined;
        if (!leads || !request.redirects || request.tls) return answer;
        if (hop >= request.redirects) throw new EgressError('too-many-redirects', true);
        const next = this.checkedUrl(location, target);
        if (
          !['GET', 'HEAD', undefined].includes(request.method) ||
          (target.protocol === 'https:' && next.protocol !== 'https:')
        ) {
          return answer;
        }
        // Whatever was meant for one origin (tokens above all) is not shown to another.
        if (next.origin !== target.origin) headers = {};
        target = next;
      }
    } catch (error) {
      if (error instanceof EgressError) throw new EgressError(error.code, sent || error.sent);
      throw new EgressError(faultOf(error, timeout, request.signal), sent || !neverConnected(error));
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.agent, ...this.agents.values()].map((agent) => agent.destroy()));
  }

  private async once(
    url: URL,
    request: OutgoingRequest,
    limits: EgressLimits,
    signal: AbortSignal,
    onSent: () => void,
  ): Promise<IncomingAnswer> {
    const response = await undiciRequest(url, {
      dispatcher: this.agentFor(request.tls),
      method: request.method ?? 'GET',
      headers: { 'accept-encoding': 'gzip, deflate, br', ...request.headers },
      body: request.body,
      headersTimeout: limits.silenceMilliseconds,
      bodyTimeout: limits.silenceMilliseconds,
      signal,
    });
    onSent();
    const headers = Object.fromEntries(
      Object.entries(response.headers).map(([name, value]) => [
        name.toLowerCase(),
        Array.isArray(value) ? value.join(', ') : (value ?? ''),
      ]),
    );
    const body = await readBounded(response.body, headers['content-encoding'] ?? '', limits.bodyBytes);
    return { status: response.statusCode, headers, body };
  }

  /** A literal address never meets the resolver, so it is checked here. WHATWG parsing has made 0x7f.1 into 127.0.0.1. */
  private checkedUrl(text: string, base?: URL): URL {
    if (!URL.canParse(text, base?.href)) throw new EgressError('bad-url');
    const url = new URL(text, base?.href);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new EgressError('refused-scheme');
    if (url.username !== '' || url.password !== '') throw new EgressError('refused-credentials');
    const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
    if (port !== 80 && port !== 443 && !this.allowance.namesPort(url.hostname, port)) {
      throw new EgressError('refused-port');
    }
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(literal) !== 0 && !mayReach(literal, this.allowance.namesHost(url.hostname))) {
      throw new EgressError('refused-address');
    }
    return url;
  }

  /** Resolves once, at the moment of connecting, and hands on checked addresses only: they are what is connected to. */
  private checkedLookup(resolve: ResolveAll): LookupFunction {
    const checked = callbackify((host: string) => this.checkedAddresses(resolve, host));
    return (host, options, callback) =>
      checked(host, (error, addresses) => {
        const first = addresses?.[0];
        if (error || !first) callback(error ?? new EgressError('unknown-host'), '');
        else if (options.all) callback(null, addresses);
        else callback(null, first.address, first.family);
      });
  }

  private async checkedAddresses(resolve: ResolveAll, host: string): Promise<ResolvedAddress[]> {
    const addresses = await resolve(host).catch(() => []);
    if (addresses.length === 0) throw new EgressError('unknown-host');
    // The name alone is known here; its port has been checked with the URL. One bad address spoils the name: an
    // attacker who mixes them hopes for the retry.
    const allowed = this.allowance.namesHost(host);
    if (!addresses.every(({ address }) => mayReach(address, allowed))) throw new EgressError('refused-address');
    return addresses;
  }
}

/** Faults from before the first byte. All others may have come after the system had heard us. */
function neverConnected(error: unknown): boolean {
  const { code = '', syscall } = error as { code?: string; syscall?: string };
  return syscall === 'connect' || code === 'UND_ERR_CONNECT_TIMEOUT' || /CERT|ERR_TLS|ERR_SSL/.test(code);
}

function faultOf(error: unknown, timeout: AbortSignal, cancelled: AbortSignal | undefined): EgressFault {
  if (cancelled?.aborted) return 'cancelled';
  const code = (error as { code?: string }).code ?? '';
  if (timeout.aborted || code.endsWith('_TIMEOUT')) return 'timeout';
  if (code === 'UND_ERR_HEADERS_OVERFLOW' || code === 'HPE_HEADER_OVERFLOW') return 'body-too-large';
  return 'unreachable';
}
