import { Module } from '@nestjs/common';
import { SystemAccess } from '../connectors/system-access.js';
import { RequestsModule } from '../requests/requests.module.js';
import { Errands } from './errands.js';
import { RowSets } from './row-sets.js';
import { Systems } from './systems.js';
import { TasksRepository } from './tasks.repository.js';
import { WorkOrders } from './work-orders.js';
import { WorkTimes } from './work-times.js';
import { LaneSweep } from './lane-sweep.js';

const providers = [Errands, LaneSweep, RowSets, SystemAccess, Systems, TasksRepository, WorkOrders, WorkTimes];

/** The engine's tables and doors. What drives the lanes is in `engine.module.ts`, since it needs a judge and a sink. */
@Module({ imports: [RequestsModule], providers, exports: providers })
export class WorkModule {}
