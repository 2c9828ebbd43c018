import { Module } from '@nestjs/common';
import { LettersModule } from '../letters/letters.module.js';
import { RequestsModule } from '../requests/requests.module.js';
import { WorkModule } from '../work/work.module.js';
import { Assertions } from './assertions.js';
import { IdentityBeginHandler } from './begin.handler.js';
import { Challenges } from './challenges.js';
import { Doubts } from './doubts.js';
import { FurtherData } from './further-data.js';
import { OfficeFurtherDataController, PersonFurtherDataController } from './further-data.controller.js';
import { IdentityOverdueHandler } from './overdue.handler.js';
import { UnprovenRequests } from './unproven-requests.js';
import { OfficerIdentityController } from './officer-identity.controller.js';
import { PersonProofController } from './person-proof.controller.js';
import { Proofs } from './proofs.js';
import { ProvingSteps } from './proving-steps.js';

@Module({
  imports: [RequestsModule, LettersModule, WorkModule],
  controllers: [
    PersonProofController,
    OfficerIdentityController,
    PersonFurtherDataController,
    OfficeFurtherDataController,
  ],
  providers: [
    Assertions,
    Challenges,
    Doubts,
    FurtherData,
    IdentityBeginHandler,
    IdentityOverdueHandler,
    UnprovenRequests,
    Proofs,
    ProvingSteps,
  ],
  exports: [Assertions, FurtherData, ProvingSteps],
})
export class IdentityModule {}
