import type { ConnectorFactory } from '../kit/contract.js';
import { sqlConnector } from '../kit/sql/sql-connector.js';
import { readSqlSettings, SQL_DEFAULTS, sqlSettingsSchema } from '../kit/sql/sql-settings.js';
import { mysqlDialect } from './mysql-dialect.js';
import { MYSQL_PORT, MysqlServer } from './mysql-server.js';

const settings = sqlSettingsSchema('MySQL or MariaDB', '(mysql|mariadb)', MYSQL_PORT);

/** Systems whose data lie in a MySQL or MariaDB database. */
export const mysql: ConnectorFactory = {
  name: 'mysql',
  settings,
  create(map, tools) {
    const chosen = readSqlSettings(map.connection, settings);
    const access = { dialect: mysqlDialect, server: new MysqlServer(chosen) };
    return sqlConnector(map, access, tools, {
      concurrency: chosen.pool ?? SQL_DEFAULTS.pool,
      phoneCountry: chosen.phoneCountry,
    });
  },
};
