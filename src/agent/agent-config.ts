import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { readYaml } from '../datamap/load/yaml-source.js';
import { resolveSecrets } from '../datamap/secrets.js';
import { environmentVariable, SettingsError } from '../platform/settings/settings.js';

/** How the agent reaches one system. The data map comes from the service; this never goes there. */
export interface LocalSystem {
  connector: string;
  connection: Record<string, unknown>;
}

export interface AgentConfig {
  /** Address of the service. */
  service: string;
  /** Its key there. */
  key: string;
  /** File with the agent's own encryption key; made when it is not there. */
  keyFile: string;
  /** Calls at once. */
  concurrency: number;
  /** Hosts in private networks that its connectors may call over HTTP. */
  allow: string[];
  systems: Record<string, LocalSystem>;
}

const validate = new Ajv({ allErrors: true, useDefaults: true }).compile<AgentConfig>({
  type: 'object',
  required: ['service', 'key', 'keyFile', 'systems'],
  additionalProperties: false,
  properties: {
    // A key and everything it opens would go over the line in clear otherwise.
    service: { type: 'string', pattern: '^(https://|http://(localhost|127\\.0\\.0\\.1|\\[::1\\])(:|/|$))' },
    key: { type: 'string', minLength: 1 },
    keyFile: { type: 'string', minLength: 1 },
    concurrency: { type: 'integer', minimum: 1, maximum: 32, default: 2 },
    allow: { type: 'array', items: { type: 'string' }, default: [] },
    systems: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        required: ['connector', 'connection'],
        additionalProperties: false,
        properties: { connector: { type: 'string' }, connection: { type: 'object' } },
      },
    },
  },
});

/** @throws SettingsError naming what is wrong, never a value. */
export function readAgentConfig(path: string): AgentConfig {
  const source = readYaml(textOf(path) ?? fail(`${path} cannot be read.`));
  if (source.status === 'refused') return fail(`${path} is not readable YAML.`);
  const resolved = resolveSecrets(source.value as Record<string, unknown>, environmentVariable, textOf);
  if (resolved.status === 'missing')
    return fail(`${path} names secrets that are not set: ${resolved.references.join(', ')}.`);
  const config: unknown = resolved.connection;
  if (validate(config)) return config;
  const places = (validate.errors ?? []).map((error) => `${error.instancePath || '/'} ${error.message ?? ''}`.trim());
  return fail(`${path}: ${[...new Set(places)].join('; ')}.`);
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function fail(message: string): never {
  throw new SettingsError(message);
}
