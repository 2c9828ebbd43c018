import fc from 'fast-check';
import { envelope, sender } from './envelope.js';
import { MailError, type MailMessage } from './mailer.js';
import { smtpServer } from './smtp-server-address.js';

const FROM = 'Nordwind Privacy <privacy@nordwind.example>';
const AT = new Date('2026-11-23T10:00:00Z');
const plain: MailMessage = { to: 'erika@example.org', subject: 'HB-1234-5678', text: 'Guten Tag' };

const refused = (change: Partial<MailMessage>): unknown => {
  try {
    envelope({ ...plain, ...change }, FROM, AT);
    return null;
  } catch (error) {
    return error;
  }
};

describe('the envelope of a mail', () => {
  it('names sender, receiver and date, and asks machines not to answer', () => {
    const mail = envelope(plain, FROM, AT);
    expect(mail.envelope).toEqual({ from: 'privacy@nordwind.example', to: ['erika@example.org'] });
    expect(mail.headers).toEqual({ 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' });
    expect(mail.date).toEqual(AT);
    expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@nordwind\.example>$/);
    expect(envelope({ ...plain, id: 'letter-7' }, FROM, AT).messageId).toBe('<letter-7@nordwind.example>');
  });

  it.each([
    'a@b.example, c@d.example',
    'a@b.example\r\nBcc: all@example.org',
    'Erika <a@b.example>',
    '<a@b.example>',
    '"a@evil.example x"@b.example',
    'a@b.example;c@d.example',
    'group:a@b.example;',
    'a@b.example(comment)',
    'a@b@c.example',
    'a b@c.example',
    'a\u200b@b.example',
    'a\u2028@b.example',
    '@b.example',
    'a@',
    '',
    `${'a'.repeat(65)}@b.example`,
    `a@${'b'.repeat(254)}`,
  ])('refuses the address %j without repeating it', (to) => {
    const error = refused({ to });
    expect(error).toBeInstanceOf(MailError);
    expect((error as MailError).code).toBe('bad-message');
    if (to) expect(String(error)).not.toContain(to);
  });

  it('takes internationalised addresses', () => {
    expect(refused({ to: 'jürgen@müller.example' })).toBeNull();
  });

  it.each<Partial<MailMessage>>([
    { subject: 'x\r\nBcc: a@b.example' },
    { subject: 'x\nY: z' },
    { subject: 'x\u0085y' },
    { subject: 'x'.repeat(201) },
    { headers: { 'X-Ref': 'a\r\nBcc: b@c.example' } },
    { headers: { 'X-Ref\r\nBcc': 'b@c.example' } },
    { headers: { Bcc: 'b@c.example' } },
    { headers: { 'reply-to': 'b@c.example' } },
    { headers: { 'Content-Type': 'text/html' } },
    { id: 'a@b> <c' },
    { attachments: [{ filename: '../x', contentType: 'text/plain', content: Buffer.from('x') }] },
    { attachments: [{ filename: 'x', contentType: 'text/plain\r\nX: y', content: Buffer.from('x') }] },
  ])('refuses %j', (change) => {
    expect(refused(change)).toBeInstanceOf(MailError);
  });

  it('lets no control character through into a header, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (typed) => {
        const hasControl = /[\p{Cc}\u2028\u2029]/u.test(typed);
        expect(refused({ subject: typed }) === null).toBe(!hasControl);
        expect(refused({ headers: { 'X-Typed': typed } }) === null).toBe(!hasControl);
      }),
    );
  });

  it('reads the sender', () => {
    expect(sender('privacy@example.com')).toEqual({ address: 'privacy@example.com', domain: 'example.com' });
    expect(() => sender('Privacy')).toThrow(MailError);
    expect(() => sender('Privacy\r\nBcc: x@y.example <a@b.example>')).toThrow(MailError);
  });
});

describe('an SMTP_URL', () => {
  it.each([
    ['smtps://u%40x:p%2F@mail.example', { host: 'mail.example', port: 465, secure: true, requireTLS: false }],
    ['smtp://mail.example', { host: 'mail.example', port: 587, secure: false, requireTLS: true }],
    ['smtp://mail.example:25?tls=optional', { host: 'mail.example', port: 25, secure: false, requireTLS: false }],
    ['smtp://127.0.0.1:2525', { host: '127.0.0.1', port: 2525, secure: false, requireTLS: false }],
    ['smtp://[::1]:2525', { host: '::1', port: 2525, secure: false, requireTLS: false }],
    ['smtp://localhost.evil.example', { host: 'localhost.evil.example', requireTLS: true }],
  ])('%s', (url, expected) => {
    expect(smtpServer(url)).toMatchObject(expected);
  });

  it('decodes the credentials', () => {
    expect(smtpServer('smtps://u%40x:p%2F@mail.example').auth).toEqual({ user: 'u@x', pass: 'p/' });
    expect(smtpServer('smtp://mail.example').auth).toBeUndefined();
  });
});
