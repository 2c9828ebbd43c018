import { fillIn, unansweredFacts, undecidedErasure } from '../fill-in.js';
import { place, type Finding, type Remark } from '../finding.js';
import type { Collection, SystemMap } from '../language.js';
import { deleteOrderOf } from '../graph.js';
import { readYaml } from '../load/yaml-source.js';
import { renderMap } from '../render.js';
import { columnsOf, holdsPersonal, warn } from './columns.js';
import { readDatasets, type FidesCollection, type FidesDataset } from './fides-dataset.js';
import { keyColumns, linksOf, type Crossing, type Links } from './links.js';

export interface ImportedDataset {
  /** `fides_key` of the dataset. */
  dataset: string;
  map: SystemMap;
  yaml: string;
}

export interface FidesImport {
  imported: ImportedDataset[];
  /** What could not be carried over, and what a person should look at, with its line in the Fides file. */
  findings: Finding[];
}

/** Names that the house gives to identities of Fides. */
const KINDS: Record<string, string> = { phone_number: 'phone' };

/**
 * Maps from a Fides dataset file, as it is. Passes the schema; the linter names what Fides does not know (purposes,
 * recipients, copies) until a person has filled it in. Ownership is read off directions and keys: look it through.
 */
export function importFides(file: string, text: string): FidesImport {
  const source = readYaml(text);
  if (source.status === 'refused') {
    return { imported: [], findings: place(source.remarks, file, source.locate) };
  }
  const { datasets, remarks } = readDatasets(source.value);
  const linked = datasets.map((dataset) => ({ dataset, links: linksOf(dataset, remarks) }));
  const crossings = linked.flatMap(({ dataset, links }) => bothEnds(dataset, links, datasets, remarks));
  const imported = linked.map(({ dataset, links }) => {
    const map = mapOf(
      dataset,
      links,
      crossings.filter((one) => one.dataset === dataset.key),
      remarks,
    );
    const head = `Imported from the Fides dataset ${dataset.key}. Whatever begins with ??? is for a person to answer.\nWhose rows they are is read off directions and keys: look it through.`;
    return { dataset: dataset.key, map, yaml: renderMap(map, [], head) };
  });
  return { imported, findings: place(remarks, file, source.locate) };
}

/** A column that shows and finds an identifier which another system knows too. */
interface Shown {
  dataset: string;
  collection: string;
  column: string;
  kind: string;
}

/** A reference to another dataset becomes an identifier that both systems show: the engine walks from one to the other. */
function bothEnds(dataset: FidesDataset, links: Links, all: readonly FidesDataset[], remarks: Remark[]): Shown[] {
  return links.crossings.flatMap((crossing: Crossing) => {
    const here = {
      dataset: dataset.key,
      collection: crossing.collection,
      column: crossing.column,
      kind: crossing.kind,
    };
    const { other } = crossing;
    const there = all
      .find((one) => one.key === other.dataset)
      ?.collections.find((one) => one.name === other.collection)
      ?.fields.find((one) => one.name === other.field);
    if (!there) {
      const hint = `In the map of ${other.dataset}, add identifiedBy: { ${crossing.kind}: ${other.field} } to ${other.collection}.`;
      warn(remarks, 'fides/other-dataset', crossing, `${other.dataset} is not in this file.`, hint);
      return [here];
    }
    return [here, { dataset: other.dataset, collection: other.collection, column: other.field, kind: crossing.kind }];
  });
}

function mapOf(dataset: FidesDataset, links: Links, shown: readonly Shown[], remarks: Remark[]): SystemMap {
  const left = leftOut(dataset, links, shown);
  for (const name of left) {
    const collection = dataset.collections.find((one) => one.name === name)!;
    const hint = 'It is listed under notPersonal: make it a collection if rows of it belong to a person.';
    warn(remarks, 'fides/left-out', collection, `${name} holds nothing personal and is left out.`, hint);
  }
  const kept = dataset.collections.filter((one) => !left.has(one.name));
  const table = (name: string): string => (dataset.namespace === null ? name : `${dataset.namespace}.${name}`);
  const collections = Object.fromEntries(
    kept.map((one) => [one.name, collectionOf(dataset, one, { links, shown, left, table: table(one.name) }, remarks)]),
  );
  dropImpossible(dataset, collections, remarks);
  const follow = [...new Set(shown.map((one) => one.kind))];
  return {
    habeas: 1,
    system: slugOf(dataset.key),
    title: dataset.title,
    connector: fillIn('postgres, mysql, …'),
    connection: {},
    controllers: [fillIn('slug of the controller')],
    ...unansweredFacts(),
    ...(follow.length > 0 ? { follow } : {}),
    collections,
    ...(left.size > 0 ? { notPersonal: [...left].map(table) } : {}),
  };
}

/** An `erase_after` against the links cannot be obeyed: the database would refuse that order. */
function dropImpossible(dataset: FidesDataset, collections: Record<string, Collection>, remarks: Remark[]): void {
  for (const [name, collection] of Object.entries(collections)) {
    const asked = collection.eraseAfter ?? [];
    delete collection.eraseAfter;
    // Where the links alone have no order already, the linter says so; nothing is to be blamed on this.
    const sortable = 'order' in deleteOrderOf({ collections });
    for (const earlier of asked) {
      const eraseAfter: string[] = [...(collection.eraseAfter ?? []), earlier];
      if (
        !sortable ||
        'order' in deleteOrderOf({ collections: { ...collections, [name]: { ...collection, eraseAfter } } })
      ) {
        collection.eraseAfter = eraseAfter;
        continue;
      }
      const at = dataset.collections.find((one) => one.name === name)!;
      const message = `${name} cannot be erased after ${earlier}: the links ask for the opposite.`;
      warn(remarks, 'fides/erase-after', at, message, 'The order that the links ask for is kept.');
    }
  }
}

/** Collections without anything personal that no person owns: products, countries. Those between two people's rows stay. */
function leftOut(dataset: FidesDataset, links: Links, shown: readonly Shown[]): Set<string> {
  const left = new Set<string>();
  const identifies = (one: FidesCollection): boolean =>
    one.fields.some((field) => field.identity !== null) || shown.some((entry) => entry.collection === one.name);
  for (let before = -1; before !== left.size;) {
    before = left.size;
    for (const one of dataset.collections) {
      const owners = Object.keys(links.belongsTo.get(one.name) ?? {}).filter(
        (name) => !left.has(name) && name !== one.name,
      );
      if (!one.skip && !holdsPersonal(dataset, one) && !identifies(one) && owners.length === 0) left.add(one.name);
    }
  }
  // A map needs one collection at least; an empty dataset stays as it is and the linter says what is wrong.
  return left.size === dataset.collections.length ? new Set() : left;
}

interface Surroundings {
  links: Links;
  shown: readonly Shown[];
  left: ReadonlySet<string>;
  table: string;
}

function collectionOf(
  dataset: FidesDataset,
  collection: FidesCollection,
  { links, shown, left, table }: Surroundings,
  remarks: Remark[],
): Collection {
  const key = keyColumns(collection);
  if (!collection.fields.some((field) => field.primaryKey)) {
    const hint = key.length > 0 ? `${key.join(', ')} is taken as the key.` : 'Name the columns that name a row.';
    warn(remarks, 'fides/no-primary-key', collection, `${collection.name} has no primary key in the dataset.`, hint);
  }
  const { fields, notPersonal } = columnsOf(dataset, collection, remarks);
  const identifiedBy = identifiersOf(collection, shown, remarks);
  const belongsTo = without(links.belongsTo.get(collection.name), left);
  const sharedBy = without(links.sharedBy.get(collection.name), left);
  const eraseAfter = earlier(dataset, collection, left, remarks);
  const others = notPersonal.filter((column) => !key.includes(column));
  return {
    ...(table === collection.name ? {} : { from: table }),
    key: key.length === 0 ? fillIn('columns that name a row') : key.length === 1 ? key[0]! : key,
    purpose: 'unstated',
    ...(collection.skip
      ? { searched: { not: { ground: fillIn('ground for not searching'), reason: fillIn('why it is skipped') } } }
      : {}),
    ...(identifiedBy ? { identifiedBy } : {}),
    ...(belongsTo ? { belongsTo } : {}),
    ...(sharedBy ? { sharedBy } : {}),
    ...(eraseAfter.length > 0 ? { eraseAfter } : {}),
    fields,
    ...(others.length > 0 ? { notPersonal: others } : {}),
    erasure: erasureOf(collection, remarks),
  };
}

function erasureOf(collection: FidesCollection, remarks: Remark[]): Collection['erasure'] {
  if (collection.skip) {
    const hint = 'Say on which ground it is not searched and what becomes of its rows.';
    warn(remarks, 'fides/collection-skip', collection, `${collection.name} is skipped in Fides.`, hint);
    return undecidedErasure();
  }
  if (collection.strategy?.name === 'delete') return 'delete';
  if (collection.strategy) {
    warn(
      remarks,
      'fides/mask',
      collection,
      `${collection.strategy.name} of a collection is not carried over.`,
      'Rows are masked.',
    );
  }
  return 'mask';
}

function identifiersOf(
  collection: FidesCollection,
  shown: readonly Shown[],
  remarks: Remark[],
): Record<string, string> | null {
  const found = new Map<string, string>();
  for (const field of collection.fields) {
    if (field.identity === null) continue;
    const kind = KINDS[field.identity] ?? field.identity;
    if (found.has(kind)) {
      const hint = 'A collection shows one column of a kind: rows that only this one identifies are not found.';
      warn(
        remarks,
        'fides/second-identity',
        field,
        `${collection.name} has a second column for ${kind}: ${field.name}.`,
        hint,
      );
      continue;
    }
    if (field.isArray) {
      warn(
        remarks,
        'fides/list-identity',
        field,
        `${field.name} is a list of identifiers.`,
        'See that the connector can look into it.',
      );
    }
    found.set(kind, field.name);
  }
  for (const one of shown) {
    if (one.collection === collection.name && !found.has(one.kind)) found.set(one.kind, one.column);
  }
  return found.size > 0 ? Object.fromEntries(found) : null;
}

function earlier(
  dataset: FidesDataset,
  collection: FidesCollection,
  left: ReadonlySet<string>,
  remarks: Remark[],
): string[] {
  return collection.eraseAfter.flatMap((address) => {
    const [owner, name = ''] = address.split('.');
    if (owner !== dataset.key) {
      const hint = 'Systems are erased each on its own; make it one system, or see to the order by hand.';
      warn(remarks, 'fides/erase-after', collection, `erase_after ${address} lies in another dataset.`, hint);
      return [];
    }
    if (!dataset.collections.some((one) => one.name === name)) {
      warn(remarks, 'fides/erase-after', collection, `erase_after ${address} is not in the dataset.`, '');
      return [];
    }
    return left.has(name) || name === collection.name ? [] : [name];
  });
}

function without<T>(table: Record<string, T> | undefined, left: ReadonlySet<string>): Record<string, T> | null {
  const entries = Object.entries(table ?? {}).filter(([name]) => !left.has(name));
  return entries.length > 0 ? Object.fromEntries(entries) : null;
}

/** `postgres_example` → `postgres-example`. */
function slugOf(key: string): string {
  return (
    key
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'system'
  );
}
