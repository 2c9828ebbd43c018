import { randomBytes } from 'node:crypto';
import { createConnection } from 'mysql2/promise';

export interface TestMariadb {
  url: string;
  /** Runs a script of several statements and answers the rows of the last one. */
  run(sql: string): Promise<Record<string, unknown>[]>;
  drop(): Promise<void>;
}

const ADDRESS = process.env.HABEAS_TEST_MARIADB ?? 'mysql://root@127.0.0.1:3306';

/**
 * Is there a MariaDB or MySQL to test on? `HABEAS_TEST_MARIADB` names it; by default root without a password on this
 * machine. Null, with the reason printed, when none answers; where one was named, its silence is an error.
 */
export async function mariadbAddress(): Promise<string | null> {
  try {
    const connection = await createConnection({ uri: ADDRESS, connectTimeout: 3000 });
    await connection.end();
    return ADDRESS;
  } catch (error) {
    if (process.env.HABEAS_TEST_MARIADB) throw error;
    console.warn(`MariaDB tests are skipped: no server that takes root without a password answers at 127.0.0.1:3306.`);
    return null;
  }
}

/** A database of one's own on that server. */
export async function emptyMariadb(address: string): Promise<TestMariadb> {
  const name = `habeas_test_${randomBytes(6).toString('hex')}`;
  const server = await createConnection({ uri: address });
  await server.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  await server.end();
  const url = new URL(address);
  url.pathname = `/${name}`;
  const connection = await createConnection({
    uri: url.href,
    multipleStatements: true,
    supportBigNumbers: true,
    dateStrings: true,
  });
  return {
    url: url.href,
    async run(sql) {
      const [rows] = await connection.query(sql);
      const last: unknown = Array.isArray(rows) && Array.isArray(rows.at(-1)) ? rows.at(-1) : rows;
      return Array.isArray(last) ? (last as Record<string, unknown>[]) : [];
    },
    async drop() {
      await connection.query(`DROP DATABASE IF EXISTS ${name}`);
      await connection.end();
    },
  };
}
