/**
 * What browsers are told with every answer. An API shows nothing, so that nothing may be loaded; a room that serves
 * pages says what they need. A table and not a middleware: the values never change, and every request pays for them.
 *
 * @param secure the service is reached by HTTPS alone
 * @see https://owasp.org/www-project-secure-headers/
 */
export function securityHeaders(secure: boolean): Record<string, string> {
  return {
    'content-security-policy': "default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'",
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'referrer-policy': 'no-referrer',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
    'x-content-type-options': 'nosniff',
    'x-dns-prefetch-control': 'off',
    'x-download-options': 'noopen',
    'x-frame-options': 'DENY',
    'x-permitted-cross-domain-policies': 'none',
    // The filter of old browsers opened holes of its own.
    'x-xss-protection': '0',
  };
}
