import { conformance } from '../../src/connectors/kit/conformance.js';
import { mariadbPlace, postgresPlace, sqlHarness } from '../kit/connectors/sql-harness.js';
import { mariadbAddress } from '../kit/mariadb.js';

const mariadb = await mariadbAddress();

conformance('postgres', sqlHarness(postgresPlace));

if (mariadb)
  conformance(
    'mysql (MariaDB)',
    sqlHarness(() => mariadbPlace(mariadb)),
  );
else it.skip('mysql (MariaDB) keeps the contract', () => undefined);
