import { listOf } from '../../datamap/forms.js';
import type { SurveyedCollection } from '../kit/contract.js';
import type { RestCollection, RestField } from './definition.js';

/** Types as the kit knows them from databases, so that masks are judged by the same rules. */
const TYPES: Record<NonNullable<RestField['type']>, string> = {
  text: 'text',
  integer: 'bigint',
  number: 'numeric',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamp with time zone',
  json: 'jsonb',
};

/** What the definition knows of a collection, in the form of a live schema: nobody can ask a REST API for one. */
export function surveyed(name: string, rest: RestCollection): SurveyedCollection {
  const stays = (cut: boolean | undefined, fixed: boolean | undefined): boolean =>
    cut !== true && (fixed === true || rest.update === undefined);
  return {
    name,
    columns: Object.entries(rest.fields).map(([field, { type = 'text', required, fixed, cut, length }]) => ({
      name: field,
      type: TYPES[type],
      nullable: !required,
      hasDefault: false,
      // What no update changes is, to a mask, as if the server made it.
      generated: stays(cut, fixed),
      ...(stays(cut, fixed) ? { fixed: true as const } : {}),
      length: length ?? null,
    })),
    key: rest.key,
    references: [],
    unique: [],
    // Lists and look-ups are the vendor's business; nothing is read whole because of them.
    indexes: [...Object.keys(rest.fields).map((field) => [field]), ...links(rest)],
    rows: 0,
  };
}

function links({ belongsTo = {} }: RestCollection): string[][] {
  return Object.values(belongsTo).map((join) =>
    typeof join === 'string' || Array.isArray(join) ? listOf(join) : join.from,
  );
}
