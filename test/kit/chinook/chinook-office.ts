import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Collection, SystemMap } from '../../../src/datamap/language.js';
import { Transactions } from '../../../src/platform/queues/transactions.js';
import { Client } from '../client.js';
import type { SqlPlace } from '../connectors/sql-harness.js';
import { runService, type RunningService } from '../running-service.js';
import { chinookMap, named } from './chinook.js';

/** The record shop as a controller under German law, with the service running over it. */
export interface ChinookOffice {
  service: RunningService;
  officer: Client;
  clerk: Client;
  /** What a request has put off, earliest first. */
  deferred(requestId: string): Promise<Deferred[]>;
  stop(): Promise<void>;
}

export interface Deferred {
  collection: string;
  ground: string;
  /** First legal day on which the records may go. */
  notBefore: string;
  records: number;
}

const CONTROLLERS = {
  habeas: 1,
  controllers: [
    {
      slug: 'chinook',
      legalName: 'Chinook Schallplatten GmbH',
      address: { street: 'Plattenweg 33', postcode: '70174', city: 'Stuttgart', country: 'DE' },
      contact: { mail: 'datenschutz@chinook.test' },
      officer: { name: 'Vera Rille', mail: 'rille@chinook.test' },
      authority: { name: 'Landesbeauftragter für den Datenschutz und die Informationsfreiheit Baden-Württemberg' },
      law: 'de',
      country: 'DE',
      state: 'BW',
      zone: 'Europe/Berlin',
      languages: ['de', 'en'],
      systems: ['chinook'],
      policy: { objectionHours: 0 },
    },
  ],
};

/** Rows that are kept can be marked as restricted: the column that a shop would add before it uses this service. */
export async function addRestriction(place: SqlPlace): Promise<void> {
  for (const table of ['customer', 'invoice', 'invoice_line']) {
    await place.run(`ALTER TABLE ${named(place.dialect, table)} ADD COLUMN restricted integer NOT NULL DEFAULT 0`);
  }
}

/** The map of the connectors' tests, with the mask of the e-mail left to the service, and with restriction. */
function officeMap(place: SqlPlace, variable: string): SystemMap {
  const map = chinookMap(place);
  const email = named(place.dialect, 'email');
  const restrictedIn = (collection: Collection): Collection => {
    const { erasure, belongsTo = {} } = collection;
    const links = Object.values(belongsTo).filter((join) => typeof join === 'string');
    if (typeof erasure === 'string' || 'keep' in erasure) return collection;
    return {
      ...collection,
      notPersonal: [...(collection.notPersonal ?? []), ...links, 'restricted'],
      erasure: { ...erasure, retain: { ...erasure.retain, meanwhile: { restrict: { set: { restricted: 1 } } } } },
    };
  };
  const collections = Object.fromEntries(
    Object.entries(map.collections).map(([name, collection]) => [name, restrictedIn(collection)]),
  );
  const customer = collections['customer']!;
  customer.fields = { ...customer.fields, [email]: 'user.contact.email' };
  return { ...map, connection: { url: `env:${variable}` }, collections };
}

/** Starts the service and applies the map. The sample database is loaded already. */
export async function openOffice(place: SqlPlace, environment: Record<string, string> = {}): Promise<ChinookOffice> {
  const variable = `CHINOOK_${randomBytes(4).toString('hex').toUpperCase()}_URL`;
  process.env[variable] = place.url;
  const folder = await mkdtemp(join(tmpdir(), 'habeas-chinook-'));
  // JSON is YAML.
  await writeFile(join(folder, 'controllers.yaml'), JSON.stringify(CONTROLLERS));
  await writeFile(join(folder, 'chinook.yaml'), JSON.stringify(officeMap(place, variable)));
  const service = await runService({ environment });
  const client = new Client(service.url);
  const stop = async (): Promise<void> => {
    await service.stop();
    await rm(folder, { recursive: true, force: true });
    delete process.env[variable];
  };
  try {
    await service.apply(folder);
    return {
      service,
      officer: client.as(await service.staff('officer@chinook.test', ['privacy_officer'])),
      clerk: client.as(await service.staff('clerk@chinook.test', ['agent'])),
      deferred: (requestId) =>
        service.service.app.get(Transactions, { strict: false }).manager.query<Deferred[]>(
          `SELECT collection, ground, not_before::text AS "notBefore", records FROM deferred_erasure
             WHERE request_id = $1 ORDER BY collection, not_before`,
          [requestId],
        ),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
