/** One mail to one person. Everything in it is written by us; nothing a requester typed may become a header. */
export interface MailMessage {
  /** Exactly one bare address (`local@domain`), no display name. */
  to: string;
  /** One line, without personal data: subjects stand in notifications and logs of other people's servers. */
  subject: string;
  text: string;
  html?: string;
  attachments?: MailAttachment[];
  /** Additional headers. Names that address, sign or route a message are refused. */
  headers?: Record<string, string>;
  /** Names the message on every retry, so that a double is recognisable at the other end. Default: a new one. */
  id?: string;
}

export interface MailAttachment {
  filename: string;
  contentType: string;
  content: Buffer;
}

/** Sends mail. Whoever calls it is outside of any transaction, and retries by its own row. */
export abstract class Mailer {
  /**
   * Hands the message over.
   *
   * @returns the Message-ID under which it left.
   * @throws MailError; its message never holds an address, a subject or a server's words.
   */
  abstract send(message: MailMessage): Promise<{ id: string }>;

  abstract close(): Promise<void>;
}

export type MailFailure =
  /** The message itself is not fit to be sent: bad address, line break in a header, … */
  | 'bad-message'
  /** The server refused this recipient or this content. */
  | 'refused'
  /** No connection, or it broke. */
  | 'unreachable'
  /** No answer in time: the message may have arrived nevertheless. */
  | 'timeout'
  /** The server offers no TLS, or not one we can trust. */
  | 'no-tls'
  /** The server does not accept our credentials. */
  | 'no-login'
  /** The local mailbox could not be written. */
  | 'disk';

export class MailError extends Error {
  constructor(
    readonly code: MailFailure,
    /** The same message will fail again: a person must act, or another channel be used. */
    readonly permanent: boolean,
    /** SMTP reply code (RFC 5321 section 4.2), where the server gave one. */
    readonly reply?: number,
  ) {
    super(reply === undefined ? `Mail not sent: ${code}` : `Mail not sent: ${code} (${reply})`);
    this.name = 'MailError';
  }
}
