/** The three systems of the demo company. Each is a database of its own; the tables lie in one schema. */
export const SYSTEMS = ['shop', 'crm', 'helpdesk'] as const;

export type System = (typeof SYSTEMS)[number];

/** One system's database as somebody who asks for it gets it. */
export interface CompanyDatabase {
  database: string;
  /** As the role that may only read. */
  url: string;
  /** As the role that may read, delete and update, and nothing else. */
  eraseUrl: string;
}

export type CompanyDatabases = Readonly<Record<System, CompanyDatabase>>;

/** Names of the variables that the maps refer to, with their values. */
export function environmentOf(databases: CompanyDatabases): Record<string, string> {
  return Object.fromEntries(
    SYSTEMS.flatMap((system) => [
      [`DEMO_${system.toUpperCase()}_URL`, databases[system].url],
      [`DEMO_${system.toUpperCase()}_ERASE_URL`, databases[system].eraseUrl],
    ]),
  );
}
