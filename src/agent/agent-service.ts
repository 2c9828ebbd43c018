import type { JWK } from 'jose';
import { AGENT_LANGUAGE } from '../connectors/kit/agent-language.js';
import type { Description, Health, Survey } from '../connectors/kit/contract.js';
import type { AgentFault } from '../connectors/kit/exchange.js';
import type { SystemMap } from '../datamap/language.js';
import { ApiClient } from '../platform/http/client/api-client.js';

export interface Welcome {
  systems: { system: string; map: SystemMap }[];
  leaseSeconds: number;
}

export interface Leased {
  id: string;
  system: string;
  fence: number;
  work: string;
}

/** The service, as the agent speaks with it: calls go out, none come in. */
export class AgentService {
  private readonly client: ApiClient;

  constructor(address: string, key: string) {
    this.client = new ApiClient(address, key);
  }

  hello(publicKey: JWK, version: string): Promise<Welcome> {
    return this.client.post('/v1/agent/hello', { language: AGENT_LANGUAGE, version, publicKey });
  }

  site(system: string, site: { survey: Survey; health: Health; description: Description }): Promise<void> {
    return this.client.put(`/v1/agent/systems/${encodeURIComponent(system)}`, site);
  }

  async lease(): Promise<Leased | null> {
    return (await this.client.post<{ call: Leased | null }>('/v1/agent/leases')).call;
  }

  /** @returns ids of the calls that are still ours. */
  async heartbeat(calls: readonly Pick<Leased, 'id' | 'fence'>[]): Promise<string[]> {
    return (
      await this.client.post<{ calls: string[] }>('/v1/agent/heartbeats', {
        calls: calls.map(({ id, fence }) => ({ id, fence })),
      })
    ).calls;
  }

  page({ id, fence }: Leased, number: number, results: string): Promise<void> {
    return this.client.put(`/v1/agent/calls/${id}/pages/${number}`, { fence, results });
  }

  end({ id, fence }: Leased, result: { pages: number } | { error: AgentFault }): Promise<void> {
    return this.client.post(`/v1/agent/calls/${id}/result`, { fence, ...result });
  }
}
