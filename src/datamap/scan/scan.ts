import { fillIn, unansweredFacts, undecidedErasure } from '../fill-in.js';
import type { Collection, Field, Join, SystemMap } from '../language.js';
import { renderMap, type Comment } from '../render.js';
import { containsWords, RETENTION_TABLES, wordsOf } from '../survey/column-words.js';
import { PROPOSED_FROM } from '../survey/personal-column.js';
import type { Reference, Survey } from '../survey/survey.js';
import { guessRoles, type TableRole } from './links.js';

export interface ScanInput {
  /** Slug of the system. */
  system: string;
  connector: string;
  /** With references for secrets, as it will stand in the map. */
  connection: Record<string, unknown>;
  controllers?: string[];
}

export interface ScanResult {
  map: SystemMap;
  /** The map as YAML, with what made us think so and what is left to decide as comments. */
  yaml: string;
}

const HEAD = `Proposed by \`habeas map scan\` from a live schema: guesses, with how sure they are (0 to 1).
Whatever begins with ??? is for a person to answer; \`habeas map lint\` refuses the map until then.
Columns under "to decide" belong under fields or under notPersonal.`;

/**
 * Proposes a map from a survey. Passes the schema; the linter refuses it until the questions it cannot answer (purposes,
 * recipients, what erasure does) are answered. Sampled values are looked at and stand nowhere in the result.
 */
export function scan(survey: Survey, input: ScanInput): ScanResult {
  const roles = guessRoles(survey);
  const included = [...roles.values()].filter((one) => one.role !== 'nothing');
  const comments: Comment[] = [];
  const collections = Object.fromEntries(
    included.map((role) => [role.table.name, collectionOf(role, roles, input, comments)]),
  );
  const left = [...roles.values()].filter((one) => one.role === 'nothing').map((one) => one.table.name);
  if (left.length > 0) {
    comments.push({
      path: ['collections'],
      where: 'above',
      text: `Nothing personal found in these tables. If that is so, list them under notPersonal:\n${left.map((name) => `  - ${name}`).join('\n')}`,
    });
  }
  const map: SystemMap = {
    habeas: 1,
    system: input.system,
    title: fillIn('name of the system as people are told'),
    connector: input.connector,
    connection: input.connection,
    controllers: input.controllers ?? [fillIn('slug of the controller')],
    ...unansweredFacts(),
    collections,
  };
  return { map, yaml: renderMap(map, comments, HEAD) };
}

function collectionOf(
  role: TableRole,
  roles: ReadonlyMap<string, TableRole>,
  input: ScanInput,
  comments: Comment[],
): Collection {
  const { table } = role;
  const here = ['collections', table.name];
  comments.push({ path: here, where: 'above', text: `${describe(role)} About ${Math.max(table.rows, 0)} rows.` });

  const fields = fieldsOf(role, comments);
  const linked = linkColumns(role, roles);
  const identified = role.role === 'identity' ? identifiersOf(role, input.system) : {};
  const described = new Set([...table.key, ...Object.keys(fields)]);
  const notPersonal = [...new Set([...linked, ...Object.values(identified)])].filter((one) => !described.has(one));
  const rest = table.columns.filter((column) => !described.has(column.name) && !notPersonal.includes(column.name));
  if (rest.length > 0) {
    const lines = rest.map((column) => {
      const guess = role.guesses.get(column.name);
      return `  ${column.name}: ${column.type}${guess ? ` (${guess.category}? ${guess.confidence.toFixed(2)}: ${guess.because})` : ''}`;
    });
    comments.push({ path: [...here, 'erasure'], where: 'above', text: `to decide:\n${lines.join('\n')}` });
  }
  for (const { reference, why } of role.undecided) {
    comments.push({
      path: [...here, 'erasure'],
      where: 'above',
      text: `to decide: ${reference.columns.join(', ')} ${why}`,
    });
  }
  suggestRetention(role, here, comments);

  return {
    key: table.key.length > 0 ? single(table.key) : fillIn('columns that name a row: the table has no primary key'),
    purpose: 'unstated',
    ...(role.role === 'staff' || role.role === 'unreached'
      ? {
          searched: {
            not: { ground: fillIn('ground for not searching'), reason: fillIn('or add a link to a person') },
          },
        }
      : {}),
    ...(Object.keys(identified).length > 0 ? { identifiedBy: identified } : {}),
    ...(role.belongsTo.length > 0
      ? {
          belongsTo: joins(
            role.belongsTo.map((one) => [one.owner, one.reference, roles.get(one.owner)?.table.key ?? []]),
          ),
        }
      : {}),
    ...(role.sharedBy.length > 0
      ? { sharedBy: joins(role.sharedBy.map((one) => [one.holder, one.reference, table.key])) }
      : {}),
    fields,
    ...(notPersonal.length > 0 ? { notPersonal } : {}),
    erasure: undecidedErasure(),
  };
}

function describe(role: TableRole): string {
  const texts: Record<TableRole['role'], string> = {
    identity: 'People are found here.',
    owned: `Rows belong to ${role.belongsTo.map((one) => one.owner).join(', ')}.`,
    shared: `Rows that several may refer to: ${role.sharedBy.map((one) => one.holder).join(', ')}.`,
    staff: 'People who work here: others, in a customer’s request.',
    unreached: 'Looks personal, but no foreign key leads here from a person.',
    nothing: '',
  };
  return texts[role.role];
}

function fieldsOf(role: TableRole, comments: Comment[]): Record<string, string | Field> {
  const fields: Record<string, string | Field> = {};
  for (const column of role.table.columns) {
    const guess = role.guesses.get(column.name);
    if (role.staffColumns.includes(column.name)) {
      fields[column.name] = { category: 'user.unique_id', origin: 'third_party', aboutOthers: true };
      comments.push({ path: fieldPath(role, column.name), where: 'above', text: 'points to a member of staff' });
    } else if (guess && guess.confidence >= PROPOSED_FROM && !role.table.key.includes(column.name)) {
      const traits = {
        ...(guess.freeText ? { freeText: true } : {}),
        ...(guess.neverDisclose ? { neverDisclose: true } : {}),
        ...(guess.category === 'user.device.ip_address' ? { origin: 'observed' as const } : {}),
      };
      const simple = Object.keys(traits).length === 0;
      fields[column.name] = simple ? guess.category : { category: guess.category, ...traits };
      comments.push({
        path: fieldPath(role, column.name),
        where: simple ? 'behind' : 'above',
        text: `${guess.confidence.toFixed(2)}: ${guess.because}`,
      });
    }
  }
  return fields;
}

function fieldPath(role: TableRole, column: string): string[] {
  return ['collections', role.table.name, 'fields', column];
}

/** Columns that links of this table, or of others to it, are made of. */
function linkColumns(role: TableRole, roles: ReadonlyMap<string, TableRole>): string[] {
  const own = role.table.name;
  return [
    ...role.belongsTo.flatMap((one) => one.reference.columns),
    ...[...roles.values()].flatMap((other) => [
      ...other.belongsTo.filter((one) => one.owner === own).flatMap((one) => one.reference.toColumns),
      ...other.sharedBy.filter((one) => one.holder === own).flatMap((one) => one.reference.columns),
    ]),
    ...role.sharedBy.flatMap((one) => one.reference.toColumns),
  ];
}

/** The kinds of its columns, and its own key under a name that no other system uses. */
function identifiersOf(role: TableRole, system: string): Record<string, string> {
  const found: Record<string, string> = {};
  const byConfidence = [...role.guesses].sort(([, a], [, b]) => b.confidence - a.confidence);
  for (const [column, guess] of byConfidence) {
    if (guess.kind && guess.confidence >= PROPOSED_FROM) found[guess.kind] ??= column;
  }
  const [key, ...more] = role.table.key;
  if (key !== undefined && more.length === 0) {
    const row = key.endsWith('_id') ? key : `${(role.table.name.split('.').at(-1) ?? '').replace(/s$/, '')}_id`;
    found[`${system.replaceAll('-', '_')}_${row}`] = key;
  }
  return found;
}

function joins(links: [string, Reference, readonly string[]][]): Record<string, Join> {
  const found: Record<string, Join> = {};
  for (const [name, reference, key] of links) {
    // One link a pair of tables: a second foreign key to the same one is for a person to weigh.
    found[name] ??= sameColumns(reference.toColumns, key)
      ? single(reference.columns)
      : { from: reference.columns, to: reference.toColumns };
  }
  return found;
}

function sameColumns(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((column, index) => column === other[index]);
}

function single(columns: string[]): string | string[] {
  return columns.length === 1 ? columns[0]! : columns;
}

function suggestRetention(role: TableRole, here: string[], comments: Comment[]): void {
  const words = wordsOf(role.table.name);
  const row = RETENTION_TABLES.find((one) => containsWords(words, one.words));
  if (!row || role.role === 'staff') return;
  const dates = role.table.columns.filter((column) => /date|time/i.test(column.type)).map((column) => column.name);
  comments.push({
    path: [...here, 'erasure'],
    where: 'above',
    text: `perhaps retain: { ground: ${row.ground}, from: ${dates.join(' or ') || '(no date column)'}, keep: [...] }`,
  });
}
