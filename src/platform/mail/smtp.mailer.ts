import nodemailer, { type Transporter } from 'nodemailer';
import type SMTPPool from 'nodemailer/lib/smtp-pool/index.js';
import type { Clock } from '../clock/clock.js';
import { envelope, sender } from './envelope.js';
import { Mailer, MailError, type MailMessage } from './mailer.js';
import { smtpServer } from './smtp-server-address.js';

export interface SmtpOptions {
  url: string;
  from: string;
  /** Milliseconds the server may take for the connection, its greeting, and each answer. */
  patience?: number;
  /** Milliseconds after which a message counts as not sent, whatever the server is still doing. */
  deadline?: number;
}

/** Mail over SMTP with a few kept connections. */
export class SmtpMailer extends Mailer {
  private readonly transport: Transporter<SMTPPool.SentMessageInfo>;
  private readonly deadline: number;

  constructor(
    private readonly options: SmtpOptions,
    private readonly clock: Clock,
  ) {
    super();
    sender(options.from);
    const patience = options.patience ?? 20_000;
    this.deadline = options.deadline ?? 60_000;
    this.transport = nodemailer.createTransport({
      ...smtpServer(options.url),
      pool: true,
      maxConnections: 3,
      maxMessages: 100,
      dnsTimeout: patience,
      connectionTimeout: patience,
      greetingTimeout: patience,
      socketTimeout: patience,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    // A pool also reports idle connections that break; the next message opens another.
    this.transport.on('error', () => undefined);
  }

  override async send(message: MailMessage): Promise<{ id: string }> {
    const mail = envelope(message, this.options.from, this.clock.now());
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new MailError('timeout', false)), this.deadline);
    });
    try {
      await Promise.race([this.transport.sendMail(mail), tooLate]);
      return { id: mail.messageId };
    } catch (error) {
      throw error instanceof MailError ? error : withoutWords(error);
    } finally {
      clearTimeout(timer);
    }
  }

  override close(): Promise<void> {
    this.transport.close();
    return Promise.resolve();
  }
}

/** A server's answer names the recipient more often than not: only its number is kept. */
function withoutWords(error: unknown): MailError {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  const reply = typeof responseCode === 'number' ? responseCode : undefined;
  switch (code) {
    case 'EENVELOPE':
    case 'EMESSAGE':
    case 'ESTREAM':
      return new MailError('refused', reply !== undefined && reply >= 500, reply);
    case 'EAUTH':
    case 'ENOAUTH':
    case 'EOAUTH2':
      return new MailError('no-login', false, reply);
    case 'ETLS':
    case 'EREQUIRETLS':
      return new MailError('no-tls', false, reply);
    case 'ETIMEDOUT':
      return new MailError('timeout', false, reply);
    default:
      return new MailError('unreachable', false, reply);
  }
}
