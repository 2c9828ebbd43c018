import type { JsonValue } from '../kit/contract.js';
import { Refused } from '../kit/errors.js';
import { fieldScope, keyScope, pathOf, type RestRecord } from './record.js';
import type { RestContext } from './resolved.js';
import { forgotten, runSteps } from './steps.js';

/** Sets fields of a record, where the definition knows how. */
export async function update(
  context: RestContext,
  record: RestRecord,
  values: readonly [string, JsonValue][],
  name: string,
  signal?: AbortSignal,
): Promise<void> {
  if (values.length === 0) return;
  const { rest, name: collection } = record.resolved;
  if (!rest.update) throw new Refused('unsupported', 'These records cannot be changed.', { collection });
  const { changes, whole, ...step } = rest.update;
  const above = changes === undefined ? [] : changes.split('.');
  const noted = await runSteps(context, {
    steps: [step],
    scope: { key: keyScope(rest, record.key), record: fieldScope(record), address: context.address },
    json: record.json,
    changes: (whole ? [] : values).map(([field, value]) => ({
      path: [...above, ...(rest.fields[field]?.write ?? pathOf(rest, field)).split('.')],
      value,
    })),
    name,
    ...(signal ? { signal } : {}),
  });
  await forgotten(context, noted);
}
