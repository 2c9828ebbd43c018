/** What of JSON Schema the connectors write their settings in. */
export interface SettingSchema {
  type?: 'object' | 'string' | 'integer' | 'number' | 'boolean';
  title?: string;
  description?: string;
  default?: unknown;
  enum?: readonly unknown[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  pattern?: string;
  /** What the connector itself says in both languages, for settings that only it has. */
  words?: Partial<Record<'title' | 'description', { de: string; en: string }>>;
  /** Sealed when it is sent, and never shown again. */
  secret?: boolean;
  properties?: Readonly<Record<string, SettingSchema>>;
  required?: readonly string[];
  anyOf?: readonly SettingSchema[];
}

/** An address (`scheme://user:password@host:port/database`) says these by itself. */
const PARTS = new Set(['host', 'port', 'database', 'user', 'password']);

export const isAddress = (schema: SettingSchema): boolean => /^\^.*:\/\//.test(schema.pattern ?? '');

/** One of several ways to say how the system is reached: the settings that it demands. */
export interface Way {
  kind: 'address' | 'parts';
  required: readonly string[];
}

/** The ways among which the whole form lets one choose: those of an `anyOf` that differ in what they demand. */
export function waysOf(schema: SettingSchema): Way[] {
  return (schema.anyOf ?? []).flatMap(({ required }) => {
    if (!required) return [];
    const address = required.some((name) => isAddress(schema.properties?.[name] ?? {}));
    return [{ kind: address ? 'address' : 'parts', required } as const];
  });
}

/** Names of the settings that stand first, then the rest, for the chosen way. What was set before is never hidden. */
export function layoutOf(
  schema: SettingSchema,
  way: Way | undefined,
  isSet: (name: string) => boolean,
): { first: string[]; more: string[] } {
  const required = new Set([...(schema.required ?? []), ...(way?.required ?? [])]);
  const first: string[] = [];
  const more: string[] = [];
  for (const [name, setting] of Object.entries(schema.properties ?? {})) {
    const otherWay = way?.kind === 'address' ? PARTS.has(name) : way?.kind === 'parts' && isAddress(setting);
    if (otherWay) {
      if (!demanded(schema, name) && isSet(name) && !PARTS.has(name)) more.push(name);
    } else if (required.has(name) || (way?.kind === 'parts' && PARTS.has(name))) first.push(name);
    else more.push(name);
  }
  return { first, more };
}

const demanded = (schema: SettingSchema, name: string): boolean =>
  (schema.anyOf ?? []).some(({ required }) => required?.includes(name));

/** How a setting with several forms (`true`, or an object) is chosen: what each choice stands for. */
export function formsOf(schema: SettingSchema): { value: string; schema: SettingSchema | null }[] {
  return (schema.anyOf ?? []).flatMap((form): { value: string; schema: SettingSchema | null }[] =>
    form.type === 'boolean'
      ? [
          { value: 'true', schema: null },
          { value: 'false', schema: null },
        ]
      : [{ value: 'own', schema: form }],
  );
}
