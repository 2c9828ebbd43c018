import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnectorTools } from './contract.js';
import { LocalTokens } from './credentials/local-tokens.js';
import { Cancelled } from './errors.js';
import type { Http } from './http/http.js';
import { LocalBudgets } from './http/local-budgets.js';
import { LocalJobNotes } from './http/local-job-notes.js';

/**
 * Tools of a process that is alone with its systems: the agent, the command line, tests. What they remember ends with the
 * process; the service keeps the same things in its database.
 */
export function localTools(http: Http, given: Partial<ConnectorTools> = {}): ConnectorTools {
  const now = given.now ?? (() => new Date());
  return {
    log: () => undefined,
    pause,
    http,
    budgets: new LocalBudgets(now),
    tokens: new LocalTokens(),
    jobs: new LocalJobNotes(),
    ...given,
    now,
  };
}

/** Waits in real time. @throws Cancelled */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, signal ? { signal } : {});
  } catch {
    throw new Cancelled('The call was cancelled while it waited.');
  }
}
