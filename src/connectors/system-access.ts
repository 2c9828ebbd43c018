import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { resolveSealed, resolveSecrets } from '../datamap/secrets.js';
import type { SystemMap } from '../datamap/language.js';
import { Clock } from '../platform/clock/clock.js';
import { GuardedHttp } from '../platform/egress/guarded-http.js';
import { Log } from '../platform/logging/log.js';
import { environmentVariable, Settings } from '../platform/settings/settings.js';
import { connectorFactories } from './index.js';
import type { Connector, ConnectorFactory, ConnectorTools } from './kit/contract.js';
import { Refused } from './kit/errors.js';
import type { Exchange } from './kit/exchange.js';
import { pause } from './kit/local-tools.js';
import { ConnectorRegistry } from './kit/registry.js';
import { ownConnectors } from './rest/vendors.js';
import { SystemStores } from './system-stores.js';

/** The conversations of one system under one version of its map. */
export type ExchangeLender = (system: string, mapId: string) => Exchange;

/** Opens systems: resolves the references to secrets in a map and keeps one connector a version. */
@Injectable()
export class SystemAccess {
  private exchanges: ExchangeLender | undefined;
  private readonly registry: ConnectorRegistry;

  constructor(
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly http: GuardedHttp,
    private readonly stores: SystemStores,
    settings: Settings,
  ) {
    this.registry = new ConnectorRegistry([...connectorFactories, ...ownConnectors(settings.CONNECTORS_DIR)]);
  }

  /**
   * @param sealed secrets typed at the desk, opened (`Credentials.open`).
   * @throws Refused when a secret that the map names is not there.
   */
  open(mapId: string, map: SystemMap, sealed?: ReadonlyMap<string, string>): Connector {
    const resolved = resolveSecrets(map.connection, environmentVariable, textOf, sealed);
    if (resolved.status === 'missing') {
      throw new Refused(
        'no-right',
        `The system ${map.system} names secrets that are not set: ${resolved.references.join(', ')}.`,
      );
    }
    return this.registry.open({ ...map, connection: resolved.connection }, mapId, this.tools(map, mapId));
  }

  /**
   * A connector that nobody else uses, for trying out a map that is not in force. The caller closes it.
   *
   * @throws Refused as `open`; only sealed secrets are resolved, never the environment or files of this host.
   */
  openApart(map: SystemMap, sealed: ReadonlyMap<string, string>): Connector {
    const resolved = resolveSealed(map.connection, sealed);
    if (resolved.status === 'missing') {
      throw new Refused('no-right', 'The connection names secrets that are not kept for this system and address.');
    }
    const factory = this.registry.factory(map.connector);
    if (!factory) throw new Refused('unsupported', `No connector is called ${map.connector}.`);
    return factory.create({ ...map, connection: resolved.connection }, this.tools(map));
  }

  /** Every connector that is built in, with the schema of its settings. */
  factories(): ConnectorFactory[] {
    return this.registry.list();
  }

  factory(name: string): ConnectorFactory | undefined {
    return this.registry.factory(name);
  }

  /** Hands in who keeps conversations with systems that answer later. Connectors opened before do without. */
  lend(exchanges: ExchangeLender): void {
    this.exchanges = exchanges;
  }

  private tools({ connector, system }: SystemMap, mapId?: string): ConnectorTools {
    return {
      log: this.log.ofConnector(connector),
      now: () => this.clock.now(),
      pause,
      http: this.http,
      ...this.stores.of(system),
      ...(this.exchanges && mapId !== undefined ? { exchange: this.exchanges(system, mapId) } : {}),
    };
  }

  close(): Promise<void> {
    return this.registry.closeAll();
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
