import type { Path, Remark } from '../finding.js';
import type { Join } from '../language.js';
import { warn } from './columns.js';
import type { FidesCollection, FidesDataset, FidesField } from './fides-dataset.js';

/** Values of one column lead to rows of another collection. */
interface Flow {
  from: string;
  fromField: FidesField;
  to: string;
  toField: FidesField;
  path: Path;
}

/** A column whose values lead to or from another dataset. */
export interface Crossing {
  collection: string;
  column: string;
  /** Identifier kind that both systems know it by. */
  kind: string;
  /** The other end: `dataset`, `collection`, `field`. */
  other: { dataset: string; collection: string; field: string };
  path: Path;
}

export interface Links {
  belongsTo: Map<string, Record<string, Join>>;
  sharedBy: Map<string, Record<string, Join>>;
  crossings: Crossing[];
}

/** Key columns: those marked as primary key, else a column called id; empty when there is neither. */
export function keyColumns(collection: FidesCollection): string[] {
  const marked = collection.fields.filter((field) => field.primaryKey).map((field) => field.name);
  if (marked.length > 0) return marked;
  const id = collection.fields.find((field) => field.name === 'id' || field.name === '_id');
  return id ? [id.name] : [];
}

/**
 * References of a dataset as ownership and sharing. Fides knows only that values lead from one place to another
 * (`direction: from` comes from there, `to` leads there, none is both); whose rows they are is read off the keys: rows
 * found by a column of theirs that is no key belong to where it points; rows found by their whole key, from a column
 * that is no key, are referred to, and others may refer to them too.
 */
export function linksOf(dataset: FidesDataset, remarks: Remark[]): Links {
  const flows: Flow[] = [];
  const undirected: Flow[] = [];
  const crossings: Crossing[] = [];
  for (const collection of dataset.collections) {
    for (const field of nestedToo(collection.fields, collection, remarks)) {
      for (const reference of field.references) {
        const [target = '', ...steps] = reference.field.split('.');
        if (reference.dataset !== dataset.key) {
          crossings.push(crossing(collection.name, field.name, reference.dataset, target, steps, reference.path));
          continue;
        }
        const other = dataset.collections.find((one) => one.name === target);
        const column = other?.fields.find((one) => one.name === steps[0]);
        if (!other || !column || steps.length > 1) {
          const nested = other && column ? 'inside a document' : 'not in the dataset';
          warn(remarks, 'fides/link', reference, `${reference.field} is ${nested}: the link is not carried over.`, '');
          continue;
        }
        const here = { from: collection.name, fromField: field, to: target, toField: column, path: reference.path };
        const there = { from: target, fromField: column, to: collection.name, toField: field, path: reference.path };
        if (reference.direction === 'to') flows.push(here);
        else if (reference.direction === 'from') flows.push(there);
        else undirected.push(here);
      }
    }
  }
  flows.push(...direct(dataset, flows, undirected, remarks));
  return { ...joinsOf(dataset, flows, remarks), crossings };
}

/** Links and identities inside documents cannot be looked up; their columns can. */
function nestedToo(fields: readonly FidesField[], collection: FidesCollection, remarks: Remark[]): FidesField[] {
  const complain = (field: FidesField): void => {
    if (field.references.length > 0 || field.identity !== null) {
      const hint = 'Keep the value in a column of its own, or describe the rows in another way.';
      warn(remarks, 'fides/nested-link', field, `${field.name} inside ${collection.name} cannot be looked up.`, hint);
    }
    field.fields.forEach(complain);
  };
  for (const field of fields) field.fields.forEach(complain);
  return [...fields];
}

function crossing(
  collection: string,
  column: string,
  dataset: string,
  target: string,
  steps: readonly string[],
  path: Path,
): Crossing {
  const field = steps.join('.');
  return {
    collection,
    column,
    kind: [dataset, target, field]
      .join('_')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '_'),
    other: { dataset, collection: target, field },
    path,
  };
}

/** References without direction lead from what a person reaches to what she does not reach otherwise. */
function direct(dataset: FidesDataset, flows: readonly Flow[], undirected: readonly Flow[], remarks: Remark[]): Flow[] {
  const entrances = dataset.collections.filter((one) => one.fields.some((field) => field.identity !== null));
  const reached = new Set(entrances.map((one) => one.name));
  const follow = (all: readonly Flow[]): void => {
    for (const name of reached) for (const flow of all) if (flow.from === name) reached.add(flow.to);
  };
  follow(flows);
  const directed: Flow[] = [];
  let waiting = [...undirected];
  for (let grown = true; grown;) {
    grown = false;
    for (const flow of waiting) {
      if (reached.has(flow.from) === reached.has(flow.to)) continue;
      const turned = reached.has(flow.from) ? flow : turn(flow);
      directed.push(turned);
      waiting = waiting.filter((one) => one !== flow);
      const hint = `Read as leading from ${turned.from} to ${turned.to}: see that this is whose rows they are.`;
      warn(remarks, 'fides/no-direction', flow, `The link between ${flow.from} and ${flow.to} has no direction.`, hint);
      reached.add(turned.to);
      follow([...flows, ...directed]);
      grown = true;
    }
  }
  for (const flow of waiting) {
    const hint = 'Both ends are found otherwise, or neither is: add belongsTo or sharedBy if it matters.';
    warn(remarks, 'fides/no-direction', flow, `The link between ${flow.from} and ${flow.to} is left out.`, hint);
  }
  return directed;
}

function turn(flow: Flow): Flow {
  return { from: flow.to, fromField: flow.toField, to: flow.from, toField: flow.fromField, path: flow.path };
}

function joinsOf(
  dataset: FidesDataset,
  flows: readonly Flow[],
  remarks: Remark[],
): Pick<Links, 'belongsTo' | 'sharedBy'> {
  const keys = new Map(dataset.collections.map((one) => [one.name, keyColumns(one)]));
  const belongsTo: Links['belongsTo'] = new Map();
  const sharedBy: Links['sharedBy'] = new Map();
  const pairs = new Map<string, Flow[]>();
  for (const flow of flows) {
    const pair = JSON.stringify([flow.from, flow.to]);
    const known = pairs.get(pair) ?? [];
    const again = known.some(
      (one) => one.fromField.name === flow.fromField.name && one.toField.name === flow.toField.name,
    );
    if (!again) pairs.set(pair, [...known, flow]);
  }
  for (const all of pairs.values()) {
    const { from, to } = all[0]!;
    const toKey = keys.get(to) ?? [];
    const fromKey = keys.get(from) ?? [];
    const chosen = composite(all, fromKey, toKey) ?? [best(all, fromKey, toKey)];
    for (const flow of all.filter((one) => !chosen.includes(one))) {
      const hint = 'A pair of collections has one link: rows found by the other column alone are not found.';
      warn(remarks, 'fides/second-link', flow, `A second link leads from ${from} to ${to}.`, hint);
    }
    const fromColumns = chosen.map((flow) => flow.fromField.name);
    const toColumns = chosen.map((flow) => flow.toField.name);
    const shared = from !== to && isSame(toColumns, toKey) && !isSame(fromColumns, fromKey);
    const asText = chosen.some((flow) => differs(flow.fromField, flow.toField));
    if (shared) {
      put(sharedBy, to, from, join(fromColumns, toColumns, toKey, asText));
    } else {
      put(belongsTo, to, from, join(toColumns, fromColumns, fromKey, asText));
    }
  }
  return { belongsTo, sharedBy };
}

/** Several columns that together make up the key of one end. */
function composite(all: Flow[], fromKey: readonly string[], toKey: readonly string[]): Flow[] | null {
  if (all.length < 2) return null;
  const ends = [
    { columns: all.map((flow) => flow.fromField.name), key: fromKey },
    { columns: all.map((flow) => flow.toField.name), key: toKey },
  ];
  const whole = ends.find(
    ({ columns, key }) => key.length === columns.length && isSame([...columns].sort(), [...key].sort()),
  );
  if (!whole) return null;
  // In the order of the key, so that the short form of a join fits.
  return whole.key.map((column) => all[whole.columns.indexOf(column)]!);
}

function best(all: readonly Flow[], fromKey: readonly string[], toKey: readonly string[]): Flow {
  const onKey = (flow: Flow): boolean => fromKey.includes(flow.fromField.name) || toKey.includes(flow.toField.name);
  return all.find(onKey) ?? all[0]!;
}

function join(from: string[], to: string[], key: readonly string[], asText: boolean): Join {
  if (!asText && isSame(to, key)) return from.length === 1 ? from[0]! : from;
  return { from, to, ...(asText ? { as: 'text' as const } : {}) };
}

function differs(one: FidesField, other: FidesField): boolean {
  return one.dataType !== null && other.dataType !== null && one.dataType !== other.dataType;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((column, index) => column === other[index]);
}

function put(table: Map<string, Record<string, Join>>, name: string, other: string, join: Join): void {
  table.set(name, { ...table.get(name), [other]: join });
}
