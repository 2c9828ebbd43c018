import { Controller, Get, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import { SystemClock } from '../../src/platform/clock/clock.js';
import { Access } from '../../src/platform/http/access/access.js';
import { createHttpApp } from '../../src/platform/http/http-app.js';
import { installShutdown } from '../../src/platform/http/shutdown.js';
import { Log } from '../../src/platform/logging/log.js';

const events: string[] = [];

@Injectable()
class Store implements OnApplicationShutdown {
  onApplicationShutdown(): void {
    events.push('store closed');
  }
}

@Controller()
class SlowController {
  @Access('public')
  @Get('slow')
  async slow(): Promise<string> {
    events.push('asked');
    await sleep(300);
    events.push('answered');
    return 'done';
  }

  @Access('public')
  @Get('endless')
  endless(): Promise<string> {
    return new Promise(() => {});
  }
}

@Module({ controllers: [SlowController], providers: [Store] })
class SlowModule {}

describe('graceful shutdown', () => {
  const clock = new SystemClock();
  const log = new Log({ level: 'error', clock, write: () => {} });

  async function start(): Promise<{ app: NestFastifyApplication; url: string }> {
    events.length = 0;
    const app = await createHttpApp(SlowModule, { settings: { TRUSTED_PROXIES: 0 }, log, clock });
    await app.listen(0, '127.0.0.1');
    return { app, url: await app.getUrl() };
  }

  it('answers what is in flight, then closes, then what lies below', async () => {
    const { app, url } = await start();
    const codes: number[] = [];
    const shutdown = installShutdown(app, {
      log,
      afterwards: [() => Promise.resolve(events.push('database stopped'))],
      exit: (code) => codes.push(code),
    });
    const answer = fetch(`${url}/slow`);
    while (!events.includes('asked')) await sleep(5);
    const ended = shutdown('SIGTERM');
    await sleep(50);
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
    expect(await (await answer).text()).toBe('done');
    expect(await ended).toBe(0);
    expect(events).toEqual(['asked', 'answered', 'store closed', 'database stopped']);
    expect(codes).toEqual([0]);
  });

  it('turns readiness first when it is to linger', async () => {
    const { app, url } = await start();
    const shutdown = installShutdown(app, { log, lingerMs: 200, exit: () => {} });
    const ended = shutdown('SIGTERM');
    const answer = await fetch(`${url}/health/ready`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: 'shutting-down' });
    expect(await ended).toBe(0);
  });

  it('cuts off what does not end in time, and says so', async () => {
    const { app, url } = await start();
    const shutdown = installShutdown(app, { log, graceMs: 100, exit: () => {} });
    const answer = fetch(`${url}/endless`).catch(() => 'cut');
    await sleep(50);
    expect(await shutdown('SIGTERM')).toBe(1);
    expect(await answer).toBe('cut');
    expect(events).toContain('store closed');
  });

  it('runs once, whoever asks', async () => {
    const { app } = await start();
    let exits = 0;
    const shutdown = installShutdown(app, { log, exit: () => void exits++ });
    await Promise.all([shutdown('SIGTERM'), shutdown('SIGINT')]);
    expect(exits).toBe(1);
  });
});
