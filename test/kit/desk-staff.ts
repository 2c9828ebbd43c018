import { Secret, TOTP } from 'otpauth';
import { Invitations } from '../../src/people/invitations/invitations.js';
import { Office } from '../../src/people/office.js';
import type { Role } from '../../src/people/policies.js';
import type { Clock } from '../../src/platform/clock/clock.js';
import { Transactions } from '../../src/platform/queues/transactions.js';
import { Browser } from './browser.js';
import type { RawAnswer } from './raw-client.js';
import type { RunningService } from './running-service.js';

export const PASSWORD = 'Zwölf-Nebelkrähen-97';

/** The six digits that an authenticator app shows. */
export function totpCode(secret: string, moment: Date): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: moment.getTime() });
}

/** The body of an answer; fails with all of it when the status is another. */
export function bodyOf<T>(answer: RawAnswer, status = 200): T {
  if (answer.status !== status) throw new Error(`Answered with ${answer.status}: ${answer.text}`);
  return answer.json as T;
}

export interface DeskMember {
  id: string;
  email: string;
  browser: Browser;
  secret: string;
  recoveryCodes: string[];
}

/** Somebody who has been invited. @returns the token of her link. */
export async function invited(
  service: RunningService,
  email: string,
  roles: Role[],
  controllers: string[] | null = null,
): Promise<{ id: string; token: string }> {
  const of = { strict: false };
  return service.service.app.get(Transactions, of).run(async (tx) => {
    const id = await service.service.app.get(Office, of).put(tx, { name: 'Ada Vogt', email, roles, controllers });
    const { link } = await service.service.app.get(Invitations, of).make(tx, id, { role: 'service' });
    return { id, token: link.split('#')[1]! };
  });
}

/** Somebody who has accepted her invitation over HTTP and set up an authenticator app: signed in. */
export async function deskMember(
  service: RunningService,
  clock: Clock,
  email: string,
  roles: Role[],
  controllers: string[] | null = null,
): Promise<DeskMember> {
  const { id, token } = await invited(service, email, roles, controllers);
  const browser = new Browser(service.url);
  bodyOf(await browser.post('/v1/staff/invitations/acceptance', { token, password: PASSWORD }));
  const { secret } = bodyOf<{ secret: string }>(await browser.post('/v1/staff/me/totp'), 201);
  const { recoveryCodes } = bodyOf<{ recoveryCodes: string[] }>(
    await browser.post('/v1/staff/me/totp/confirmation', { code: totpCode(secret, clock.now()) }),
  );
  return { id, email, browser, secret, recoveryCodes };
}
