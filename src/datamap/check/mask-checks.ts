import type { Remark } from '../finding.js';
import { fieldOf, keyOf, retainOf } from '../forms.js';
import type { Collection, Strategy } from '../language.js';
import { familyOf, type SurveyedColumn } from '../survey/survey.js';
import type { Pairing } from './check.js';

/** A field that will change when a person is erased, with the column it stands in. */
interface Masked {
  field: string;
  strategy: Strategy;
  /** Nobody chose the strategy: null is the default. */
  byDefault: boolean;
  column: SurveyedColumn;
}

/** Fewer digits of a hash would soon repeat and no longer keep a column unique. */
const FEWEST_HASH_DIGITS = 8;

/** Masks that the database would refuse, found before anybody approves a plan that cannot be carried out. */
export function* checkMasks({ name, collection, table }: Pairing): Iterable<Remark> {
  const references = new Set(table.references.flatMap((reference) => reference.columns));
  for (const masked of maskedColumns({ name, collection, table })) {
    const { field, strategy, column } = masked;
    const at = ['collections', name, 'fields', field];
    const path = masked.byDefault ? at : [...at, 'mask'];
    for (const complaint of complaints(masked, table.unique, table.checked ?? [])) {
      yield { severity: complaint.severity ?? 'error', code: complaint.code, path, ...complaint.words };
    }
    if (references.has(field) && strategy !== null) {
      yield {
        severity: 'error',
        code: 'mask-on-reference',
        path,
        message: `${field} is a foreign key: a masked value would refer to nothing and be refused.`,
        hint: 'Use null to detach, or leave the link alone.',
      };
    }
    if (column.fixed) {
      yield {
        severity: 'warning',
        code: 'stays-as-it-is',
        path,
        message: `${field} cannot be changed there: it stays as long as the record does.`,
        hint: 'Where that will not do, erase the records whole.',
      };
    } else if (column.generated) {
      yield {
        severity: 'error',
        code: 'mask-on-generated',
        path,
        message: `${field} is computed by the database and cannot be masked (${strategyName(strategy)}).`,
        hint: 'List it under notPersonal, and mask what it is computed from.',
      };
    }
  }
}

/** Fields whose row may stay: those that are masked, and those that retention does not keep. */
function maskedColumns({ collection, table }: Pairing): Masked[] {
  const retain = retainOf(collection.erasure);
  const stays = collection.erasure === 'mask' || retain !== undefined;
  if (!stays) return [];
  return Object.entries(collection.fields).flatMap(([field, value]) => {
    const column = table.columns.find((one) => one.name === field);
    const kept = retain?.keep.includes(field) && !retain.then && otherwiseOf(collection) !== 'mask';
    if (!column || kept || keyOf(collection).includes(field)) return [];
    const { mask } = fieldOf(value);
    return [{ field, strategy: mask ?? null, byDefault: mask === undefined, column }];
  });
}

function otherwiseOf(collection: Collection): string | undefined {
  return typeof collection.erasure === 'object' && 'otherwise' in collection.erasure
    ? collection.erasure.otherwise
    : undefined;
}

interface Complaint {
  code: string;
  severity?: 'warning';
  words: { message: string; hint: string };
}

function* complaints(
  { field, strategy, byDefault, column }: Masked,
  unique: readonly string[][],
  checked: readonly string[],
): Iterable<Complaint> {
  const kind = strategyName(strategy);
  const family = familyOf(column.type);
  const setsNull = strategy === null || ('constant' in strategy && strategy.constant === null);
  if (setsNull && !column.nullable) {
    yield {
      code: 'mask-null-on-not-null',
      // What nobody chose is replaced by the connector; a strategy that somebody wrote down is not changed unseen.
      ...(byDefault ? { severity: 'warning' as const } : {}),
      words: {
        message: `${field} cannot be null in the live schema, but its mask is null${byDefault ? ' by default' : ''}.`,
        hint:
          family === 'text'
            ? 'Use a constant, or hash where it is unique.'
            : 'Use a constant or a date cut to its year.',
      },
    };
  }
  if (strategy === null) return;
  if ('constant' in strategy && strategy.constant !== null) {
    if (unique.some((columns) => columns.length === 1 && columns[0] === field)) {
      yield {
        code: 'mask-constant-on-unique',
        words: {
          message: `${field} is unique: the second person erased would be refused.`,
          hint: 'Use hash, or null.',
        },
      };
    }
    if (column.length !== null && String(strategy.constant).length > column.length) {
      yield {
        code: 'mask-too-long',
        words: {
          message: `${field} takes ${column.length} characters; the constant is longer.`,
          hint: 'Use a shorter one.',
        },
      };
    }
    if (
      (family === 'number' && typeof strategy.constant !== 'number') ||
      (family === 'text' && typeof strategy.constant !== 'string')
    ) {
      yield {
        code: 'mask-type',
        words: {
          message: `${field} is ${column.type}; the constant is of another type.`,
          hint: 'Use a value of its type.',
        },
      };
    }
    if (checked.includes(field)) {
      yield {
        code: 'mask-under-check',
        severity: 'warning',
        words: {
          message: `${field} is under a CHECK constraint, which may refuse the constant.`,
          hint: 'Make sure that the constraint allows it.',
        },
      };
    }
  }
  if ('hash' in strategy) {
    const { prefix = '', suffix = '', length } = strategy.hash;
    const room = (column.length ?? Infinity) - prefix.length - suffix.length;
    if (room < FEWEST_HASH_DIGITS || (length !== undefined && length > room)) {
      yield {
        code: 'mask-too-long',
        ...(room < FEWEST_HASH_DIGITS ? {} : { severity: 'warning' as const }),
        words: {
          message: `${field} takes ${column.length} characters, which leaves ${Math.max(room, 0)} for the hash.`,
          hint: `A hash needs at least ${FEWEST_HASH_DIGITS}: shorten prefix, suffix or length.`,
        },
      };
    }
  }
  const needs = NEEDS[kind];
  if (needs && family !== 'other' && !needs.includes(family)) {
    yield {
      code: 'mask-type',
      words: {
        message: `${field} is ${column.type}: ${kind} does not fit it.`,
        hint: `${kind} needs ${needs.join(' or ')}.`,
      },
    };
  }
}

/** Type families that a strategy can work on. */
const NEEDS: Record<string, readonly string[]> = {
  hash: ['text'],
  date: ['date'],
  keepPrefix: ['text'],
  json: ['json'],
  redact: ['text'],
};

function strategyName(strategy: Strategy): string {
  return strategy === null ? 'null' : (Object.keys(strategy)[0] ?? 'null');
}
