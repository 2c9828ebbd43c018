import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Metrics } from './http/health/metrics.js';
import { ReadinessChecks } from './http/health/readiness.js';
import type { BullBackend } from './queues/bull-backend.js';
import { BULL_BACKEND } from './queues/bull-lifecycle.js';
import { WakesRepository } from './queues/wakes.repository.js';

/** What the ground reports of itself: database and queues for /health/ready, the backlog for /metrics. */
@Injectable()
export class PlatformReadiness implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(BULL_BACKEND) private readonly backend: BullBackend,
    private readonly wakes: WakesRepository,
    private readonly checks: ReadinessChecks,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.checks.register('database', () => this.source.query('SELECT 1'));
    this.checks.register('queues', () => this.backend.check());
    this.metrics.gauge('habeas_wakes', 'Wakes by where they are', {
      labelNames: ['where'],
      measure: async (gauge) => {
        const backlog = await this.wakes.backlog();
        gauge.set({ where: 'outbox' }, backlog.outbox);
        gauge.set({ where: 'queue' }, backlog.wakes);
        gauge.set({ where: 'failing' }, backlog.failing);
      },
    });
  }
}
