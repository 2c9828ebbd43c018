import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** The process' Prometheus registry. Rooms add theirs; labels are codes and route templates, never ids or values. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'habeas_http_request_seconds',
    help: 'Time to answer, by method, route as declared, and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  counter<Label extends string>(name: string, help: string, labelNames: readonly Label[] = []): Counter<Label> {
    return new Counter({ name, help, labelNames: [...labelNames], registers: [this.registry] });
  }

  histogram<Label extends string>(
    name: string,
    help: string,
    options: { labelNames?: readonly Label[]; buckets?: number[] } = {},
  ): Histogram<Label> {
    const { labelNames = [], buckets } = options;
    return new Histogram({
      name,
      help,
      labelNames: [...labelNames],
      ...(buckets && { buckets }),
      registers: [this.registry],
    });
  }

  /** `measure` is called when somebody reads /metrics, and may ask the database. */
  gauge<Label extends string>(
    name: string,
    help: string,
    options: { labelNames?: readonly Label[]; measure?: (gauge: Gauge<Label>) => void | Promise<void> } = {},
  ): Gauge<Label> {
    const { labelNames = [], measure } = options;
    const gauge: Gauge<Label> = new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: [this.registry],
      ...(measure && { collect: () => measure(gauge) }),
    });
    return gauge;
  }

  answered(method: string, route: string, status: number, milliseconds: number): void {
    this.requests.observe({ method, route, status: String(status) }, milliseconds / 1000);
  }
}
