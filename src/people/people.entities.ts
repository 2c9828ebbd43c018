import { ApiKey } from './api-key.entity.js';
import { StaffInvitation } from './invitations/staff-invitation.entity.js';
import { Opinion } from './opinions/opinion.entity.js';
import { PasskeyChallenge } from './passkeys/passkey-challenge.entity.js';
import { StaffPasskey } from './passkeys/staff-passkey.entity.js';
import { StaffRecoveryCode } from './recovery/staff-recovery-code.entity.js';
import { StaffSession } from './sessions/staff-session.entity.js';
import { SetUpCode } from './set-up/set-up-code.entity.js';
import { SignInDelay } from './sign-in/sign-in-delay.entity.js';
import { StaffPassword } from './sign-in/staff-password.entity.js';
import { Staff } from './staff.entity.js';
import { StaffTotp } from './totp/staff-totp.entity.js';

export const peopleEntities = [
  Staff,
  ApiKey,
  StaffPassword,
  StaffSession,
  StaffTotp,
  StaffRecoveryCode,
  StaffPasskey,
  PasskeyChallenge,
  SignInDelay,
  StaffInvitation,
  SetUpCode,
  Opinion,
];
