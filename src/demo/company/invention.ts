import { Chance } from './chance.js';
import { crmRowsOfCast } from './crm/cast-rows.js';
import { crmRowsOfResidents } from './crm/resident-rows.js';
import { helpdeskRowsOfCast } from './helpdesk/cast-rows.js';
import { helpdeskRowsOfResidents } from './helpdesk/resident-rows.js';
import { populate } from './population.js';
import type { SystemRows, TableRows } from './rows.js';
import { shopRowsOfCast } from './shop/cast-rows.js';
import { shopRowsOfResidents } from './shop/resident-rows.js';
import type { System } from './systems.js';

/** Everything the company holds: the cast and so many other people. The same seed gives the same bytes. */
export function inventCompany(options: { people: number; seed: number }): Record<System, SystemRows> {
  const residents = populate(new Chance(options.seed), options.people);
  // A chance of its own for each system: a change in one leaves the others as they were.
  return {
    shop: inOrder('', shopRowsOfCast(), shopRowsOfResidents(new Chance(options.seed + 10), residents)),
    crm: inOrder('crm.', crmRowsOfCast(), crmRowsOfResidents(new Chance(options.seed + 20), residents)),
    helpdesk: inOrder('', helpdeskRowsOfCast(), helpdeskRowsOfResidents(new Chance(options.seed + 30), residents)),
  };
}

function inOrder<T extends { [K in keyof T]: object[] }>(schema: string, cast: T, residents: T): SystemRows {
  return (Object.keys(cast) as (keyof T & string)[]).map((table): TableRows => ({
    table: schema + table,
    rows: [...cast[table], ...residents[table]],
  }));
}
