import { BullModule } from '@nestjs/bullmq';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { CrashPoints } from '../faults/crash-points.js';
import type { Settings } from '../settings/settings.js';
import { postgresBackend, redisBackend } from './bull-backend.js';
import { BULL_BACKEND, BullLifecycle, WORKS_HERE } from './bull-lifecycle.js';
import { BullSink } from './bull.sink.js';
import { HandlerRegistry } from './handler-registry.js';
import { JobSink } from './job-sink.js';
import { Outbox } from './outbox.js';
import { queueProcessors } from './queue.processors.js';
import { QUEUES } from './queue-names.js';
import { QueueTimes } from './queue-times.js';
import { Relay } from './relay.js';
import { Sweeper } from './sweeper.js';
import { Transactions } from './transactions.js';
import { WakeRunner } from './wake-runner.js';
import { WakesRepository } from './wakes.repository.js';

@Global()
@Module({})
export class QueuesModule {
  static forRoot(settings: Settings, databaseUrl: string): DynamicModule {
    const backend = settings.REDIS_URL
      ? redisBackend(settings.REDIS_URL)
      : postgresBackend(databaseUrl, settings.WORKERS);
    return {
      module: QueuesModule,
      imports: [
        DiscoveryModule,
        BullModule.forRoot({ connection: backend.connection, extraOptions: { manualRegistration: true } }),
        ...QUEUES.map((name) => BullModule.registerQueue({ name })),
      ],
      providers: [
        { provide: BULL_BACKEND, useValue: backend },
        { provide: WORKS_HERE, useValue: settings.WORKERS },
        { provide: JobSink, useClass: BullSink },
        BullLifecycle,
        CrashPoints,
        HandlerRegistry,
        Outbox,
        QueueTimes,
        Relay,
        Sweeper,
        Transactions,
        WakeRunner,
        WakesRepository,
        ...queueProcessors(settings.WORKER_CONCURRENCY),
      ],
      exports: [
        BullModule,
        BULL_BACKEND,
        WORKS_HERE,
        CrashPoints,
        HandlerRegistry,
        JobSink,
        Outbox,
        QueueTimes,
        Relay,
        Sweeper,
        Transactions,
        WakesRepository,
      ],
    };
  }
}
