import { BullRegistrar, getQueueToken, WorkerHost } from '@nestjs/bullmq';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, ModuleRef } from '@nestjs/core';
import type { Queue } from 'bullmq';
import { Log } from '../logging/log.js';
import type { BullBackend } from './bull-backend.js';
import { QUEUES } from './queue-names.js';
import { WakeRunner } from './wake-runner.js';

export const BULL_BACKEND = Symbol('bull backend');
export const WORKS_HERE = Symbol('workers run in this process');

/**
 * Starts the workers only where this process is meant to work. On shutdown it tells running handlers to stop at their
 * next safe point and waits for them, before anything they need is taken away.
 */
@Injectable()
export class BullLifecycle implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    @Inject(BULL_BACKEND) private readonly backend: BullBackend,
    @Inject(WORKS_HERE) private readonly works: boolean,
    private readonly registrar: BullRegistrar,
    private readonly discovery: DiscoveryService,
    private readonly modules: ModuleRef,
    private readonly runner: WakeRunner,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.backend.check();
    for (const name of QUEUES) {
      const queue = this.modules.get<Queue>(getQueueToken(name), { strict: false });
      // An emitter's error that nobody listens to ends up on the console, outside of the log.
      queue.on('error', (error) => this.log.warn('The queue is out of reach', { queue: name, error }));
    }
    if (this.works) this.registrar.register();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (!this.works) return;
    this.runner.stop();
    const hosts = this.discovery.getProviders().map((provider) => provider.instance as unknown);
    await Promise.all(hosts.filter((host) => host instanceof WorkerHost).map((host) => host.worker.close()));
  }
}
