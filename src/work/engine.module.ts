import { type DynamicModule, Module } from '@nestjs/common';
import { RequestsModule } from '../requests/requests.module.js';
import { CollectAction } from './actions/collect.action.js';
import { EraseAction } from './actions/erase.action.js';
import { OptOutAction, RestrictAction } from './actions/flag.action.js';
import { LocateAction } from './actions/locate.action.js';
import { BatchRunner } from './batch-runner.js';
import { Intents } from './intents.js';
import { LaneHandler } from './lane.handler.js';
import { ShownOutcomes } from './shown-outcomes.js';
import { Slots } from './slots.js';
import { Waiting } from './waiting.js';
import { WorkModule } from './work.module.js';

/** What drives the lanes. The rooms that judge and that keep collected data are handed in: the engine knows neither. */
@Module({})
export class EngineModule {
  static with(rooms: NonNullable<DynamicModule['imports']>): DynamicModule {
    return {
      module: EngineModule,
      imports: [RequestsModule, WorkModule, ...rooms],
      providers: [
        LocateAction,
        CollectAction,
        EraseAction,
        OptOutAction,
        RestrictAction,
        BatchRunner,
        Intents,
        LaneHandler,
        ShownOutcomes,
        Slots,
        Waiting,
      ],
    };
  }
}
