import { Module } from '@nestjs/common';
import { DatamapModule } from '../datamap/datamap.module.js';
import { PlanningModule } from '../planning/planning.module.js';
import { RequestsModule } from '../requests/requests.module.js';
import { WorkModule } from '../work/work.module.js';
import { Activation } from './activation.js';
import { DraftReading } from './draft-reading.js';
import { DraftsController } from './drafts.controller.js';
import { Drafts } from './drafts.js';
import { FirstRunController } from './first-run.controller.js';
import { FirstRun } from './first-run.js';
import { LiveLook } from './live-look.js';
import { MapsController } from './maps.controller.js';
import { SystemDrafts } from './system-drafts.js';
import { SystemsController } from './systems.controller.js';
import { Trial } from './trial.js';
import { TrialsController } from './trials.controller.js';

/** An engineer registers systems at the desk: drafts of maps, sealed credentials, live checks, trials. */
@Module({
  imports: [DatamapModule, PlanningModule, RequestsModule, WorkModule],
  controllers: [SystemsController, DraftsController, MapsController, TrialsController, FirstRunController],
  providers: [Activation, DraftReading, Drafts, FirstRun, LiveLook, SystemDrafts, Trial],
})
export class RegisteringModule {}
