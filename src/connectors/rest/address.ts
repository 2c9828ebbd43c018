import { Refused } from '../kit/errors.js';
import type { Definition } from './definition.js';
import { fillPath } from './template.js';

/** Where this company's account is: below which address every call lies. `baseUrl` leads to a proxy or a simulator. */
export function baseOf({ address }: Definition, connection: Record<string, unknown>): string {
  const { baseUrl } = connection;
  const base =
    typeof baseUrl === 'string' ? baseUrl : fillPath(address.base, { address: addressOf(address, connection) });
  if (!URL.canParse(base)) throw new Refused('unsupported', 'The settings make no address.');
  return base.replace(/\/+$/, '');
}

export function addressOf(
  { settings = {} }: Definition['address'],
  connection: Record<string, unknown>,
): Record<string, string> {
  const given = (connection['address'] ?? {}) as Record<string, string>;
  return Object.fromEntries(
    Object.entries(settings).map(([name, setting]) => [name, given[name] ?? setting.default ?? '']),
  );
}
