import { Module, type OnModuleInit } from '@nestjs/common';
import { HandlerRegistry } from '../platform/queues/handler-registry.js';
import { CaseOpening } from './case-opening.js';
import { CaseTokens } from './case-tokens.js';
import { Clocks } from './clocks.js';
import { Controllers } from './controllers.js';
import { Duties } from './duties.js';
import { Holds } from './holds.js';
import { Identifiers } from './identifiers.js';
import { Journey } from './journey.js';
import { LawRoads } from './law-roads.js';
import { OpeningTerms } from './opening-terms.js';
import { PersonAuthenticator } from './person.authenticator.js';
import { Raise } from './raise.js';
import { Receipts } from './receipts.js';
import { RequestLines } from './request-lines.js';
import { RequestsRepository } from './requests.repository.js';
import { signals } from './signals.js';
import { Sufficiency } from './sufficiency.js';
import { DatamapModule } from '../datamap/datamap.module.js';
import { LawsModule } from '../laws/laws.module.js';

const providers = [
  CaseOpening,
  CaseTokens,
  Clocks,
  Controllers,
  Duties,
  Holds,
  Identifiers,
  Journey,
  Raise,
  Receipts,
  RequestLines,
  RequestsRepository,
  Sufficiency,
];

/** The case file. Declares every signal of the house, so that start-up finds one that nobody takes. */
@Module({
  imports: [LawsModule, DatamapModule],
  providers: [...providers, LawRoads, OpeningTerms, PersonAuthenticator],
  exports: [...providers, LawsModule, DatamapModule],
})
export class RequestsModule implements OnModuleInit {
  constructor(private readonly handlers: HandlerRegistry) {}

  onModuleInit(): void {
    this.handlers.expect(Object.keys(signals));
  }
}
