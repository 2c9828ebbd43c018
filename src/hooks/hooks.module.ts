import { Module } from '@nestjs/common';
import { LettersModule } from '../letters/letters.module.js';
import { RequestsModule } from '../requests/requests.module.js';
import { SuppressionModule } from '../suppression/suppression.module.js';
import { WorkModule } from '../work/work.module.js';
import { detect } from './detection/detect.js';
import { DetectionController } from './detection/detection.controller.js';
import { Detector } from './detection/detector.js';
import { FindingsController } from './findings/findings.controller.js';
import { Findings } from './findings/findings.js';
import { AccountEnds } from './processing/account-ends.js';
import { AskedNews } from './processing/asked-news.js';
import { CasesOf } from './processing/cases-of.js';
import { CompletedNews } from './processing/completed-news.js';
import { Completions } from './processing/completions.js';
import { EchoedErasures } from './processing/echoed-erasures.js';
import { ContactNews } from './processing/contact-news.js';
import { Merges } from './processing/merges.js';
import { MessageNews } from './processing/message-news.js';
import { PeopleAsked } from './processing/people-asked.js';
import { ProcessHandler } from './processing/process.handler.js';
import { Processing } from './processing/processing.js';
import { EventWriter } from './receiving/event-writer.js';
import { HookLimits } from './receiving/hook-limits.js';
import { HooksController } from './receiving/hooks.controller.js';
import { InboundKeys } from './receiving/inbound-keys.js';
import { Receiving } from './receiving/receiving.js';
import { ShadowDeciding } from './shadow/shadow-deciding.js';
import { ShadowRaising } from './shadow/shadow-raising.js';
import { ShadowRequestsController } from './shadow/shadow-requests.controller.js';
import { HookPaths } from './sources/hook-paths.js';
import { HookSourcesController } from './sources/hook-sources.controller.js';
import { HookSources } from './sources/hook-sources.js';
import { OpenSources } from './sources/open-sources.js';
import { SourceLines } from './sources/source-lines.js';
import { TellHandler } from './tickets/tell.handler.js';
import { TicketRequests } from './tickets/ticket-requests.js';
import { TicketTellings } from './tickets/ticket-tellings.js';
import { TicketsController } from './tickets/tickets.controller.js';

/** What other companies' tools send us: verified, kept once, understood, acted upon, and told back. */
@Module({
  imports: [RequestsModule, WorkModule, LettersModule, SuppressionModule],
  controllers: [
    HooksController,
    HookSourcesController,
    ShadowRequestsController,
    DetectionController,
    FindingsController,
    TicketsController,
  ],
  providers: [
    { provide: Detector, useValue: { detect } satisfies Detector },
    HookPaths,
    HookSources,
    SourceLines,
    OpenSources,
    InboundKeys,
    EventWriter,
    HookLimits,
    Receiving,
    ProcessHandler,
    Processing,
    PeopleAsked,
    MessageNews,
    ContactNews,
    CompletedNews,
    AskedNews,
    AccountEnds,
    CasesOf,
    Completions,
    EchoedErasures,
    Merges,
    Findings,
    ShadowRaising,
    ShadowDeciding,
    TicketRequests,
    TicketTellings,
    TellHandler,
  ],
})
export class HooksModule {}
