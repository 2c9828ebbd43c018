import ipaddr from 'ipaddr.js';

/**
 * Networks that a name may lead to when EGRESS_ALLOW lists it. Link-local (where clouds serve their credentials),
 * multicast, unspecified and the like are not among them: nobody runs a CRM there.
 */
const allowableRanges = new Set(['private', 'loopback', 'uniqueLocal', 'carrierGradeNat', 'unicast']);

/** Address blocks that ipaddr.js counts as unicast and that lead elsewhere all the same. */
const translations = [
  '64:ff9b:1::/48', // local-use NAT64, RFC 8215
  '::/96', // IPv4-compatible, RFC 4291 § 2.5.5.1
  'fec0::/10', // site-local, RFC 3879
  '5f00::/16', // segment routing, RFC 9602
].map((block) => ipaddr.parseCIDR(block));

/** May a call go to this address? `allowed` when EGRESS_ALLOW names the host. */
export function mayReach(address: string, allowed: boolean): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  const range = parsed.range();
  if (range === 'ipv4Mapped') return mayReach((parsed as ipaddr.IPv6).toIPv4Address().toString(), allowed);
  if (range !== 'loopback' && range !== 'unspecified' && translations.some((block) => inside(parsed, block))) {
    return false;
  }
  return range === 'unicast' || (allowed && allowableRanges.has(range));
}

function inside(address: ipaddr.IPv4 | ipaddr.IPv6, [network, bits]: [ipaddr.IPv4 | ipaddr.IPv6, number]): boolean {
  return address.kind() === network.kind() && address.match(network, bits);
}

/** EGRESS_ALLOW, read: `host` opens private networks on usual ports, `host:port` that port too. */
export class EgressAllowance {
  private readonly entries: Set<string>;
  private readonly hosts: Set<string>;

  constructor(allow: readonly string[]) {
    this.entries = new Set(allow.map((entry) => entry.trim().toLowerCase()));
    this.hosts = new Set([...this.entries].map((entry) => entry.replace(/:\d+$/, '')));
  }

  /** `host` as a URL states it; IPv6 in brackets. */
  namesHost(host: string): boolean {
    return this.hosts.has(host.toLowerCase());
  }

  namesPort(host: string, port: number): boolean {
    return this.entries.has(`${host.toLowerCase()}:${port}`);
  }
}
