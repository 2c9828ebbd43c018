import { Module } from '@nestjs/common';
import { RequestsModule } from '../requests/requests.module.js';
import { AccountController } from './account/account.controller.js';
import { Account } from './account/account.js';
import { EnrolmentController } from './account/enrolment.controller.js';
import { Enrolment } from './account/enrolment.js';
import { Factors } from './account/factors.js';
import { SecondFactor } from './account/second-factor.js';
import { StepUpController } from './account/step-up.controller.js';
import { StepUp } from './account/step-up.js';
import { InvitationsController } from './invitations/invitations.controller.js';
import { Invitations } from './invitations/invitations.js';
import { Office } from './office.js';
import { OpinionsController } from './opinions/opinions.controller.js';
import { Opinions } from './opinions/opinions.js';
import { PasskeyChallenges } from './passkeys/passkey-challenges.js';
import { Passkeys } from './passkeys/passkeys.js';
import { Pseudonyms } from './pseudonyms.js';
import { RecoveryCodes } from './recovery/recovery-codes.js';
import { OwnOrigins } from './sessions/own-origins.js';
import { SessionAuthenticators } from './sessions/session.authenticators.js';
import { SessionCookie } from './sessions/session-cookie.js';
import { SessionGate } from './sessions/session-gate.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { Sessions } from './sessions/sessions.js';
import { Visits } from './sessions/visit.js';
import { SetUpController } from './set-up/set-up.controller.js';
import { SetUp } from './set-up/set-up.js';
import { Credentials } from './sign-in/credentials.js';
import { Passwords } from './sign-in/passwords.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SignInDelays } from './sign-in/sign-in-delays.js';
import { SignIn } from './sign-in/sign-in.js';
import { StandingCallers } from './standing-callers.js';
import { StaffAuthenticator } from './staff.authenticator.js';
import { StaffListRepository } from './staffing/staff-list.repository.js';
import { StaffingController } from './staffing/staffing.controller.js';
import { Staffing } from './staffing/staffing.js';
import { Totps } from './totp/totp.js';

@Module({
  imports: [RequestsModule],
  controllers: [
    SetUpController,
    SignInController,
    InvitationsController,
    AccountController,
    EnrolmentController,
    StepUpController,
    SessionsController,
    StaffingController,
    OpinionsController,
  ],
  providers: [
    StandingCallers,
    Office,
    Pseudonyms,
    StaffAuthenticator,
    Sessions,
    SessionCookie,
    SessionGate,
    SessionAuthenticators,
    OwnOrigins,
    Visits,
    Passwords,
    Credentials,
    SignInDelays,
    SignIn,
    Factors,
    SecondFactor,
    Account,
    Enrolment,
    StepUp,
    Totps,
    RecoveryCodes,
    PasskeyChallenges,
    Passkeys,
    Invitations,
    SetUp,
    StaffListRepository,
    Staffing,
    Opinions,
  ],
  exports: [Office, Pseudonyms, SetUp, Invitations, Credentials, Passwords, StandingCallers, Totps],
})
export class PeopleModule {}
