import { Module, type OnModuleInit } from '@nestjs/common';
import { HandlerRegistry } from '../platform/queues/handler-registry.js';
import { Assignments } from './assignments.js';
import { LineCounts } from './counting/line-counts.js';
import { Reveals } from './reveals.js';
import { CaseOpening } from './case-opening.js';
import { CaseTokens } from './case-tokens.js';
import { CaseWriter } from './case-writer.js';
import { Clocks } from './clocks.js';
import { Controllers } from './controllers.js';
import { Duties } from './duties.js';
import { Holds } from './holds.js';
import { Identifiers } from './identifiers.js';
import { Journey } from './journey.js';
import { LawRoads } from './law-roads.js';
import { Messages } from './messages.js';
import { OpeningTerms } from './opening-terms.js';
import { PersonAuthenticator } from './person.authenticator.js';
import { PrivacyNotices } from './privacy-notices.js';
import { Provenness } from './provenness.js';
import { Raise } from './raise.js';
import { Receipts } from './receipts.js';
import { RequestLines } from './request-lines.js';
import { RequestsRepository } from './requests.repository.js';
import { signals } from './signals.js';
import { Sufficiency } from './sufficiency.js';
import { DatamapModule } from '../datamap/datamap.module.js';
import { LawsModule } from '../laws/laws.module.js';

const providers = [
  Assignments,
  LineCounts,
  Reveals,
  CaseOpening,
  CaseTokens,
  Clocks,
  Controllers,
  Duties,
  Holds,
  Identifiers,
  Journey,
  Messages,
  OpeningTerms,
  PrivacyNotices,
  Provenness,
  Raise,
  Receipts,
  RequestLines,
  RequestsRepository,
  Sufficiency,
];

/** The case file. Declares every signal of the house, so that start-up finds one that nobody takes. */
@Module({
  imports: [LawsModule, DatamapModule],
  providers: [...providers, CaseWriter, LawRoads, PersonAuthenticator],
  exports: [...providers, LawsModule, DatamapModule],
})
export class RequestsModule implements OnModuleInit {
  constructor(private readonly handlers: HandlerRegistry) {}

  onModuleInit(): void {
    this.handlers.expect(Object.keys(signals));
  }
}
