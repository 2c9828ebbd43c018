import ipaddr from 'ipaddr.js';

/** The network of an address, not the address: the first three of four bytes (IPv4), the first six of sixteen (IPv6). */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  const kept = parsed.kind() === 'ipv4' ? 3 : 6;
  return parsed.toByteArray().slice(0, kept).join('.');
}
