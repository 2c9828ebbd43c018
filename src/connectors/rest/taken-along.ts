import { own } from '../../datamap/forms.js';
import { Refused } from '../kit/errors.js';
import { keyName } from '../kit/sql/key-name.js';
import { belonging } from './hits.js';
import { read } from './read.js';
import type { RestRecord } from './record.js';
import type { RestContext } from './resolved.js';
import type { Effect } from './ways.js';

/**
 * What goes along with its owner and in no other way: there is nothing to be done, if the owner goes.
 *
 * @throws Refused `constraint`
 */
export function assertOwnerGoes(
  context: RestContext,
  record: RestRecord,
  going: (collection: string) => ReadonlySet<string>,
): void {
  const { resolved } = record;
  for (const [owner, { from }] of resolved.owners) {
    if (context.collections.get(owner)?.table !== resolved.rest.goesWith) continue;
    const [field = ''] = from;
    if (record.texts(field).some((one) => going(owner).has(one))) return;
  }
  throw new Refused('constraint', 'These are deleted along with their owner alone, and the owner stays.', {
    collection: resolved.name,
  });
}

/**
 * Some systems delete more than what is named: tickets along with their requester, charges with their customer. As long
 * as one of those is to stay (a law keeps it, it has just come, the map does not know its kind), the record stays too.
 *
 * @throws Refused `constraint` naming the collection of what would have gone along.
 */
export async function assertNothingElseGoes(context: RestContext, effect: Effect): Promise<void> {
  const { resolved, key, controller, person, signal } = effect;
  const { takes = [] } = resolved.rest;
  if (takes.length === 0) return;
  const owner = await read(context, resolved, key, signal);
  if (!owner) return;
  for (const table of takes) {
    const taken = [...context.collections.values()].find((one) => one.table === table && one.owners.has(resolved.name));
    if (!taken || !own(taken.rest.of, resolved.table)) {
      throw new Refused('not-in-map', 'The system would delete records that the map does not name.', {
        collection: table,
      });
    }
    const going = new Set(
      person.steps
        .filter(({ collection, action }) => collection === taken.name && action === 'delete')
        .flatMap(({ keys }) => keys.map(keyName)),
    );
    for await (const record of belonging(context, taken, owner, controller, signal)) {
      if (going.has(keyName(record.key))) continue;
      throw new Refused('constraint', 'The system would delete records along with it that are to stay.', {
        collection: taken.name,
      });
    }
  }
}
