import { Module } from '@nestjs/common';
import { DeliveryModule } from '../delivery/delivery.module.js';
import { LettersModule } from '../letters/letters.module.js';
import { PeopleModule } from '../people/people.module.js';
import { PlanningModule } from '../planning/planning.module.js';
import { RequestsModule } from '../requests/requests.module.js';
import { RetentionModule } from '../retention/retention.module.js';
import { WorkModule } from '../work/work.module.js';
import { AssignmentController } from './case/assignment.controller.js';
import { LetterPreviewController } from './case/letter-preview.controller.js';
import { OpenDecisions } from './case/open-decisions.js';
import { PlanSummaries } from './case/plan-summary.js';
import { Rehearsal } from './case/rehearsal.js';
import { RequestViews } from './case/request-view.js';
import { Revealing } from './case/revealing.js';
import { RevealsController } from './case/reveals.controller.js';
import { Colleagues } from './colleagues.js';
import { DeskController } from './desk.controller.js';
import { ErrandDecisions } from './errand-decisions.js';
import { ErrandsController } from './errands.controller.js';
import { DeskStreams } from './events/desk-streams.js';
import { EventsController } from './events/events.controller.js';
import { FiguresController } from './figures/figures.controller.js';
import { Figures } from './figures/figures.js';
import { FiguresRepository } from './figures/figures.repository.js';
import { LettersController } from './letters.controller.js';
import { CaseSearch } from './queue/case-search.js';
import { CountsRepository } from './queue/counts.repository.js';
import { QueueController } from './queue/queue.controller.js';
import { Queue } from './queue/queue.js';
import { RequestListRepository } from './queue/request-list.repository.js';
import { ReceiptsController } from './receipts.controller.js';
import { Scope } from './scope.js';
import { LedgerController } from './trust/ledger.controller.js';
import { TrailController } from './trust/trail.controller.js';
import { Trust } from './trust/trust.js';
import { DeskViews } from './views/desk-views.js';
import { ViewsController } from './views/views.controller.js';

@Module({
  imports: [DeliveryModule, LettersModule, PeopleModule, PlanningModule, RequestsModule, RetentionModule, WorkModule],
  controllers: [
    AssignmentController,
    DeskController,
    ErrandsController,
    EventsController,
    FiguresController,
    LedgerController,
    LetterPreviewController,
    LettersController,
    QueueController,
    ReceiptsController,
    RevealsController,
    TrailController,
    ViewsController,
  ],
  providers: [
    ErrandDecisions,
    CaseSearch,
    Colleagues,
    CountsRepository,
    DeskStreams,
    DeskViews,
    Figures,
    FiguresRepository,
    OpenDecisions,
    PlanSummaries,
    Queue,
    Rehearsal,
    RequestListRepository,
    RequestViews,
    Revealing,
    Scope,
    Trust,
  ],
})
export class DeskModule {}
