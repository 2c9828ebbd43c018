import { Module } from '@nestjs/common';
import { RequestsModule } from '../requests/requests.module.js';
import { WorkModule } from '../work/work.module.js';
import { DeadKeys } from './dead-keys.js';
import { CloseHandler } from './close.handler.js';
import { DeferredDue } from './deferred-due.js';
import { DeferredErasures } from './deferred-erasures.js';
import { Forgetting } from './forgetting.js';
import { KeyDeaths } from './key-deaths.js';

@Module({
  imports: [RequestsModule, WorkModule],
  providers: [CloseHandler, DeadKeys, DeferredDue, DeferredErasures, Forgetting, KeyDeaths],
  exports: [DeferredDue, Forgetting, KeyDeaths],
})
export class RetentionModule {}
