import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings, type Settings } from '../platform/settings/settings.js';

/** Variables that the demo company's maps refer to, written by `habeas start` beside its databases. */
export const demoEnvironmentFile = (home: string): string => join(home, 'demo.env');

/**
 * The settings of this process, with `changes` taking the place of variables. In development the demo company's
 * variables are loaded too, where the demo has been started in this home; what is set already stays.
 */
export function settingsOfProcess(changes: Record<string, string | undefined> = {}): Settings {
  const settings = readSettings({ ...process.env, ...changes });
  const file = demoEnvironmentFile(settings.HABEAS_HOME);
  if (settings.NODE_ENV === 'development' && existsSync(file)) process.loadEnvFile(file);
  return settings;
}

/** Was this variable given, and not left to its default? */
export const isGiven = (name: string): boolean => (process.env[name] ?? '') !== '';

/** For connectors that are opened later in this process (`env:NAME` in a map). */
export function setVariables(variables: Record<string, string>): void {
  Object.assign(process.env, variables);
}
