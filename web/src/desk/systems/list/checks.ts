import { useState } from 'react';
import { dataOf } from '../../../api/client.js';
import { api } from '../../api.js';
import type { Health } from '../systems-data.js';

export type Check = { state: 'asking' } | { state: 'told'; health: Health } | { state: 'failed'; error: unknown };

export interface Checks {
  of(system: string): Check | undefined;
  run(systems: readonly string[]): Promise<void>;
  running: boolean;
}

/** Whether systems answer, asked when somebody wants to know: each has its own outcome, one after the other. */
export function useChecks(): Checks {
  const [checks, setChecks] = useState<Readonly<Record<string, Check>>>({});
  const put = (system: string, check: Check): void => setChecks((old) => ({ ...old, [system]: check }));
  const ask = async (system: string): Promise<void> => {
    put(system, { state: 'asking' });
    try {
      const params = { path: { system } };
      put(system, { state: 'told', health: await dataOf(api.POST('/v1/systems/{system}/check', { params })) });
    } catch (error) {
      put(system, { state: 'failed', error });
    }
  };
  return {
    of: (system) => checks[system],
    run: async (systems) => {
      for (const system of systems) await ask(system);
    },
    running: Object.values(checks).some(({ state }) => state === 'asking'),
  };
}
