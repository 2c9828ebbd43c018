import type { Command } from 'commander';
import { carryOut, collect, define } from '../define.js';

/** Agents: programs in networks that take no inbound calls. */
export function agentCommands(habeas: Command): void {
  const agent = habeas.command('agent').description('agents: systems in networks that take no inbound calls');
  carryOut(
    define(agent, {
      usage: 'run',
      about:
        'Work systems from where they are: fetch what is to be done from a service, do it, bring the results there.',
      more: `The file names the service, the agent's key there, a file for its encryption key, and how each system is reached:

  service: https://privacy.example
  key: env:HABEAS_AGENT_KEY
  keyFile: /var/lib/habeas-agent/key.json
  systems:
    erp: { connector: postgres, connection: { url: env:ERP_URL } }

Data maps come from the service, connections never go there. It needs no inbound port and no database, and may be
stopped at any moment: what it had begun is begun anew.`,
      examples: ['habeas agent run --config agent.yaml', 'HABEAS_AGENT_KEY=hba_… habeas agent run --config agent.yaml'],
      exits: '0 stopped by a signal, 1 the service refuses this agent',
    }).requiredOption('--config <file>', 'YAML as above'),
    async () => (await import('../serving/agent.js')).runAgentProgram,
  );
  carryOut(
    define(agent, {
      usage: 'key',
      about: 'Give an agent a key for its systems, on the database of the service. A key that the name had is revoked.',
      examples: [
        'habeas agent key --name plant-7 --system erp --system mes',
        'habeas agent key --name plant-7 --revoke',
      ],
      exits: '0 done, 1 there is no such system or agent',
    })
      .requiredOption('--name <name>', 'of the agent')
      .option('--system <slug>', 'that it works; may be given several times', collect)
      .option('--revoke', 'take its key away instead'),
    async () => (await import('../operator/agent-key.js')).agentKey,
  );
  carryOut(
    define(agent, {
      usage: 'list',
      about: 'Agents, their systems, and when each was last there.',
      examples: ['habeas agent list --json'],
    }),
    async () => (await import('../operator/agent-key.js')).agentList,
  );
}
