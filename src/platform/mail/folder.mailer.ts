import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import type { Clock } from '../clock/clock.js';
import { newId } from '../ids/ids.js';
import { envelope, sender } from './envelope.js';
import { Mailer, MailError, type MailMessage } from './mailer.js';

/**
 * A mailbox on disk for those who only try the service: each message is an `.eml` file that any mail program opens.
 * The files hold codes and letters in the clear, so the folder is the owner's alone.
 */
export class FolderMailer extends Mailer {
  private readonly composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

  constructor(
    private readonly folder: string,
    private readonly from: string,
    private readonly clock: Clock,
  ) {
    super();
    sender(from);
  }

  override async send(message: MailMessage): Promise<{ id: string }> {
    const now = this.clock.now();
    const mail = envelope(message, this.from, now);
    const { message: bytes } = await this.composer.sendMail(mail);
    // The name sorts by time and says nothing of whom it is for.
    const name = `${now.toISOString().replace(/[:.]/g, '-')}-${newId()}.eml`;
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await writeWhole(join(this.folder, name), bytes as Buffer);
    } catch {
      throw new MailError('disk', false);
    }
    return { id: mail.messageId };
  }

  override close(): Promise<void> {
    this.composer.close();
    return Promise.resolve();
  }
}

async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  const incoming = `${path}.incoming`;
  const file = await open(incoming, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.close();
    await rename(incoming, path);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(incoming, { force: true });
    throw error;
  }
}
