import { useMemo, useState } from 'react';
import { ProblemError } from '../../../api/problem.js';
import { useRuleWords } from './setting-words.js';
import type { SettingSchema, Way } from './settings-schema.js';
import { keptIn, settingsFrom, type Typed, typedFrom, wayFor } from './typed-settings.js';

export interface SettingsState {
  typed: Typed;
  /** Pointers of the secrets that are kept. */
  kept: readonly string[];
  /** Words by pointer. */
  errors: Readonly<Record<string, string>>;
  way: Way | undefined;
  put(pointer: string, value: string): void;
  choose(way: Way): void;
  /** All kept secrets are asked for again: the address is another one. */
  retype(): void;
  /** As the API takes them. */
  settings(): Record<string, unknown>;
}

/** What stands in a form of settings, beginning with those that are there already. */
export function useSettings(
  schema: SettingSchema,
  before: Record<string, unknown> | null,
  error: unknown,
): SettingsState {
  const [typed, setTyped] = useState<Typed>(() => (before ? typedFrom(before) : {}));
  const [way, choose] = useState(() => wayFor(schema, before));
  const kept = useMemo(() => keptIn(before), [before]);
  const errors = useSettingErrors(schema, error, kept);
  return {
    typed,
    kept,
    errors,
    way,
    put: (pointer, value) => setTyped((old) => ({ ...old, [pointer]: value })),
    choose,
    retype: () => setTyped((old) => ({ ...Object.fromEntries(kept.map((pointer) => [pointer, ''])), ...old })),
    settings: () => settingsFrom(schema, way, typed, before),
  };
}

/** The refusals of the service by the pointers of the form; a setting that is missing is told at its own place. */
function useSettingErrors(schema: SettingSchema, error: unknown, kept: readonly string[]): Record<string, string> {
  const words = useRuleWords();
  if (!(error instanceof ProblemError)) return {};
  if (error.code === 'secret-needed') {
    return Object.fromEntries(kept.map((pointer) => [pointer, words({ pointer, rule: 'required', detail: '' })]));
  }
  return Object.fromEntries(
    error.errors
      .filter(({ pointer }) => pointer.startsWith('/settings'))
      .map((problem) => {
        const missing = problem.rule === 'required' ? /'([^']+)'/.exec(problem.detail)?.[1] : undefined;
        const pointer = problem.pointer.slice('/settings'.length) + (missing === undefined ? '' : `/${missing}`);
        return [pointer, words(problem, at(schema, pointer))];
      }),
  );
}

function at(schema: SettingSchema, pointer: string): SettingSchema | undefined {
  const [, ...steps] = pointer.split('/');
  return steps.reduce<SettingSchema | undefined>((node, step) => {
    const table = node?.properties ? node : node?.anyOf?.find(({ properties }) => properties);
    return table?.properties?.[step];
  }, schema);
}
