import { Module } from '@nestjs/common';
import { PlanningModule } from '../planning/planning.module.js';
import { RequestsModule } from '../requests/requests.module.js';
import { DeskController } from './desk.controller.js';
import { RequestListRepository } from './request-list.repository.js';
import { RequestViews } from './request-view.js';

@Module({
  imports: [RequestsModule, PlanningModule],
  controllers: [DeskController],
  providers: [RequestListRepository, RequestViews],
})
export class DeskModule {}
