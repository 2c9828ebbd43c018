import { Module } from '@nestjs/common';
import { DatamapModule } from '../datamap/datamap.module.js';
import { RequestsModule } from '../requests/requests.module.js';
import { SuppressionModule } from '../suppression/suppression.module.js';
import { Slots } from '../work/slots.js';
import { WorkModule } from '../work/work.module.js';
import { CloseHandler } from './close.handler.js';
import { Counter } from './counter.js';
import { DeadKeys } from './dead-keys.js';
import { DeferredClosing } from './deferred-closing.js';
import { DeferredController } from './deferred.controller.js';
import { DeferredDue } from './deferred-due.js';
import { DeferredListRepository } from './deferred-list.repository.js';
import { ErasedRecords } from './erased-records.js';
import { FindingSettling } from './findings/finding-settling.js';
import { Forgetting } from './forgetting.js';
import { HouseCases } from './house-cases.js';
import { KeyDeaths } from './key-deaths.js';
import { ProbeHandler } from './reprobe/probe.handler.js';
import { ProbeResults } from './reprobe/probe-results.js';
import { Probes } from './reprobe/probes.js';
import { ProbesController } from './reprobe/probes.controller.js';
import { ProbesDue } from './reprobe/probes-due.js';
import { ProbesRepository } from './reprobe/probes.repository.js';
import { Probing } from './reprobe/probing.js';
import { ReplayItemsRepository } from './replay/replay-items.repository.js';
import { ReplaysAsleep } from './replay/replays-asleep.js';
import { ReplaysController } from './replay/replays.controller.js';
import { Replays } from './replay/replays.js';
import { ReplayView } from './replay/replay-view.js';
import { RestoreGate } from './replay/restore-gate.js';
import { RestoresController } from './replay/restores.controller.js';
import { SuppressionCheck } from './suppression-check/suppression-check.js';
import { SuppressionController } from './suppression-check/suppression.controller.js';

@Module({
  imports: [DatamapModule, RequestsModule, SuppressionModule, WorkModule],
  controllers: [DeferredController, ProbesController, ReplaysController, RestoresController, SuppressionController],
  providers: [
    CloseHandler,
    Counter,
    DeadKeys,
    DeferredClosing,
    DeferredDue,
    DeferredListRepository,
    ErasedRecords,
    FindingSettling,
    Forgetting,
    HouseCases,
    KeyDeaths,
    ProbeHandler,
    ProbeResults,
    Probes,
    ProbesDue,
    ProbesRepository,
    Probing,
    ReplayItemsRepository,
    Replays,
    ReplaysAsleep,
    ReplayView,
    RestoreGate,
    Slots,
    SuppressionCheck,
  ],
  exports: [
    Counter,
    DeferredDue,
    ErasedRecords,
    FindingSettling,
    Forgetting,
    KeyDeaths,
    ProbesDue,
    ReplayItemsRepository,
    Replays,
  ],
})
export class RetentionModule {}
