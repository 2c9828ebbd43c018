import { Module } from '@nestjs/common';
import { SystemAccess } from '../connectors/system-access.js';
import { SystemStores } from '../connectors/system-stores.js';
import { RequestsModule } from '../requests/requests.module.js';
import { DeferredErasures } from './deferred/deferred-erasures.js';
import { DeferredRecording } from './deferred/deferred-recording.js';
import { SuppressionModule } from '../suppression/suppression.module.js';
import { Burials } from './burials.js';
import { Answers } from './answers.js';
import { Errands } from './errands.js';
import { RowSets } from './row-sets.js';
import { StoredSystemStores } from './stores/stored-system-stores.js';
import { Systems } from './systems.js';
import { TasksRepository } from './tasks.repository.js';
import { WorkOrders } from './work-orders.js';
import { WorkTimes } from './work-times.js';
import { LaneSweep } from './lane-sweep.js';

const providers = [
  Burials,
  Answers,
  DeferredErasures,
  DeferredRecording,
  Errands,
  LaneSweep,
  RowSets,
  { provide: SystemStores, useClass: StoredSystemStores },
  SystemAccess,
  Systems,
  TasksRepository,
  WorkOrders,
  WorkTimes,
];

/** The engine's tables and doors. What drives the lanes is in `engine.module.ts`, since it needs a judge and a sink. */
@Module({ imports: [RequestsModule, SuppressionModule], providers, exports: providers })
export class WorkModule {}
