import { Module } from '@nestjs/common';
import { LettersModule } from '../letters/letters.module.js';
import { RequestsModule } from '../requests/requests.module.js';
import { WorkModule } from '../work/work.module.js';
import { Assertions } from './assertions.js';
import { IdentityBeginHandler } from './begin.handler.js';
import { Challenges } from './challenges.js';
import { OfficerIdentityController } from './officer-identity.controller.js';
import { PersonProofController } from './person-proof.controller.js';
import { Proofs } from './proofs.js';
import { ProvingSteps } from './proving-steps.js';

@Module({
  imports: [RequestsModule, LettersModule, WorkModule],
  controllers: [PersonProofController, OfficerIdentityController],
  providers: [Assertions, Challenges, IdentityBeginHandler, Proofs, ProvingSteps],
  exports: [Assertions],
})
export class IdentityModule {}
