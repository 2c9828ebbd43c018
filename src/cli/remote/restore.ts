import type { Outcome } from '../outcome.js';
import { type RemoteOptions, serviceClient } from './service-client.js';

interface Restore {
  backupTakenAt: string;
  erasures: number;
  clean: number;
  missing: Record<string, number>;
}

/** As GET /v1/systems/{system}/restore-gate answers. */
interface GateShown {
  system: string;
  state: 'green' | 'red';
  restores: Restore[];
}

/** What each reason asks for, in the order in which it is seen to. */
const MISSING: Record<string, string> = {
  notReplayed: 'not looked at yet: habeas replay',
  underWay: 'under way',
  toApprove: 'counted, waiting for an officer: habeas replay --apply',
  changed: 'changed since they were counted: habeas replay again',
  held: 'under a legal hold: habeas replay when it is lifted',
  findings: 'findings that an officer has to settle: see the errands',
  failed: 'could not be erased again: see the errands',
};

export async function declareRestore(
  options: RemoteOptions & { system: string; backupTaken: string },
): Promise<Outcome> {
  const gate = await serviceClient(options).post<GateShown>(`${pathOf(options.system)}/restore-gate`, {
    backupTakenAt: options.backupTaken,
  });
  return { json: gate, lines: ['Declared.', ...linesOf(gate)] };
}

export async function showGate(options: RemoteOptions & { system: string }): Promise<Outcome> {
  const gate = await serviceClient(options).get<GateShown>(`${pathOf(options.system)}/restore-gate`);
  return { json: gate, lines: linesOf(gate), exitCode: gate.state === 'green' ? 0 : 1 };
}

export function pathOf(system: string): string {
  return `/v1/systems/${encodeURIComponent(system)}`;
}

export function linesOf({ system, state, restores }: GateShown): string[] {
  if (state === 'green') return [`The gate of ${system} is green.`];
  return [
    `The gate of ${system} is red: do not use its data yet.`,
    ...restores.flatMap((restore) => [
      `  back-up of ${restore.backupTakenAt}: ${restore.clean} of ${restore.erasures} erasures hold again`,
      ...Object.entries(MISSING).flatMap(([reason, words]) =>
        (restore.missing[reason] ?? 0) > 0 ? [`    ${restore.missing[reason]} ${words}`] : [],
      ),
    ]),
  ];
}
