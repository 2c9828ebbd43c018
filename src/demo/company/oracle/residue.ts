import type { CastMember } from '../cast.js';
import type { CompanyDatabases } from '../systems.js';
import { inEachSystem, liveTables } from './reading.js';

export type Trace = 'email' | 'phone' | 'customer_no' | 'name' | 'surname';

/** A place where the person can still be read. The value itself is not repeated. */
export interface Residue {
  /** `system.table.column`. */
  column: string;
  /** The row's key as a JSON array in text. */
  key: string;
  trace: Trace;
}

export type Traced = Pick<CastMember, 'email' | 'furtherEmails' | 'phone' | 'customerNo' | 'firstName' | 'lastName'>;

interface Needle {
  trace: Trace;
  text: string;
}

/**
 * Searches every column of every table of all three systems, JSON, arrays and prose included, for the person's
 * identifiers and name. Nothing is known of maps. A surname may be borne by others: those finds are marked so.
 */
export async function residueOf(databases: CompanyDatabases, person: Traced): Promise<Residue[]> {
  const needles = needlesOf(person);
  const texts = needles.map((needle) => needle.text);
  return inEachSystem(databases, async (client, system) => {
    const found: Residue[] = [];
    for (const table of await liveTables(client, system)) {
      // A coarse sieve in SQL, the fine one below: a row as text holds all of its columns.
      const { rows } = await client.query<{ key: string; row: Record<string, unknown> }>(
        // OFFSET 0 keeps the planner from computing the three forms anew for each needle.
        `SELECT ${table.key} AS key, to_jsonb(t) AS row
           FROM ${table.sql} t
          CROSS JOIN LATERAL (SELECT t::text AS plain, lower(t::text) AS lowered,
                                     translate(t::text, ' ()/.-', '') AS squeezed OFFSET 0) AS form
          WHERE EXISTS (SELECT 1 FROM unnest($1::text[]) AS needle
                         WHERE strpos(form.plain, needle) > 0
                            OR strpos(form.lowered, lower(needle)) > 0
                            OR strpos(form.squeezed, needle) > 0)`,
        [texts],
      );
      for (const { key, row } of rows) {
        for (const [column, value] of Object.entries(row)) {
          for (const trace of tracesIn(value, needles)) found.push({ column: `${table.name}.${column}`, key, trace });
        }
      }
    }
    return found;
  });
}

/** The columns of the finds, sorted, each once: to be compared with `Expectation.residue`. */
export function columnsOf(residue: readonly Residue[]): string[] {
  return [...new Set(residue.map((one) => one.column))].sort();
}

function needlesOf(person: Traced): Needle[] {
  return [
    ...[person.email, ...person.furtherEmails].map((text) => ({ trace: 'email' as const, text })),
    // Without country code: people write +49 171 …, 0049171… and 0171/….
    ...(person.phone ? [{ trace: 'phone' as const, text: person.phone.replace(/^\+(49|1)/, '') }] : []),
    ...(person.customerNo ? [{ trace: 'customer_no' as const, text: person.customerNo }] : []),
    { trace: 'name', text: `${person.firstName} ${person.lastName}` },
    { trace: 'surname', text: person.lastName },
  ];
}

function tracesIn(value: unknown, needles: readonly Needle[]): Trace[] {
  if (value === null || typeof value === 'boolean') return [];
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).toLowerCase();
  const digits = text.replaceAll(/[ ()/.-]/g, '');
  return needles
    .filter((needle) => (needle.trace === 'phone' ? digits : text).includes(needle.text.toLowerCase()))
    .map((needle) => needle.trace);
}
