import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { resolveSecrets } from '../datamap/secrets.js';
import type { SystemMap } from '../datamap/language.js';
import { Clock } from '../platform/clock/clock.js';
import { Log } from '../platform/logging/log.js';
import { environmentVariable } from '../platform/settings/settings.js';
import { connectorFactories } from './index.js';
import type { Connector } from './kit/contract.js';
import { Refused } from './kit/errors.js';
import { ConnectorRegistry } from './kit/registry.js';

/** Opens systems: resolves the references to secrets in a map and keeps one connector a version. */
@Injectable()
export class SystemAccess {
  private readonly registry = new ConnectorRegistry(connectorFactories);

  constructor(
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** @throws Refused when a secret that the map names is not there. */
  open(mapId: string, map: SystemMap): Connector {
    const resolved = resolveSecrets(map.connection, environmentVariable, textOf);
    if (resolved.status === 'missing') {
      throw new Refused(
        'no-right',
        `The system ${map.system} names secrets that are not set: ${resolved.references.join(', ')}.`,
      );
    }
    return this.registry.open({ ...map, connection: resolved.connection }, mapId, {
      log: this.log.ofConnector(map.connector),
      now: () => this.clock.now(),
    });
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
