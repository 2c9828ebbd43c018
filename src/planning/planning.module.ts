import { Module } from '@nestjs/common';
import { LettersModule } from '../letters/letters.module.js';
import { RequestsModule } from '../requests/requests.module.js';
import { SuppressionModule } from '../suppression/suppression.module.js';
import { Judge } from '../work/judge.js';
import { WorkModule } from '../work/work.module.js';
import { Approvals } from './approvals.js';
import { Checking } from './checking.js';
import { CheckHandler, DriftedHandler, ExecutedHandler, ExecuteHandler, GateHandler } from './execution.handlers.js';
import { ErrandSettling } from './errand-settling.js';
import { Confirmations } from './confirmations.js';
import { CopyFirst } from './copy-first.js';
import { CopyFirstController } from './copy-first.controller.js';
import { DeferredPlanning } from './deferred-planning.js';
import { LiveSystemsReader } from './live-systems.js';
import { StandingApprovals } from './standing-approvals.js';
import { StandingApprovalsController } from './standing-approvals.controller.js';
import { Execution } from './execution.js';
import { Gate } from './gate.js';
import { MergedHandler } from './merged.handler.js';
import { LawJudge } from './law-judge.js';
import { ObjectionWindow } from './objection-window.js';
import { ObjectionsController } from './objections.controller.js';
import { PlanDrawing } from './plan-drawing.js';
import { PlanPreview } from './plan-preview.js';
import { PlanController } from './plan.controller.js';
import { PlansRepository } from './plans.repository.js';
import { SearchResultsReader } from './search-results.js';
import { BeginHandler, LocatedHandler } from './search.handlers.js';
import { Search } from './search.js';
import { Withdrawals } from './withdrawals.js';

@Module({
  imports: [RequestsModule, WorkModule, LettersModule, SuppressionModule],
  controllers: [PlanController, ObjectionsController, StandingApprovalsController, CopyFirstController],
  providers: [
    { provide: Judge, useClass: LawJudge },
    Approvals,
    BeginHandler,
    Checking,
    CheckHandler,
    DriftedHandler,
    MergedHandler,
    ExecutedHandler,
    ExecuteHandler,
    Confirmations,
    CopyFirst,
    DeferredPlanning,
    LiveSystemsReader,
    StandingApprovals,
    ErrandSettling,
    Execution,
    Gate,
    GateHandler,
    LocatedHandler,
    ObjectionWindow,
    PlanDrawing,
    PlanPreview,
    PlansRepository,
    Search,
    SearchResultsReader,
    Withdrawals,
  ],
  exports: [Approvals, Confirmations, ErrandSettling, Gate, Judge, PlansRepository, Withdrawals],
})
export class PlanningModule {}
