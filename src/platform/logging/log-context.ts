import { AsyncLocalStorage } from 'node:async_hooks';
import type { LogFields } from './log-fields.js';

const storage = new AsyncLocalStorage<LogFields>();

/** Runs the work with these fields on each of its log lines, added to those that surround it. */
export function withLogContext<T>(fields: LogFields, work: () => T): T {
  return storage.run({ ...storage.getStore(), ...fields }, work);
}

export function currentLogContext(): LogFields {
  return storage.getStore() ?? {};
}
