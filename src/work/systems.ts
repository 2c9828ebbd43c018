import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Connector, Description } from '../connectors/kit/contract.js';
import { SystemAccess } from '../connectors/system-access.js';
import { Credentials } from '../datamap/credentials/credentials.js';
import { DataMaps } from '../datamap/versions/data-maps.js';
import type { SystemMap } from '../datamap/language.js';
import { type EffectiveMap, effectiveMap } from './effective-map.js';
import { assertOutside, transactionsAreWatched } from '../platform/queues/open-transaction.js';
import { Transactions } from '../platform/queues/transactions.js';

const LOOK_ANEW_MS = 60_000;

/** The systems behind the lanes: map versions with the connectors they open. */
@Injectable()
export class Systems implements OnApplicationShutdown {
  /** Versions never change, so they are read once. */
  private readonly versions = new Map<string, SystemMap>();
  private readonly effectiveMaps = new Map<string, { found: EffectiveMap; until: number }>();

  constructor(
    private readonly maps: DataMaps,
    private readonly access: SystemAccess,
    private readonly credentials: Credentials,
    private readonly transactions: Transactions,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.access.close();
  }

  /** The map as it was when a task was made. */
  async map(mapId: string): Promise<SystemMap> {
    const known = this.versions.get(mapId);
    if (known) return known;
    const version = await this.maps.version(this.transactions.manager, mapId);
    if (!version) throw new Error('A task names a map version that does not exist.');
    this.versions.set(mapId, version.map);
    return version.map;
  }

  /**
   * That map, and the connector that speaks with its system.
   *
   * @throws Refused when it cannot be opened, e.g. because a secret is not there.
   */
  async open(mapId: string): Promise<{ map: SystemMap; connector: Connector }> {
    const map = await this.map(mapId);
    const sealed = await this.credentials.open(this.transactions.manager, map);
    return { map, connector: guarded(this.access.open(mapId, map, sealed)) };
  }

  /**
   * The map as the live schema lets it be carried out, looked at anew after a minute. Judges and erasures use this one,
   * so that what is approved is what can be done.
   */
  async effective(mapId: string): Promise<EffectiveMap> {
    const known = this.effectiveMaps.get(mapId);
    const now = performance.now();
    if (known && known.until > now) return known.found;
    const { map, connector } = await this.open(mapId);
    const found = effectiveMap(map, await connector.survey());
    this.effectiveMaps.set(mapId, { found, until: now + LOOK_ANEW_MS });
    return found;
  }

  /** What the connector of a system says of itself under the current map; null for a system that is not registered. */
  async describe(system: string): Promise<Description | null> {
    const current = await this.maps.ofSystem(this.transactions.manager, system);
    return current ? (await this.open(current.id)).connector.describe() : null;
  }
}

/** Where transactions are watched (in tests), a call to a system inside of one fails. */
function guarded(connector: Connector): Connector {
  if (!transactionsAreWatched()) return connector;
  return new Proxy(connector, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      // `describe` speaks of itself and asks nobody.
      if (typeof member !== 'function' || name === 'describe') return member;
      return (...given: unknown[]): unknown => {
        assertOutside(`The connector's ${String(name)}`);
        return Reflect.apply(member, target, given);
      };
    },
  });
}
