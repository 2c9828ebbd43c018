import { Injectable, SetMetadata, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';

const TAKES = 'habeas:takes';

/** Marks the one class that acts on a signal. */
export const Takes = (signal: string): ClassDecorator => SetMetadata(TAKES, signal);

/** Acts on a wake. May run twice, late, or beside itself: it looks at its row and does what is left to do. */
export interface SignalHandler {
  handle(subject: string, cancelled: AbortSignal): Promise<void>;
}

/** Knows who takes which signal; refuses to start when a signal has none or two. */
@Injectable()
export class HandlerRegistry implements OnApplicationBootstrap {
  private readonly handlers = new Map<string, SignalHandler>();
  private expected: readonly string[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  /** Names the signals that must each have exactly one handler. */
  expect(signals: readonly string[]): void {
    this.expected = [...this.expected, ...signals];
  }

  onApplicationBootstrap(): void {
    for (const { instance, metatype } of this.discovery.getProviders()) {
      if (!metatype || !instance) continue;
      const signal = this.reflector.get<string | undefined>(TAKES, metatype);
      if (!signal) continue;
      if (this.handlers.has(signal)) throw new Error(`Two handlers take the signal ${signal}.`);
      if (!this.expected.includes(signal)) throw new Error(`${metatype.name} takes ${signal}, which nobody declares.`);
      this.handlers.set(signal, instance as SignalHandler);
    }
    const missing = this.expected.filter((signal) => !this.handlers.has(signal));
    if (missing.length > 0) throw new Error(`No handler takes: ${missing.join(', ')}.`);
  }

  of(signal: string): SignalHandler | undefined {
    return this.handlers.get(signal);
  }
}
