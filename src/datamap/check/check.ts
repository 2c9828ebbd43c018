import { nowhere, place, type Finding, type Locate, type Remark } from '../finding.js';
import { isSearched, keyOf, knownColumns, linkOf, own, tableOf } from '../forms.js';
import { buildGraph, deleteOrderOf, edgesOf, ownershipCycle, reachable, type MapGraph } from '../graph.js';
import type { Collection, SystemMap } from '../language.js';
import { guessPersonal, PROPOSED_FROM } from '../survey/personal-column.js';
import { typeOf, type Survey, type SurveyedCollection, type SurveyOutline } from '../survey/survey.js';
import { checkMasks } from './mask-checks.js';

export interface CheckOptions {
  file?: string;
  locate?: Locate;
  /** Outline of the survey kept at the last apply (`DataMaps.lastSurvey`), to tell drift. */
  before?: SurveyOutline;
}

/** A collection of the map beside its live table. */
export interface Pairing {
  name: string;
  collection: Collection;
  table: SurveyedCollection;
}

/**
 * The map beside the live schema: what no map names, what is missing, what has drifted, what would be slow, and which
 * masks the database would refuse. Sampled values help to tell personal columns and stand in no finding.
 */
export function check(map: SystemMap, survey: Survey, options: CheckOptions = {}): Finding[] {
  const tables = tablesOf(survey);
  const pairs: Pairing[] = [];
  const remarks: Remark[] = [...structure(map)];
  for (const [name, collection] of Object.entries(map.collections)) {
    const table = tables.get(tableOf(map, name));
    if (table) pairs.push({ name, collection, table });
    else {
      remarks.push({
        severity: 'error',
        code: 'table-missing',
        path: ['collections', name],
        message: `The live schema has no table ${tableOf(map, name)}.`,
        hint: 'Renamed, dropped, or not visible to these credentials?',
      });
    }
  }
  const graph = graphOf(map);
  for (const pair of pairs) {
    remarks.push(...columns(map, pair), ...indexes(map, pair, graph), ...checkMasks(pair));
  }
  remarks.push(...unknownTables(map, survey), ...cascades(pairs), ...drift(pairs, options.before));
  return place(remarks, options.file ?? map.system, options.locate ?? nowhere);
}

/** By name; databases that do not tell capitals apart may spell it otherwise. */
function tablesOf(survey: Survey): { get(name: string): SurveyedCollection | undefined } {
  const exact = new Map(survey.collections.map((table) => [table.name, table]));
  return {
    get: (name) =>
      exact.get(name) ?? survey.collections.find((table) => table.name.toLowerCase() === name.toLowerCase()),
  };
}

/** What the linter says too, repeated here so that `map check` alone is enough to know. */
function* structure(map: SystemMap): Iterable<Remark> {
  const cycle = cycleOf(map);
  if (cycle) {
    yield {
      severity: 'error',
      code: 'cycle',
      path: ['collections', cycle[0]!],
      message: `These collections wait for each other: ${cycle.join(', ')}.`,
      hint: 'See `map lint`.',
    };
  }
  const reached = reachable(map);
  for (const [name, collection] of Object.entries(map.collections)) {
    if (!reached.has(name) && isSearched(collection)) {
      yield {
        severity: 'error',
        code: 'unreachable-collection',
        path: ['collections', name],
        message: `No identifier leads to ${name}.`,
        hint: 'Add identifiedBy, belongsTo or sharedBy.',
      };
    }
  }
}

function cycleOf(map: SystemMap): string[] | null {
  const owning = ownershipCycle(map);
  const deleting = deleteOrderOf(map);
  return owning ?? ('cycle' in deleting ? deleting.cycle : null);
}

function graphOf(map: SystemMap): MapGraph | null {
  return edgesOf(map).unknown.length > 0 || cycleOf(map) ? null : buildGraph(map);
}

/** Columns that the map names and the table lacks, and the other way round. */
function* columns(map: SystemMap, { name, collection, table }: Pairing): Iterable<Remark> {
  const live = new Set(table.columns.map((column) => column.name));
  for (const column of knownColumns(collection)) {
    if (!live.has(column)) {
      yield {
        severity: 'error',
        code: 'column-missing',
        path: pathTo(name, collection, column),
        message: `${table.name} has no column ${column}.`,
        hint: 'Renamed or dropped?',
      };
    }
  }
  const named = new Set([...knownColumns(collection), ...linkColumns(map, name)]);
  for (const column of table.columns) {
    if (named.has(column.name)) {
      const guess = (collection.notPersonal ?? []).includes(column.name) ? guessPersonal(column) : null;
      if (guess && guess.confidence >= 0.8) {
        yield {
          severity: 'warning',
          code: 'not-personal-doubtful',
          path: pathTo(name, collection, column.name),
          message: `${column.name} is listed as not personal, but looks like ${guess.category} (${guess.because}).`,
          hint: 'Look again.',
        };
      }
      continue;
    }
    const guess = guessPersonal(column);
    const personal = guess !== null && guess.confidence >= PROPOSED_FROM;
    yield {
      severity: personal ? 'error' : 'warning',
      code: personal ? 'column-personal' : 'column-unknown',
      path: ['collections', name, 'fields'],
      message: personal
        ? `${table.name}.${column.name} looks like ${guess.category} (${guess.because}), but the map does not name it.`
        : `${table.name}.${column.name} (${column.type}) is not in the map.`,
      hint: 'Add it to fields, or to notPersonal.',
    };
  }
}

function linkColumns(map: SystemMap, name: string): string[] {
  const { ownership, shared } = edgesOf(map);
  return [...ownership, ...shared].flatMap((edge) => [
    ...(edge.source === name ? edge.sourceColumns : []),
    ...(edge.target === name ? edge.targetColumns : []),
  ]);
}

export function pathTo(name: string, collection: Collection, column: string): (string | number)[] {
  if (own(collection.fields, column) !== undefined) return ['collections', name, 'fields', column];
  const index = (collection.notPersonal ?? []).indexOf(column);
  if (index >= 0) return ['collections', name, 'notPersonal', index];
  return keyOf(collection).includes(column) ? ['collections', name, 'key'] : ['collections', name];
}

function* unknownTables(map: SystemMap, survey: Survey): Iterable<Remark> {
  const named = new Set([
    ...Object.keys(map.collections).map((name) => tableOf(map, name).toLowerCase()),
    ...(map.notPersonal ?? []).map((name) => name.toLowerCase()),
  ]);
  for (const table of survey.collections) {
    if (named.has(table.name.toLowerCase())) continue;
    const guesses = table.columns
      .map((column) => ({ column, guess: guessPersonal(column) }))
      .filter(({ guess }) => guess !== null && guess.confidence >= PROPOSED_FROM);
    const personal = guesses.length > 0;
    yield {
      severity: personal ? 'error' : 'warning',
      code: personal ? 'table-personal' : 'table-unknown',
      path: ['collections'],
      message: personal
        ? `${table.name} is in no map, but ${guesses.map(({ column }) => column.name).join(', ')} look personal.`
        : `${table.name} is in no map.`,
      hint: 'Add it as a collection, or to notPersonal of the system.',
    };
  }
}

/** Looking people up and walking links without an index reads the whole table, for every person. */
function* indexes(map: SystemMap, { name, table }: Pairing, graph: MapGraph | null): Iterable<Remark> {
  const indexed = [table.key, ...table.unique, ...table.indexes].filter((one) => one.length > 0);
  const leads = (wanted: string[]): boolean =>
    indexed.some(
      (index) => wanted.length > 0 && wanted.every((column) => index.slice(0, wanted.length).includes(column)),
    );
  const wanted: { columns: string[]; path: string[]; why: string }[] = Object.entries(
    map.collections[name]?.identifiedBy ?? {},
  ).map(([kind, column]) => ({
    columns: [column],
    path: ['collections', name, 'identifiedBy', kind],
    why: 'people are looked up by it',
  }));
  for (const edge of graph?.ownership ?? []) {
    if (edge.source === name) {
      wanted.push({
        columns: edge.sourceColumns,
        path: ['collections', name, 'belongsTo', edge.target],
        why: `rows of ${edge.target} lead here by it`,
      });
    }
  }
  for (const edge of graph?.shared ?? []) {
    if (edge.target === name) {
      wanted.push({
        columns: edge.targetColumns,
        path: ['collections', name, 'sharedBy', edge.source],
        why: `rows of ${edge.source} lead here by it`,
      });
    }
    if (edge.source === name) {
      wanted.push({
        columns: edge.sourceColumns,
        path: ['collections', edge.target, 'sharedBy', name],
        why: `holders of ${edge.target} are counted by it`,
      });
    }
  }
  for (const one of wanted) {
    const known = one.columns.every((column) => table.columns.some((live) => live.name === column));
    if (known && !leads(one.columns)) {
      yield {
        severity: 'warning',
        code: 'index-missing',
        path: one.path,
        message: `${table.name} has no index that begins with ${one.columns.join(', ')}: ${one.why}.`,
        hint: 'CREATE INDEX on it, or every request reads the whole table.',
      };
    }
  }
}

/** A delete that takes rows along which the law wants kept. */
function* cascades(pairs: readonly Pairing[]): Iterable<Remark> {
  for (const child of pairs) {
    for (const reference of child.table.references) {
      const parent = pairs.find((one) => one.table.name === reference.to);
      if (!parent || parent.name === child.name || !/cascade/i.test(reference.onDelete)) continue;
      if (isWeighed(child, parent, reference.columns)) continue;
      const { erasure } = child.collection;
      const stays = typeof erasure === 'object' || erasure === 'mask';
      const rule = parent.collection.erasure;
      const goes = rule === 'delete' || (typeof rule === 'object' && 'retain' in rule && rule.otherwise !== 'mask');
      if (stays && goes) {
        yield {
          severity: 'error',
          code: 'cascade-takes-kept-rows',
          path: ['collections', parent.name, 'erasure'],
          message: `Deleting from ${parent.table.name} takes rows of ${child.table.name} along (ON DELETE CASCADE), which the map keeps.`,
          hint: `Mask ${parent.name} or retain it because of ${child.name}; or change the foreign key.`,
        };
      }
    }
  }
}

/**
 * Does the judgement of an erasure see the child's rows before the parent goes? A row under which others stay is masked
 * and not deleted, so that nothing cascades; but only rows that the search finds as owned are seen: by the very columns of
 * the foreign key, in a collection that is searched, and of all controllers of whom the parent's row may be.
 */
function isWeighed(child: Pairing, parent: Pairing, columns: readonly string[]): boolean {
  const join = own(child.collection.belongsTo, parent.name);
  if (!join || !isSearched(child.collection)) return false;
  const scoped = JSON.stringify(child.collection.scope) !== JSON.stringify(parent.collection.scope);
  if (child.collection.scope && scoped) return false;
  const { from } = linkOf(join, parent.collection);
  return from.length === columns.length && from.every((column) => columns.includes(column));
}

function* drift(pairs: readonly Pairing[], before: SurveyOutline | undefined): Iterable<Remark> {
  if (!before) return;
  for (const { name, collection, table } of pairs) {
    const known = own(before.collections, table.name);
    if (!known) continue;
    for (const column of table.columns) {
      const was = own(known, column.name);
      const is = typeOf(column);
      if (was !== undefined && was !== is) {
        yield {
          severity: 'warning',
          code: 'type-drift',
          path: pathTo(name, collection, column.name),
          message: `${table.name}.${column.name} was ${was} when the map was applied and is ${is} now.`,
          hint: 'See that masks and links still fit, then apply the map again.',
        };
      }
      if (was === undefined) {
        yield {
          severity: 'warning',
          code: 'column-new',
          path: pathTo(name, collection, column.name),
          message: `${table.name}.${column.name} is new since the map was applied.`,
          hint: 'Add it to fields or notPersonal, then apply the map again.',
        };
      }
    }
  }
}
