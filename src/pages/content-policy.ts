/**
 * What a page may load: files of its own origin, and nothing that is written into the page. The report is shown in a
 * frame, which is why frames of our own are allowed. Text never becomes markup or code (Trusted Types); the one policy
 * is `web/src/ui/trusted-types.ts`.
 */
export const CONTENT_POLICY = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self'`,
  `font-src 'self'`,
  `img-src 'self' data:`,
  `connect-src 'self'`,
  `frame-src 'self'`,
  `worker-src 'self'`,
  `manifest-src 'self'`,
  `form-action 'self'`,
  `base-uri 'none'`,
  `frame-ancestors 'none'`,
  `require-trusted-types-for 'script'`,
  `trusted-types default`,
].join('; ');

/** Features of the browser that no page of ours asks for. Passkeys and copying are those that some do. */
export const PERMISSIONS =
  'camera=(), microphone=(), geolocation=(), payment=(), usb=(), publickey-credentials-get=(self), publickey-credentials-create=(self), clipboard-write=(self)';
