import { type DynamicModule, Module } from '@nestjs/common';
import { DatamapModule } from '../../datamap/datamap.module.js';
import { RequestsModule } from '../../requests/requests.module.js';
import { SuppressionModule } from '../../suppression/suppression.module.js';
import { WorkModule } from '../../work/work.module.js';
import { RetentionModule } from '../retention.module.js';
import { ReplayApplying } from './replay-applying.js';
import { ReplayCounting } from './replay-counting.js';
import { ReplayFindings } from './replay-findings.js';
import { ReplayHandler } from './replay.handler.js';
import { ReplayScenes } from './replay-scenes.js';

/** What carries replays out. The room that judges is handed in, as to the engine: retention does not know it. */
@Module({})
export class ReplayEngineModule {
  static with(rooms: NonNullable<DynamicModule['imports']>): DynamicModule {
    return {
      module: ReplayEngineModule,
      imports: [DatamapModule, RequestsModule, RetentionModule, SuppressionModule, WorkModule, ...rooms],
      providers: [ReplayApplying, ReplayCounting, ReplayFindings, ReplayHandler, ReplayScenes],
    };
  }
}
