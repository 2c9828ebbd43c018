import { own } from '../../datamap/forms.js';
import type { Key } from '../kit/contract.js';
import { at } from '../kit/http/json-at.js';
import { Refused } from '../kit/errors.js';
import { listed } from './calls.js';
import type { ListCall } from './definition.js';
import { isInScope, read, supplemented, whole } from './read.js';
import { fieldScope, RestRecord } from './record.js';
import type { Resolved, RestContext } from './resolved.js';

/**
 * The record that an item of a list shows or only names; null when it names one that is gone.
 *
 * @param lent what the item does not say of itself.
 */
export async function hit(
  context: RestContext,
  resolved: Resolved,
  { names }: Pick<ListCall, 'names'>,
  item: unknown,
  lent: Readonly<Record<string, unknown>>,
  signal?: AbortSignal,
): Promise<RestRecord | null> {
  if (names) return read(context, resolved, keyNamed(resolved, names, item, lent), signal);
  return whole(context, resolved, Object.keys(lent).length > 0 ? supplemented(resolved, item, lent) : item, signal);
}

function keyNamed(
  { rest, name: collection }: Resolved,
  names: Readonly<Record<string, string>>,
  item: unknown,
  lent: Readonly<Record<string, unknown>>,
): Key {
  return rest.key.map((field) => {
    const path = own(names, field);
    const value = path === undefined ? lent[field] : at(item, path);
    if (typeof value === 'string' || typeof value === 'number') return value;
    throw new Refused('unsupported', 'The system names a record without its key.', { collection, column: field });
  });
}

/** The records that belong to an owner: what a vendor lists is looked at, and counts when it names her. */
export async function* belonging(
  context: RestContext,
  resolved: Resolved,
  owner: RestRecord,
  controller: string,
  signal?: AbortSignal,
): AsyncGenerator<RestRecord> {
  const call = own(resolved.rest.of, ownerName(owner, context));
  if (!call) return;
  const link = resolved.owners.get(owner.resolved.name);
  const scope = { owner: fieldScope(owner), address: context.address };
  const lent = Object.fromEntries(
    Object.entries(call.inherits ?? {}).map(([field, from]) => [field, owner.scalar(from)]),
  );
  let strangers = 0;
  for await (const items of listed(context, call, scope, signal)) {
    for (const item of items) {
      const record = await hit(context, resolved, call, item, lent, signal);
      if (!record) continue;
      if (!link || !pointsTo(record, owner, link)) strangers++;
      else if (isInScope(record, controller)) yield record;
    }
  }
  if (strangers > 0) {
    context.tools.log('warn', 'A list held records of somebody else', { collection: resolved.name, count: strangers });
  }
}

/** The definition speaks of its own collections; the map may call them otherwise. */
function ownerName(owner: RestRecord, { map }: RestContext): string {
  return map.collections[owner.resolved.name]?.from ?? owner.resolved.name;
}

function pointsTo(record: RestRecord, owner: RestRecord, { from, to }: { from: string[]; to: string[] }): boolean {
  return from.every((field, place) => {
    const [here, there] = [record.texts(field), owner.scalar(to[place] ?? '')];
    return there !== null && here.includes(String(there));
  });
}
