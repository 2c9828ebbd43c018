import { connectorFactories } from '../connectors/index.js';
import { localTools } from '../connectors/kit/local-tools.js';
import { ConnectorRegistry } from '../connectors/kit/registry.js';
import { SystemClock } from '../platform/clock/clock.js';
import { GuardedHttp } from '../platform/egress/guarded-http.js';
import { ApiProblem, ApiUnreachable } from '../platform/http/client/api-client.js';
import type { Log } from '../platform/logging/log.js';
import type { AgentConfig } from './agent-config.js';
import { agentKey } from './agent-key.js';
import { AgentRunner } from './agent-runner.js';
import { AgentService, type Welcome } from './agent-service.js';

const IDLE_MS = 2_000;
const AWAY_MS = 10_000;
const REPORT_EVERY_MS = 60_000;
/** Refusals that waiting does not mend. */
const FINAL = ['agent-outdated', 'agent-key-differs', 'unauthenticated'];

/**
 * Works until the signal ends it: asks the service for calls, carries them out, brings the results home. A service that
 * is away is waited for.
 *
 * @throws ApiProblem when the service will never have this agent.
 */
export async function runAgent(
  config: AgentConfig,
  options: { log: Log; version: string; signal: AbortSignal; idleMilliseconds?: number },
): Promise<void> {
  const { log } = options;
  const clock = new SystemClock();
  const http = new GuardedHttp({ allow: config.allow });
  const registry = new ConnectorRegistry(connectorFactories);
  const service = new AgentService(config.service, config.key);
  const key = await agentKey(config.keyFile);
  const runner = new AgentRunner(
    service,
    config,
    key,
    registry,
    (connector) => localTools(http, { log: log.ofConnector(connector), now: () => clock.now() }),
    clock,
    log,
  );
  const idle = options.idleMilliseconds ?? IDLE_MS;
  let beating: NodeJS.Timeout | undefined;
  let reporting: NodeJS.Timeout | undefined;
  try {
    const welcome = await greeted(service, key.publicKey, options);
    if (!welcome) return;
    await runner.report(welcome.systems);
    log.info('The agent works', { count: welcome.systems.length });
    const report = (): Promise<void> =>
      service.hello(key.publicKey, options.version).then(({ systems }) => runner.report(systems));
    const quietly = (work: () => Promise<void>) => () =>
      void work().catch((error: unknown) => log.warn('The service is away', { error }));
    reporting = setInterval(quietly(report), REPORT_EVERY_MS);
    beating = setInterval(
      quietly(() => beat(service, runner)),
      (welcome.leaseSeconds * 1000) / 3,
    );
    await Promise.all(Array.from({ length: config.concurrency }, () => work(service, runner, idle, options)));
  } finally {
    clearInterval(beating);
    clearInterval(reporting);
    await registry.closeAll();
    await http.close();
  }
}

async function greeted(
  service: AgentService,
  publicKey: Parameters<AgentService['hello']>[0],
  { log, version, signal }: { log: Log; version: string; signal: AbortSignal },
): Promise<Welcome | null> {
  while (!signal.aborted) {
    try {
      return await service.hello(publicKey, version);
    } catch (error) {
      if (error instanceof ApiProblem && FINAL.includes(error.code)) throw error;
      if (!(error instanceof ApiProblem) && !(error instanceof ApiUnreachable)) throw error;
      log.warn('The service is away', { error });
      await pause(AWAY_MS, signal);
    }
  }
  return null;
}

async function work(
  service: AgentService,
  runner: AgentRunner,
  idle: number,
  { log, signal }: { log: Log; signal: AbortSignal },
): Promise<void> {
  while (!signal.aborted) {
    try {
      const call = await service.lease();
      if (call) await runner.run(call, signal);
      else await pause(idle, signal);
    } catch (error) {
      // The call is leased again when its time is over; nothing is lost.
      if (error instanceof ApiProblem && error.code === 'unauthenticated') throw error;
      log.warn('A call could not be brought home', { error });
      await pause(Math.max(idle, 1_000), signal);
    }
  }
}

/** Calls that the service has taken back are dropped at once. */
async function beat(service: AgentService, runner: AgentRunner): Promise<void> {
  const held = [...runner.held.values()];
  if (held.length === 0) return;
  const ours = new Set(await service.heartbeat(held.map(({ call }) => call)));
  for (const { call, lost } of held) if (!ours.has(call.id)) lost.abort();
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) done();
  });
}
