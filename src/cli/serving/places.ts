import { join, resolve } from 'node:path';
import type { Settings } from '../../platform/settings/settings.js';
import { mailboxOf } from '../../service.js';

/** Where what the service writes lies, as absolute paths: they are printed to be copied. */
export function placesOf(settings: Settings): { home: string; mailbox: string | null; checkpoints: string } {
  return {
    home: resolve(settings.HABEAS_HOME),
    mailbox: settings.SMTP_URL ? null : resolve(mailboxOf(settings)),
    checkpoints: resolve(settings.CHECKPOINT_DIR ?? join(settings.HABEAS_HOME, 'checkpoints')),
  };
}
