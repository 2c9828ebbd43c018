import { containsWords, STAFF_COLUMNS, STAFF_TABLES, wordsOf } from '../survey/column-words.js';
import { guessPersonal, PROPOSED_FROM, type PersonalGuess } from '../survey/personal-column.js';
import type { Reference, Survey, SurveyedCollection } from '../survey/survey.js';

/** What a table seems to be, seen from a person who asks. */
export interface TableRole {
  table: SurveyedCollection;
  guesses: Map<string, PersonalGuess>;
  /** Links between this table and the one in which the person is found. */
  depth: number;
  role:
    | 'identity' /* rows are people */
    | 'owned' /* rows belong to rows of an identity table */
    | 'shared' /* personal, and rows of several people may refer to one row */
    | 'staff' /* people who work here: others, in a customer's request */
    | 'unreached' /* looks personal, but no foreign key leads to it */
    | 'nothing' /* nothing personal found */;
  belongsTo: { owner: string; reference: Reference }[];
  sharedBy: { holder: string; reference: Reference }[];
  /** Foreign keys that were not taken as ownership, with why. */
  undecided: { reference: Reference; why: string }[];
  /** Columns that point to staff. */
  staffColumns: string[];
}

/** Guesses who owns whose rows: along foreign keys, from the tables in which people are found. */
export function guessRoles(survey: Survey): Map<string, TableRole> {
  const roles = new Map(survey.collections.map((table) => [table.name, startingRole(table)]));
  const isOwning = (role: TableRole): boolean => role.role === 'identity' || role.role === 'owned';
  markIdentities(roles);
  spreadOwnership(roles);
  for (const child of [...roles.values()].filter(isOwning)) linkToOwners(child, roles);
  markShared(roles);
  const before = new Set([...roles.values()].filter(isOwning));
  spreadOwnership(roles);
  for (const child of roles.values()) if (!before.has(child)) linkToOwners(child, roles);
  for (const one of roles.values()) if (one.role === 'nothing' && likelyPersonal(one)) one.role = 'unreached';
  return roles;
}

function startingRole(table: SurveyedCollection): TableRole {
  const guesses = new Map<string, PersonalGuess>();
  for (const column of table.columns) {
    const guess = guessPersonal(column);
    if (guess) guesses.set(column.name, guess);
  }
  const words = wordsOf(table.name);
  return {
    table,
    guesses,
    depth: 0,
    role: STAFF_TABLES.some((name) => containsWords(words, name)) ? 'staff' : 'nothing',
    belongsTo: [],
    sharedBy: [],
    undecided: [],
    staffColumns: [],
  };
}

function likelyPersonal(role: TableRole): boolean {
  return [...role.guesses.values()].some((guess) => guess.confidence >= PROPOSED_FROM);
}

/** Can a person be found in the table by what she would tell us: an address, a number, a user name? */
function findsPeople(role: TableRole): boolean {
  return (
    role.role !== 'staff' && [...role.guesses.values()].some((guess) => guess.kind && guess.confidence >= PROPOSED_FROM)
  );
}

/** Tables in which people are found and that do not hang below another such table: an order's e-mail finds no customer. */
function markIdentities(roles: ReadonlyMap<string, TableRole>): void {
  const finders = [...roles.values()].filter(findsPeople);
  const below = finders.filter((one) =>
    one.table.references.some(
      ({ to, columns }) =>
        to !== one.table.name && !pointsToStaff(columns) && finders.some((other) => other.table.name === to),
    ),
  );
  const roots = finders.filter((one) => !below.includes(one));
  for (const one of roots.length > 0 ? roots : finders) one.role = 'identity';
}

/** Foreign keys child → parent, level by level to the fix point: who is nearer to the person owns. */
function spreadOwnership(roles: ReadonlyMap<string, TableRole>): void {
  const owners = new Set(['identity', 'owned', 'shared']);
  for (let level: [TableRole, number][] = []; ; level = []) {
    for (const child of roles.values()) {
      if (child.role !== 'nothing') continue;
      const depths = child.table.references
        .filter((reference) => !pointsToStaff(reference.columns))
        .map((reference) => roles.get(reference.to))
        .filter((parent) => parent !== undefined && parent !== child && owners.has(parent.role))
        .map((parent) => parent!.depth);
      if (depths.length > 0) level.push([child, Math.min(...depths) + 1]);
    }
    if (level.length === 0) return;
    for (const [child, depth] of level) {
      child.role = 'owned';
      child.depth = depth;
    }
  }
}

/** What becomes of each foreign key of a table. */
function linkToOwners(child: TableRole, roles: ReadonlyMap<string, TableRole>): void {
  for (const reference of child.table.references) {
    const parent = roles.get(reference.to);
    if (!parent || settled(child, reference)) continue;
    const { name } = parent.table;
    const leave = (why: string): void => void child.undecided.push({ reference, why });
    if (parent === child) leave('refers to rows of its own kind: merged, or another person?');
    else if (parent.role === 'staff' || pointsToStaff(reference.columns)) child.staffColumns.push(...reference.columns);
    else if (parent.role === 'nothing' || parent.role === 'unreached') continue;
    else if (child.role !== 'owned') leave(`refers to ${name}: whose row is it?`);
    else if (parent.depth > child.depth || isAbove(roles, child.table.name, name)) {
      leave(`refers to ${name}, which is further from the person than this table`);
    } else if (child.belongsTo.some((one) => one.owner === name)) leave(`is a second link to ${name}: a map names one`);
    else child.belongsTo.push({ owner: name, reference });
  }
}

function settled(child: TableRole, reference: Reference): boolean {
  return (
    child.undecided.some((one) => one.reference === reference) ||
    child.belongsTo.some((one) => one.reference === reference) ||
    reference.columns.some((column) => child.staffColumns.includes(column))
  );
}

/** Is `upper` an owner of `lower`, at any height? */
function isAbove(roles: ReadonlyMap<string, TableRole>, upper: string, lower: string): boolean {
  const seen = new Set([lower]);
  for (const name of seen) for (const { owner } of roles.get(name)?.belongsTo ?? []) seen.add(owner);
  return seen.has(upper);
}

/** Personal tables that a person's rows refer to: addresses that households share, payment owners. */
function markShared(roles: ReadonlyMap<string, TableRole>): void {
  const holders = [...roles.values()].filter((one) => one.role === 'identity' || one.role === 'owned');
  for (const holder of holders) {
    for (const reference of holder.table.references) {
      const target = roles.get(reference.to);
      if (!target || pointsToStaff(reference.columns)) continue;
      if (target.role === 'shared' || (target.role === 'nothing' && likelyPersonal(target))) {
        target.role = 'shared';
        target.depth ||= holder.depth + 1;
        if (target.sharedBy.some((one) => one.holder === holder.table.name)) {
          holder.undecided.push({ reference, why: `is a second link to ${reference.to}: a map names one` });
          continue;
        }
        target.sharedBy.push({ holder: holder.table.name, reference });
        if (!holders.includes(target)) holders.push(target);
      }
    }
  }
}

function pointsToStaff(columns: readonly string[]): boolean {
  return columns.some((column) => STAFF_COLUMNS.some((words) => containsWords(wordsOf(column), words)));
}
