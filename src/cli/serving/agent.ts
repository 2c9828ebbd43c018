import { runAgent } from '../../agent/agent.js';
import { readAgentConfig } from '../../agent/agent-config.js';
import { SystemClock } from '../../platform/clock/clock.js';
import { ApiProblem } from '../../platform/http/client/api-client.js';
import { Log } from '../../platform/logging/log.js';
import type { Options } from '../define.js';
import { CliFailure } from '../failure.js';
import type { Outcome } from '../outcome.js';

/** Runs until a signal ends it. */
export async function runAgentProgram({ config }: Options & { config: string }): Promise<Outcome> {
  const read = readAgentConfig(config);
  const ending = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => ending.abort());
  const log = new Log({ level: 'info', clock: new SystemClock(), write: (line) => void process.stderr.write(line) });
  try {
    await runAgent(read, { log, version: '0.1.0', signal: ending.signal });
  } catch (error) {
    if (error instanceof ApiProblem) throw new CliFailure(`The service refuses this agent: ${error.message}`);
    throw error;
  }
  return { json: { stopped: true }, lines: ['Stopped.'] };
}
