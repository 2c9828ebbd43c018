import type { ConnectorFactory } from '../kit/contract.js';
import { sqlConnector } from '../kit/sql/sql-connector.js';
import { readSqlSettings, SQL_DEFAULTS, sqlSettingsSchema } from '../kit/sql/sql-settings.js';
import { postgresDialect } from './postgres-dialect.js';
import { POSTGRES_PORT, PostgresServer } from './postgres-server.js';

const settings = sqlSettingsSchema('PostgreSQL', 'postgres(ql)?', POSTGRES_PORT);

/** Systems whose data lie in a PostgreSQL database. */
export const postgres: ConnectorFactory = {
  name: 'postgres',
  settings,
  create(map, tools) {
    const chosen = readSqlSettings(map.connection, settings);
    const access = { dialect: postgresDialect, server: new PostgresServer(chosen) };
    return sqlConnector(map, access, tools, {
      concurrency: chosen.pool ?? SQL_DEFAULTS.pool,
      phoneCountry: chosen.phoneCountry,
    });
  },
};
