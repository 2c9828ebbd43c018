import { Module } from '@nestjs/common';
import { PlanningModule } from '../planning/planning.module.js';
import { RequestsModule } from '../requests/requests.module.js';
import { DeskController } from './desk.controller.js';
import { LettersModule } from '../letters/letters.module.js';
import { WorkModule } from '../work/work.module.js';
import { ErrandsController } from './errands.controller.js';
import { LettersController } from './letters.controller.js';
import { SystemsController } from './systems.controller.js';
import { LedgerController } from './ledger.controller.js';
import { ReceiptsController } from './receipts.controller.js';
import { RequestListRepository } from './request-list.repository.js';
import { RequestViews } from './request-view.js';

@Module({
  imports: [LettersModule, RequestsModule, PlanningModule, WorkModule],
  controllers: [
    DeskController,
    ErrandsController,
    LedgerController,
    LettersController,
    ReceiptsController,
    SystemsController,
  ],
  providers: [RequestListRepository, RequestViews],
})
export class DeskModule {}
