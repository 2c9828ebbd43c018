import { createHash } from 'node:crypto';
import type { JWK } from 'jose';
import { decryptWith, encryptTo } from '../connectors/kit/agent-box.js';
import { AGENT_PAGE_BYTES, type AgentWork } from '../connectors/kit/agent-language.js';
import type { Connector, ConnectorTools, Verb } from '../connectors/kit/contract.js';
import { Cancelled, ConnectorError, Gone, NotYet, RateLimited, Refused, Retryable } from '../connectors/kit/errors.js';
import type { AgentFault } from '../connectors/kit/exchange.js';
import { ConnectorRegistry } from '../connectors/kit/registry.js';
import type { SystemMap } from '../datamap/language.js';
import type { Clock } from '../platform/clock/clock.js';
import type { Log } from '../platform/logging/log.js';
import type { AgentConfig } from './agent-config.js';
import type { AgentService, Leased } from './agent-service.js';
import { carryOut } from './agent-verbs.js';

/** Carries out what it is asked, one call after another, with connectors of its own. It remembers nothing over a restart. */
export class AgentRunner {
  /** Calls in hand, to be kept by signs of life. */
  readonly held = new Map<string, { call: Leased; lost: AbortController }>();

  constructor(
    private readonly service: AgentService,
    private readonly config: AgentConfig,
    private readonly key: { publicKey: JWK; privateKey: JWK },
    private readonly registry: ConnectorRegistry,
    private readonly tools: (connector: string) => ConnectorTools,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** The local connector of a system, with the map that the service has. @throws Refused when it is not configured here. */
  open(map: SystemMap): Connector {
    const local = Object.hasOwn(this.config.systems, map.system) ? this.config.systems[map.system] : undefined;
    if (!local) throw new Refused('unsupported', 'The agent knows no such system.');
    const version = createHash('sha256').update(JSON.stringify(map)).digest('hex');
    const own = { ...map, connector: local.connector, connection: local.connection };
    return this.registry.open(own, version, this.tools(local.connector));
  }

  /** Tells the service what its systems look like from here. */
  async report(maps: readonly { system: string; map: SystemMap }[]): Promise<void> {
    for (const { system, map } of maps) {
      try {
        const connector = this.open(map);
        const health = await connector.check();
        if (!health.reachable) throw new Retryable('The system cannot be reached.');
        await this.service.site(system, {
          survey: await connector.survey(),
          health,
          description: connector.describe(),
        });
      } catch (error) {
        if (!(error instanceof ConnectorError)) throw error;
        this.log.warn('A system of this agent does not answer', { system, code: error.code });
      }
    }
  }

  /** Carries one call out and brings its results home. */
  async run(call: Leased, stopping: AbortSignal): Promise<void> {
    const lost = new AbortController();
    const signal = AbortSignal.any([stopping, lost.signal]);
    this.held.set(call.id, { call, lost });
    try {
      const work = JSON.parse(await decryptWith(this.key.privateKey, call.id, call.work)) as AgentWork;
      const pages = await this.upload(call, work, signal);
      await this.service.end(call, { pages });
    } catch (error) {
      // Taken back, or we end: the next lease begins anew, and every verb may be repeated.
      if (signal.aborted || error instanceof Cancelled) return;
      if (!(error instanceof ConnectorError)) throw error;
      this.log.warn('A call failed at the system', { system: call.system, code: error.code });
      await this.service.end(call, { error: faultOf(error, this.clock.now()) });
    } finally {
      this.held.delete(call.id);
    }
  }

  private async upload(call: Leased, work: AgentWork, signal: AbortSignal): Promise<number> {
    const connector = this.open(work.map as SystemMap);
    let page = 0;
    let waiting: string[] = [];
    let size = 2;
    const send = async (): Promise<void> => {
      page += 1;
      const results = await encryptTo(work.box as JWK, `${call.id}/${page}`, `[${waiting.join(',')}]`);
      await this.service.page(call, page, results);
      waiting = [];
      size = 2;
    };
    for await (const results of carryOut(connector, work.verb as Verb, work.input, work.digestKey, signal)) {
      for (const result of results) {
        const text = JSON.stringify(result);
        const bytes = Buffer.byteLength(text, 'utf8') + 1;
        if (bytes > AGENT_PAGE_BYTES) throw new Refused('too-large', 'A single record is larger than travels.');
        if (size + bytes > AGENT_PAGE_BYTES) await send();
        waiting.push(text);
        size += bytes;
      }
    }
    if (waiting.length > 0) await send();
    return page;
  }
}

/** What the service is told of a fault: codes and places, no words, which may hold anything. */
function faultOf(error: ConnectorError, now: Date): AgentFault {
  if (error instanceof Refused) return { code: 'refused', reason: error.reason, ...error.where };
  if (error instanceof Gone) return { code: 'gone' };
  if (error instanceof NotYet) {
    return { code: 'not-yet', afterMilliseconds: Math.max(0, error.checkAgainAt.getTime() - now.getTime()) };
  }
  if (error instanceof Retryable) {
    const after =
      error.afterMilliseconds === undefined ? {} : { afterMilliseconds: Math.round(error.afterMilliseconds) };
    return { code: error instanceof RateLimited ? 'rate-limited' : 'retryable', ...after };
  }
  return { code: 'refused', reason: 'conflict' };
}
