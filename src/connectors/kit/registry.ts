import type { SystemMap } from '../../datamap/language.js';
import type { Connector, ConnectorFactory, ConnectorTools } from './contract.js';
import { Refused } from './errors.js';

/**
 * The connectors that are open in this process, one for each version of a system's map. Pools live in them, so they
 * are kept until the process ends; `closeAll` belongs to its shutdown.
 */
export class ConnectorRegistry {
  private readonly factories: ReadonlyMap<string, ConnectorFactory>;
  private readonly opened = new Map<string, Connector>();

  constructor(factories: readonly ConnectorFactory[]) {
    this.factories = new Map(factories.map((factory) => [factory.name, factory]));
  }

  /** Every factory, for forms and for checking settings. */
  list(): ConnectorFactory[] {
    return [...this.factories.values()];
  }

  factory(name: string): ConnectorFactory | undefined {
    return this.factories.get(name);
  }

  /**
   * @param map with its secrets resolved.
   * @param version of the map: whatever names it uniquely within the system.
   * @throws Refused `unsupported` for a connector that is not built in.
   */
  open(map: SystemMap, version: string, tools: ConnectorTools): Connector {
    const name = JSON.stringify([map.system, version]);
    const known = this.opened.get(name);
    if (known) return known;
    const factory = this.factories.get(map.connector);
    if (!factory) throw new Refused('unsupported', `No connector is called ${map.connector}.`);
    const connector = factory.create(map, tools);
    this.opened.set(name, connector);
    return connector;
  }

  /** Closes what is open for a system, all versions of its map. */
  async close(system: string): Promise<void> {
    const closing = [...this.opened].filter(([name]) => (JSON.parse(name) as string[])[0] === system);
    for (const [name] of closing) this.opened.delete(name);
    await Promise.all(closing.map(([, connector]) => connector.close()));
  }

  async closeAll(): Promise<void> {
    const closing = [...this.opened.values()];
    this.opened.clear();
    await Promise.all(closing.map((connector) => connector.close()));
  }
}
