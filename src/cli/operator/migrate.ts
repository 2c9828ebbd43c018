import { migrateDatabases } from '../../service.js';
import type { Outcome } from '../outcome.js';
import { withDatabases } from './on-database.js';

export function migrate(): Promise<Outcome> {
  return withDatabases(async (databases, settings) => {
    const ran = await migrateDatabases(databases);
    const warnings = settings.DATABASE_URL && !settings.MIGRATION_DATABASE_URL ? [ownerWarning] : [];
    for (const warning of warnings) process.stderr.write(`${warning}\n`);
    return {
      json: { ran, warnings },
      lines: ran.length > 0 ? ran.map((name) => `Done: ${name}`) : ['The database is up to date.'],
    };
  });
}

const ownerWarning =
  'Warning: the service runs as the owner of its tables and could rewrite the ledger. Give it a role of its own in ' +
  'DATABASE_URL and the owner in MIGRATION_DATABASE_URL.';
