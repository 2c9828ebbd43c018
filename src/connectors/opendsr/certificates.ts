import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';

/**
 * A processor's certificate by the rules of OpenDSR 2.0 (security_guidelines.md): issued by an authority and not by itself,
 * valid now, for the very domain, not a wildcard. Revocation is not looked up.
 *
 * @param pem the certificate, with those between it and the authority behind it.
 * @param authorities further authorities that are trusted, PEM.
 * @returns why it is refused, or null.
 */
export function refusalOf(pem: string, domain: string, now: Date, authorities: string | undefined): string | null {
  let chain: X509Certificate[];
  try {
    chain = certificatesIn(pem);
  } catch {
    return 'unreadable';
  }
  const [leaf, ...between] = chain;
  if (!leaf) return 'unreadable';
  if (leaf.subject === leaf.issuer) return 'self-signed';
  if (!isValidAt(leaf, now)) return 'expired';
  if (leaf.checkHost(domain, { wildcards: false, subject: 'never' }) === undefined) return 'other-domain';
  const trusted = [...rootCertificates, ...split(authorities ?? '')].map((one) => new X509Certificate(one));
  return isTrusted(leaf, between, trusted, now, 0) ? null : 'untrusted';
}

const LONGEST_CHAIN = 5;

function isTrusted(
  certificate: X509Certificate,
  between: readonly X509Certificate[],
  trusted: readonly X509Certificate[],
  now: Date,
  depth: number,
): boolean {
  const issued = (by: X509Certificate): boolean =>
    by.ca && isValidAt(by, now) && certificate.checkIssued(by) && certificate.verify(by.publicKey);
  if (trusted.some(issued)) return true;
  return (
    depth < LONGEST_CHAIN &&
    between.some((one) => one !== certificate && issued(one) && isTrusted(one, between, trusted, now, depth + 1))
  );
}

function isValidAt(certificate: X509Certificate, now: Date): boolean {
  return Date.parse(certificate.validFrom) <= now.getTime() && now.getTime() < Date.parse(certificate.validTo);
}

export function certificatesIn(pem: string): X509Certificate[] {
  return split(pem).map((one) => new X509Certificate(one));
}

function split(pem: string): string[] {
  return pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
}
