import { Module } from '@nestjs/common';
import { DeliveryModule } from '../delivery/delivery.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { IntakeModule } from '../intake/intake.module.js';
import { LettersModule } from '../letters/letters.module.js';
import { OwnOrigins } from '../people/sessions/own-origins.js';
import { PlanningModule } from '../planning/planning.module.js';
import { RequestsModule } from '../requests/requests.module.js';
import { ErasureAftermath } from './case/erasure-aftermath.js';
import { PersonCaseViews } from './case/case-view.js';
import { OfficeMessages } from './messages/office-messages.js';
import { OfficeMessagesController } from './messages/office-messages.controller.js';
import { PersonMessages } from './messages/person-messages.js';
import { PersonMessagesController } from './messages/person-messages.controller.js';
import { FormTokens } from './plain/form-tokens.js';
import { PlainAsk } from './plain/plain-ask.js';
import { PlainAskController } from './plain/plain-ask.controller.js';
import { PlainCase } from './plain/plain-case.js';
import { PlainCaseController } from './plain/plain-case.controller.js';
import { PlainStatus } from './plain/plain-status.js';
import { PortalController } from './portal.controller.js';
import { PortalStart } from './start/portal-start.js';
import { PortalStartController } from './start/portal-start.controller.js';

@Module({
  imports: [RequestsModule, LettersModule, IntakeModule, IdentityModule, PlanningModule, DeliveryModule],
  controllers: [
    OfficeMessagesController,
    PersonMessagesController,
    PlainAskController,
    PlainCaseController,
    PortalController,
    PortalStartController,
  ],
  providers: [
    ErasureAftermath,
    FormTokens,
    OfficeMessages,
    OwnOrigins,
    PersonCaseViews,
    PersonMessages,
    PlainAsk,
    PlainCase,
    PlainStatus,
    PortalStart,
  ],
})
export class PortalModule {}
