import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings, type Settings } from '../platform/settings/settings.js';

/** Variables that the demo company's maps refer to, written by `habeas start` beside its databases. */
export const demoEnvironmentFile = (home: string): string => join(home, 'demo.env');

/** Addresses of the demo's simulated vendors in that file: processes beside the one that runs them may call these too. */
export const DEMO_EGRESS = 'DEMO_EGRESS_ALLOW';

/**
 * The settings of this process, with `changes` taking the place of variables. In development the demo company's
 * variables are loaded too, where the demo has been started in this home; what is set already stays.
 *
 * @param callsDemo may this process call the simulated vendors of a running demo? Not the one that starts them anew.
 */
export function settingsOfProcess(
  changes: Record<string, string | undefined> = {},
  { callsDemo = true }: { callsDemo?: boolean } = {},
): Settings {
  const given = { ...process.env, ...changes };
  const settings = readSettings(given);
  const file = demoEnvironmentFile(settings.HABEAS_HOME);
  if (settings.NODE_ENV !== 'development' || !existsSync(file)) return settings;
  process.loadEnvFile(file);
  if (!callsDemo) return settings;
  const allowed = [given.EGRESS_ALLOW, process.env[DEMO_EGRESS]].filter((list) => list !== undefined && list !== '');
  return readSettings({ ...given, EGRESS_ALLOW: allowed.join(',') });
}

/** Was this variable given, and not left to its default? */
export const isGiven = (name: string): boolean => (process.env[name] ?? '') !== '';

/** For connectors that are opened later in this process (`env:NAME` in a map). */
export function setVariables(variables: Record<string, string>): void {
  Object.assign(process.env, variables);
}
