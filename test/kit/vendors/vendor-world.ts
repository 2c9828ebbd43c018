import type { Connector, ConnectorTools } from '../../../src/connectors/kit/contract.js';
import { faulty, type IsWrite, isWriteByMethod } from '../../../src/connectors/kit/conformance/faulty-http.js';
import type { Fault } from '../../../src/connectors/kit/conformance/harness.js';
import { connectorFactories } from '../../../src/connectors/index.js';
import { localTools } from '../../../src/connectors/kit/local-tools.js';
import { LocalBudgets } from '../../../src/connectors/kit/http/local-budgets.js';
import { LocalTokens } from '../../../src/connectors/kit/credentials/local-tokens.js';
import { LocalJobNotes } from '../../../src/connectors/kit/http/local-job-notes.js';
import type { Collection, SystemMap } from '../../../src/datamap/language.js';
import { GuardedHttp } from '../../../src/platform/egress/guarded-http.js';
import type { SetClock } from '../../../src/platform/clock/clock.js';
import { type RunningSimulator, startSimulator } from '../../../src/demo/simulators/start.js';
import type { SimulatedPerson } from '../../../src/demo/simulators/ground/people.js';
import type { VendorName } from '../../../src/demo/simulators/vendors.js';
import { SetClock as Settable } from '../../../src/platform/clock/clock.js';
import { NOON } from '../simulated-vendors.js';

export interface WorldOptions<Name extends VendorName> {
  /** Of the connector, where it is called otherwise than the simulator. */
  connector?: string;
  people: readonly SimulatedPerson[];
  connection: (credentials: Readonly<Record<string, string>>, origin: string) => Record<string, unknown>;
  /** Below the simulator's address. */
  base?: string;
  /** Calls that change something; a search by POST does not. */
  isWrite?: IsWrite;
  /** What the map says otherwise than the standard. */
  collections?: (standard: Record<string, Collection>) => Record<string, Collection>;
  limits?: Record<string, number>;
  prepare?: (simulator: RunningSimulator<Name>) => void;
}

/** A simulated vendor and connectors to it, on one clock that is moved by whoever waits. */
export class VendorWorld<Name extends VendorName> {
  simulator!: RunningSimulator<Name>;
  clock: SetClock = new Settable(NOON);
  tools!: ConnectorTools;

  constructor(
    readonly name: Name,
    private readonly options: WorldOptions<Name>,
  ) {}

  async start(): Promise<this> {
    this.clock = new Settable(NOON);
    const { people, limits = {}, prepare } = this.options;
    this.simulator = await startSimulator(this.name, { clock: this.clock, people, limits });
    prepare?.(this.simulator);
    const now = (): Date => this.clock.now();
    // What one process of the service remembers of a system, over all of its connectors.
    this.tools = localTools(new GuardedHttp({ allow: [] }), {
      now,
      pause: async (milliseconds) => this.clock.advance(milliseconds),
      budgets: new LocalBudgets(now),
      tokens: new LocalTokens(),
      jobs: new LocalJobNotes(),
    });
    return this;
  }

  async stop(): Promise<void> {
    await this.simulator.stop();
  }

  async again(): Promise<void> {
    if (this.simulator) await this.stop();
    await this.start();
  }

  async connect(fault?: Fault): Promise<Connector> {
    return this.factory.create(this.map(this.simulator.url), this.reaching(fault));
  }

  /** Tools whose line leads to the simulator. */
  reaching(fault?: Fault): ConnectorTools {
    const guarded = new GuardedHttp({ allow: [new URL(this.simulator.url).host] });
    return { ...this.tools, http: faulty(guarded, fault, this.options.isWrite ?? isWriteByMethod) };
  }

  get factory() {
    const name = this.options.connector ?? this.name;
    const factory = connectorFactories.findLast((one) => one.name === name);
    if (!factory) throw new Error(`No connector is called ${name}.`);
    return factory;
  }

  map(origin: string): SystemMap {
    const { connection, base = '', collections = (standard) => standard } = this.options;
    const standard = structuredClone(this.factory.standard?.collections ?? {});
    for (const collection of Object.values(standard)) collection.purpose = 'care';
    return {
      habeas: 1,
      system: this.name,
      title: this.name,
      connector: this.options.connector ?? this.name,
      connection: { ...connection(this.simulator.credentials, origin), baseUrl: `${origin}${base}` },
      controllers: ['nordlicht'],
      purposes: { care: { title: 'care', basis: '6(1)(b)', ends: 'with the contract' } },
      recipients: [],
      source: 'the customers',
      transfers: 'none',
      automatedDecisions: 'none',
      copies: {},
      collections: collections(standard),
    };
  }
}
