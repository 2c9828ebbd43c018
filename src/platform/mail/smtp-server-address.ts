import type SMTPPool from 'nodemailer/lib/smtp-pool/index.js';

/**
 * What an `SMTP_URL` asks for.
 *
 * `smtps:` is TLS from the first byte (RFC 8314), `smtp:` begins in the clear and must change to TLS before anything
 * is said: letters and codes are personal data on their way through foreign networks (Art. 32 GDPR). Only a server on
 * this very machine, or a URL that says `?tls=optional` (a relay beside us in a closed network), may do without.
 */
export function smtpServer(url: string): Pick<SMTPPool.Options, 'host' | 'port' | 'secure' | 'requireTLS' | 'auth'> {
  const { protocol, hostname, port, username, password, searchParams } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const secure = protocol === 'smtps:';
  const loopback = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host);
  return {
    host,
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && !loopback && searchParams.get('tls') !== 'optional',
    ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
  };
}
