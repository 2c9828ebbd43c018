import type { Remark } from '../finding.js';
import { isPersonal, knownCategory } from '../fideslang.js';
import type { Field, Scalar, Strategy } from '../language.js';
import type { FidesCollection, FidesDataset, FidesField } from './fides-dataset.js';

export interface Columns {
  fields: Record<string, string | string[] | Field>;
  notPersonal: string[];
}

/** Sorts the fields of a collection into personal ones, with their masks, and others. */
export function columnsOf(dataset: FidesDataset, collection: FidesCollection, remarks: Remark[]): Columns {
  const inherited = [...dataset.categories, ...collection.categories];
  const result: Columns = { fields: {}, notPersonal: [] };
  const unlabelled: string[] = [];
  for (const field of collection.fields) {
    const categories = known(allCategories(field, inherited), field, remarks);
    const personal = withIdentity(categories.filter(isPersonal), field);
    if (personal.length === 0) {
      result.notPersonal.push(field.name);
      const structural = field.primaryKey || field.references.length > 0;
      if (categories.length === 0 && !structural) unlabelled.push(field.name);
      continue;
    }
    if (field.skip) {
      warn(
        remarks,
        'fides/field-skip',
        field,
        `${field.name} was skipped; here it is named with its category.`,
        'Decide.',
      );
    }
    if (field.readOnly) {
      const hint = 'An erasure that masks it may be refused: delete the row, or agree on another way.';
      warn(remarks, 'fides/read-only', field, `${field.name} is read-only.`, hint);
    }
    const mask = field.fields.length > 0 ? nestedMask(field, inherited, remarks) : maskOf(field, remarks);
    const category = personal.length === 1 ? personal[0]! : personal;
    result.fields[field.name] = mask === undefined ? category : { category, mask };
  }
  if (unlabelled.length > 0) {
    remarks.push({
      severity: 'warning',
      code: 'fides/no-category',
      path: collection.path,
      message: `These columns of ${collection.name} have no category and are taken as not personal: ${unlabelled.join(', ')}.`,
      hint: 'Confirm, or move them to fields.',
    });
  }
  return result;
}

/** A column by which people are found is personal, whatever it was labelled. */
function withIdentity(personal: string[], field: FidesField): string[] {
  if (personal.length > 0 || field.identity === null) return personal;
  const told: Record<string, string> = { email: 'user.contact.email', phone_number: 'user.contact.phone_number' };
  return [told[field.identity] ?? 'user.unique_id'];
}

/** Does the dataset say of any column that it is personal? */
export function holdsPersonal(dataset: FidesDataset, collection: FidesCollection): boolean {
  const inherited = [...dataset.categories, ...collection.categories];
  return collection.fields.some((field) =>
    allCategories(field, inherited).some((category) => isPersonal(knownCategory(category) ?? category)),
  );
}

function allCategories(field: FidesField, inherited: readonly string[]): string[] {
  const below = field.fields.flatMap((nested) => allCategories(nested, []));
  const own = [...field.categories, ...below];
  return [...new Set(own.length > 0 ? own : inherited)];
}

/** Categories of this taxonomy: old keys are replaced, unknown ones become the nearest above them. */
function known(categories: readonly string[], field: FidesField, remarks: Remark[]): string[] {
  return [
    ...new Set(
      categories.map((category) => {
        const now = knownCategory(category);
        if (now !== category) {
          const hint = now === null ? 'Choose a category of Fideslang.' : `${now} stands in its place.`;
          warn(remarks, 'fides/category', field, `${category} is not a category of the current Fideslang.`, hint);
        }
        return now ?? 'user';
      }),
    ),
  ];
}

/** Personal leaves of a document, as paths inside its column. */
function nestedMask(field: FidesField, inherited: readonly string[], remarks: Remark[]): Strategy {
  const paths: string[] = [];
  const walk = (nested: FidesField, steps: string): void => {
    const path = `${steps}${nested.name}`;
    if (nested.fields.length > 0) {
      for (const one of nested.fields) walk(one, `${path}${nested.isArray ? '[*]' : ''}.`);
      return;
    }
    const categories = allCategories(nested, field.categories.length > 0 ? field.categories : inherited);
    if (!categories.some((category) => isPersonal(knownCategory(category) ?? 'user'))) return;
    paths.push(path);
    if (nested.strategy && nested.strategy.name !== 'null_rewrite') {
      const message = `${nested.strategy.name} of the nested ${nested.name} is not carried over.`;
      warn(remarks, 'fides/mask', nested, message, 'Values inside documents are set to null.');
    }
  };
  for (const nested of field.fields) walk(nested, '');
  // A list at the top of the column: its items are reached by name alone in this language.
  if (field.isArray) {
    warn(remarks, 'fides/nested-list', field, `${field.name} is a list of documents.`, 'It is emptied as a whole.');
    return null;
  }
  return paths.length > 0 ? { json: paths } : null;
}

const TYPES: Record<string, (value: unknown) => boolean> = {
  string: (value) => typeof value === 'string',
  integer: (value) => typeof value === 'number' && Number.isInteger(value),
  float: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
};

/** The field's own masking strategy in our words; undefined leaves the default. */
function maskOf(field: FidesField, remarks: Remark[]): Strategy | undefined {
  const { strategy } = field;
  if (!strategy) return undefined;
  const { configuration } = strategy;
  const suffix = suffixOf(configuration);
  switch (strategy.name) {
    case 'null_rewrite':
      return null;
    case 'string_rewrite': {
      const value = typeof configuration['rewrite_value'] === 'string' ? configuration['rewrite_value'] : 'MASKED';
      return constant(field, `${value}${suffix}`, remarks);
    }
    case 'number_rewrite':
    case 'bool_rewrite': {
      const value = configuration['rewrite_value'];
      return typeof value === 'number' || typeof value === 'boolean' ? constant(field, value, remarks) : null;
    }
    case 'random_string_rewrite':
    case 'hash':
    case 'hmac': {
      const asked = typeof configuration['length'] === 'number' ? configuration['length'] : undefined;
      return random(field, asked, suffix, remarks);
    }
    default: {
      const hint =
        strategy.name === 'aes_encrypt' ? 'What can be decrypted is still held: choose a mask.' : 'Choose a mask.';
      warn(remarks, 'fides/mask', field, `${strategy.name} of ${field.name} is not carried over.`, hint);
      return undefined;
    }
  }
}

function constant(field: FidesField, value: Scalar, remarks: Remark[]): Strategy {
  if (field.length !== null && String(value).length > field.length) {
    const hint = 'The column would refuse it: choose a shorter one.';
    warn(remarks, 'fides/length', field, `The constant for ${field.name} is longer than ${field.length}.`, hint);
  }
  const fits = field.dataType === null ? undefined : TYPES[field.dataType];
  if (fits && !fits(value)) {
    const hint = 'The column would refuse it: choose one of its type.';
    warn(remarks, 'fides/type', field, `The constant for ${field.name} is not of type ${field.dataType}.`, hint);
  }
  return { constant: value };
}

/** Shorter ones would soon repeat. */
const SHORTEST_HASH = 8;

function random(field: FidesField, asked: number | undefined, suffix: string, remarks: Remark[]): Strategy {
  if (field.dataType !== null && field.dataType !== 'string') {
    warn(
      remarks,
      'fides/type',
      field,
      `${field.name} is ${field.dataType}: a random text does not fit.`,
      'Choose a mask.',
    );
  }
  const room = (field.length ?? Infinity) - suffix.length;
  const wanted = asked === undefined ? undefined : Math.max(SHORTEST_HASH, Math.min(asked, 64));
  const length = room < (wanted ?? 32) ? Math.max(SHORTEST_HASH, room) : wanted;
  if (length !== undefined && length !== asked) {
    const hint = room < SHORTEST_HASH ? 'The column is too short for it: choose another mask.' : '';
    warn(remarks, 'fides/length', field, `The random value for ${field.name} has ${length} characters here.`, hint);
  }
  return { hash: { ...(suffix ? { suffix } : {}), ...(length === undefined ? {} : { length }) } };
}

function suffixOf(configuration: Record<string, unknown>): string {
  const format = configuration['format_preservation'];
  const suffix = typeof format === 'object' && format !== null && 'suffix' in format ? format.suffix : undefined;
  return typeof suffix === 'string' ? suffix : '';
}

export function warn(
  remarks: Remark[],
  code: string,
  at: { path: Remark['path'] },
  message: string,
  hint: string,
): void {
  remarks.push({ severity: 'warning', code, path: at.path, message, hint });
}
