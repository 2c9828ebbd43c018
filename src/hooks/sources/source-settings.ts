import { Ajv } from 'ajv';
import ipaddr from 'ipaddr.js';
import type { HookSender } from '../../connectors/kit/hooks/hook-sender.js';
import type { FieldError } from '../../platform/http/problems/problem.js';

/** What every source has; its sender's own settings stand beside these. */
export interface SourceSettings {
  /** Language of the messages where nobody says it. */
  locale?: string;
  /** What the data maps call the sender's ids: kind of record → kind of identifier, e.g. `{ "user": "helpdesk_user" }`. */
  kinds?: Record<string, string>;
  /** Networks from which it may send; anywhere when there are none. */
  addresses?: string[];
  /** Of the sender's recipes only these; all of them otherwise. */
  accept?: string[];
  /** Deliveries a minute and process; more are answered 429. */
  perMinute?: number;
  [own: string]: unknown;
}

export const PER_MINUTE = 3_000;

const common = {
  locale: { type: 'string', pattern: '^[a-z]{2}(?:-[A-Z]{2})?$' },
  kinds: {
    type: 'object',
    maxProperties: 10,
    propertyNames: { pattern: '^[a-z][a-z0-9_-]{0,62}$' },
    additionalProperties: { type: 'string', pattern: '^[a-z][a-z0-9_]{0,62}$' },
  },
  addresses: { type: 'array', maxItems: 100, items: { type: 'string', maxLength: 50 } },
  accept: { type: 'array', minItems: 1, maxItems: 10, items: { type: 'string', maxLength: 40 } },
  perMinute: { type: 'integer', minimum: 1, maximum: 1_000_000 },
};

/** The JSON Schema of a sender's settings, from which a form can be drawn. */
export function settingsSchema({ settings, recipes }: HookSender): Record<string, unknown> {
  const names = recipes.map(({ name }) => name);
  return {
    type: 'object',
    additionalProperties: false,
    required: [...(settings.required ?? [])],
    properties: {
      ...common,
      ...(names.length > 1 ? { accept: { ...common.accept, items: { enum: names } } } : {}),
      ...settings.properties,
    },
  };
}

/** What is wrong with settings: places and rules, never values. */
export function settingsComplaints(sender: HookSender, settings: unknown): FieldError[] {
  const validate = new Ajv({ allErrors: true, strictTypes: false, strictRequired: false }).compile(
    settingsSchema(sender),
  );
  if (!validate(settings)) {
    return (validate.errors ?? []).map(({ instancePath, keyword, message }) => ({
      pointer: `/settings${instancePath}`,
      rule: keyword,
      detail: message ?? 'is not allowed',
    }));
  }
  const { addresses = [] } = settings as SourceSettings;
  return addresses.flatMap((network, index) =>
    ipaddr.isValidCIDR(network)
      ? []
      : [{ pointer: `/settings/addresses/${index}`, rule: 'network', detail: 'is no network such as 192.0.2.0/24' }],
  );
}

/** May somebody at this address send? */
export function comesFrom({ addresses }: SourceSettings, address: string): boolean {
  if (!addresses || addresses.length === 0) return true;
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return addresses.some((network) => {
    const [range, bits] = ipaddr.parseCIDR(network);
    return range.kind() === parsed.kind() && parsed.match(range, bits);
  });
}
