import { Module } from '@nestjs/common';
import { PlanningModule } from '../planning/planning.module.js';
import { RequestsModule } from '../requests/requests.module.js';
import { DeskController } from './desk.controller.js';
import { LedgerController } from './ledger.controller.js';
import { ReceiptsController } from './receipts.controller.js';
import { RequestListRepository } from './request-list.repository.js';
import { RequestViews } from './request-view.js';

@Module({
  imports: [RequestsModule, PlanningModule],
  controllers: [DeskController, LedgerController, ReceiptsController],
  providers: [RequestListRepository, RequestViews],
})
export class DeskModule {}
