import { Module } from '@nestjs/common';
import { DeliveryModule } from '../delivery/delivery.module.js';
import { HandworkModule } from '../handwork/handwork.module.js';
import { RequestsModule } from '../requests/requests.module.js';
import { RetentionModule } from '../retention/retention.module.js';
import { WorkModule } from '../work/work.module.js';
import { CheckpointMail } from './checkpoint-mail.js';
import { UpkeepHandler } from './upkeep.handler.js';
import { UpkeepSchedule } from './upkeep.schedule.js';

@Module({
  imports: [DeliveryModule, HandworkModule, RequestsModule, RetentionModule, WorkModule],
  providers: [CheckpointMail, UpkeepHandler, UpkeepSchedule],
})
export class UpkeepModule {}
