/** Sections whose entries are refined one by one; every other section is replaced as a whole. */
const TABLES = ['counting', 'clocks', 'refusals', 'answers', 'cites', 'assurance', 'rights'];

type Sections = Record<string, unknown>;

/**
 * What a law says once the one that it refines is filled in. An entry of a table replaces the entry of that name whole, so
 * that nothing of a rule is inherited unseen.
 */
export function refine(base: Sections, refining: Sections): Sections {
  const { extends: _named, ...own } = refining;
  const result: Sections = { ...base, ...own };
  for (const table of TABLES) {
    if (own[table] !== undefined) result[table] = { ...asSections(base[table]), ...asSections(own[table]) };
  }
  return result;
}

function asSections(value: unknown): Sections {
  return typeof value === 'object' && value !== null ? (value as Sections) : {};
}
