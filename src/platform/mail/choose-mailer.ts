import { join } from 'node:path';
import type { Clock } from '../clock/clock.js';
import { SettingsError, type Settings } from '../settings/settings.js';
import { FolderMailer } from './folder.mailer.js';
import type { Mailer } from './mailer.js';
import { SmtpMailer } from './smtp.mailer.js';

/**
 * SMTP where a server is named, else the local mailbox.
 *
 * @throws SettingsError in production without `SMTP_URL`: letters in a folder reach nobody.
 */
export function chooseMailer(
  settings: Pick<Settings, 'NODE_ENV' | 'SMTP_URL' | 'MAIL_FROM' | 'HABEAS_HOME'>,
  clock: Clock,
): Mailer {
  if (settings.SMTP_URL) return new SmtpMailer({ url: settings.SMTP_URL, from: settings.MAIL_FROM }, clock);
  if (settings.NODE_ENV === 'production') {
    throw new SettingsError(
      'SMTP_URL: is missing; in production letters and codes must reach people.\n    Example: SMTP_URL=smtps://user:secret@mail.example.com',
    );
  }
  return new FolderMailer(join(settings.HABEAS_HOME, 'mailbox'), settings.MAIL_FROM, clock);
}
