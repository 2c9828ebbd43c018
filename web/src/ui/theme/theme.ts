import { useSyncExternalStore } from 'react';
import { kept, keep } from '../storage.js';

/** What the person wants: as her system has it, or always the same. */
export type ThemeChoice = 'system' | 'light' | 'dark';

const CHOICES: readonly ThemeChoice[] = ['system', 'light', 'dark'];
const listeners = new Set<() => void>();
let current: ThemeChoice = 'system';

/** Called once, before anything is drawn. */
export function startTheme(): void {
  const stored = kept('habeas.theme');
  show(CHOICES.find((one) => one === stored) ?? 'system');
}

export function chooseTheme(choice: ThemeChoice): void {
  keep('habeas.theme', choice === 'system' ? null : choice);
  show(choice);
}

export function useTheme(): ThemeChoice {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}

function show(choice: ThemeChoice): void {
  current = choice;
  const { dataset } = document.documentElement;
  if (choice === 'system') delete dataset['theme'];
  else dataset['theme'] = choice;
  for (const listener of listeners) listener();
}
