import { DataMaps } from '../../datamap/versions/data-maps.js';
import { Agents } from '../../exchange/agents/agents.js';
import { Transactions } from '../../platform/queues/transactions.js';
import type { Options } from '../define.js';
import { CliFailure, exitCodes } from '../failure.js';
import type { Outcome } from '../outcome.js';
import { inService } from './on-database.js';

interface KeyOptions extends Options {
  name: string;
  system?: string[];
  revoke?: boolean;
}

export function agentKey({ name, system = [], revoke }: KeyOptions): Promise<Outcome> {
  if (!/^[\w.-]{1,60}$/.test(name))
    throw new CliFailure('--name takes letters, digits, dots and dashes.', exitCodes.usage);
  return inService(({ app }) => {
    const of = { strict: false };
    const agents = app.get(Agents, of);
    return app.get(Transactions, of).run(async (tx): Promise<Outcome> => {
      if (revoke) {
        if (!(await agents.revoke(tx, name))) throw new CliFailure(`No agent ${name} has a key.`);
        return { json: { name, revoked: true }, lines: ['Its key opens nothing any more.'] };
      }
      if (system.length === 0) throw new CliFailure('--system names what it works.', exitCodes.usage);
      for (const slug of system) {
        const found = await app.get(DataMaps, of).ofSystem(tx, slug);
        if (!found) throw new CliFailure(`There is no system ${slug}.`);
        if (found.map.connector !== 'agent') throw new CliFailure(`The map of ${slug} does not say connector: agent.`);
      }
      const key = await agents.admit(tx, name, system);
      return { json: { name, systems: system, key }, lines: ['Its key, shown this once:', key] };
    });
  });
}

export function agentList(): Promise<Outcome> {
  return inService(async ({ app }): Promise<Outcome> => {
    const of = { strict: false };
    const agents = await app.get(Agents, of).list(app.get(Transactions, of).manager);
    const shown = agents.map(({ name, systems, version, seenAt, revokedAt }) => ({
      name,
      systems,
      version,
      seenAt,
      revokedAt,
    }));
    return {
      json: shown,
      lines: shown.map(
        (agent) =>
          `${agent.name}  ${agent.systems.join(', ')}  ${agent.revokedAt ? 'revoked' : (agent.seenAt?.toISOString() ?? 'never seen')}`,
      ),
    };
  });
}
