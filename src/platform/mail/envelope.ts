import type Mail from 'nodemailer/lib/mailer/index.js';
import { newId } from '../ids/ids.js';
import { MailError, type MailMessage } from './mailer.js';

/**
 * One mailbox, bare. No quoting, comments, groups, routes or lists (RFC 5322 section 3.4 allows them all, and each has
 * been a way to send a mail to somebody else). Internationalised local parts (RFC 6531) are fine.
 */
const MAILBOX = /^[^\s@<>()[\],;:"\\\p{C}]{1,64}@[^\s@<>()[\],;:"\\\p{C}]{1,253}$/u;

/** Anything that ends a line or hides: C0 and C1 controls, line and paragraph separators. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u;

const HEADER_NAME = /^[A-Za-z][A-Za-z0-9-]{0,60}$/;

/** Headers that say who sends, who receives, what it is or which way it goes: ours alone to write. */
const OURS =
  /^(from|to|cc|bcc|sender|reply-to|subject|date|message-id|mime-version|return-path|received|dkim-signature|auto-submitted|content-.*|resent-.*|arc-.*)$/i;

/**
 * The message as nodemailer takes it, checked.
 *
 * `Auto-Submitted` (RFC 3834 section 5) keeps vacation notices from answering us, `X-Auto-Response-Suppress` does the
 * same for Exchange, which does not read the former.
 *
 * @throws MailError `bad-message`
 */
export function envelope(message: MailMessage, from: string, date: Date): Mail.Options & { messageId: string } {
  if (message.to.length > 254 || !MAILBOX.test(message.to)) throw new MailError('bad-message', true);
  if (message.subject.length > 200 || CONTROL.test(message.subject)) throw new MailError('bad-message', true);
  if (message.id !== undefined && !/^[A-Za-z0-9._-]{1,100}$/.test(message.id)) throw new MailError('bad-message', true);
  for (const [name, value] of Object.entries(message.headers ?? {})) {
    if (!HEADER_NAME.test(name) || OURS.test(name) || CONTROL.test(value)) throw new MailError('bad-message', true);
  }
  for (const { filename, contentType } of message.attachments ?? []) {
    if (CONTROL.test(filename) || /[/\\]/.test(filename)) throw new MailError('bad-message', true);
    if (!/^[\w.+-]+\/[\w.+-]+(; charset=[\w-]+)?$/.test(contentType)) throw new MailError('bad-message', true);
  }
  const { address, domain } = sender(from);
  return {
    messageId: `<${message.id ?? newId()}@${domain}>`,
    from,
    to: { name: '', address: message.to },
    envelope: { from: address, to: [message.to] },
    subject: message.subject,
    text: message.text,
    html: message.html,
    attachments: message.attachments,
    date,
    headers: { ...message.headers, 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** The address and domain of `Name <local@domain>` or `local@domain`. */
export function sender(from: string): { address: string; domain: string } {
  const address = /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim();
  if (!MAILBOX.test(address) || CONTROL.test(from)) throw new MailError('bad-message', true);
  return { address, domain: address.slice(address.lastIndexOf('@') + 1) };
}
