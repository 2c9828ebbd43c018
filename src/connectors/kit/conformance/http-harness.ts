import type { SystemMap } from '../../../datamap/language.js';
import { GuardedHttp } from '../../../platform/egress/guarded-http.js';
import type { Connector, ConnectorFactory, EraseStep, LocatedRecord, Survey } from '../contract.js';
import { localTools } from '../local-tools.js';
import { effectiveMask } from '../masking/effective-mask.js';
import { faulty, HTTP_FAULTS, type IsWrite, isWriteByMethod } from './faulty-http.js';
import type { Fault, Harness, Subject } from './harness.js';

/** A world behind HTTP: a simulator of the vendor, and who is in it. */
export interface HttpWorld {
  /** Starts the simulator. @returns its address, e.g. http://127.0.0.1:4711 */
  start(): Promise<string>;
  stop(): Promise<void>;
  reset(): Promise<void> | void;
  /** Everything in it, `collection/key` → content as text. */
  snapshot(): Promise<Record<string, string>> | Record<string, string>;
  replaceSomeone(): Promise<void> | void;
  later?(): Promise<void> | void;
  nobody: Subject['identifiers'];
  someone: Subject;
  several: Subject;
  many?: Subject;
  both?: { people: [Subject, Subject]; record: string };
  /** Settings beside the address: credentials that the simulator takes. */
  connection: Record<string, unknown>;
  /** Where the API begins below the simulator's address, e.g. `/api/v2`. */
  path?: string;
  /** How a located record is erased; default: as the map says. */
  stepFor?(record: LocatedRecord): Omit<EraseStep, 'collection' | 'keys'> | null;
  isWrite?: IsWrite;
}

/** The suite over a connector that speaks HTTP: the faults come from here. */
export function httpHarness(
  factory: ConnectorFactory,
  mapOf: (connection: Record<string, unknown>) => SystemMap,
  world: HttpWorld,
): Harness {
  let running: { http: GuardedHttp; map: SystemMap; survey: Survey } | null = null;
  const started = (): NonNullable<typeof running> => {
    if (!running) throw new Error('The world of this suite has not been started.');
    return running;
  };
  return {
    controller: 'acme',
    nobody: world.nobody,
    someone: world.someone,
    several: world.several,
    ...(world.many ? { many: world.many } : {}),
    ...(world.both ? { both: world.both } : {}),
    stepFor: (record) => (world.stepFor ? world.stepFor(record) : stepOf(started().map, started().survey, record)),
    replaceSomeone: async () => world.replaceSomeone(),
    reset: async () => world.reset(),
    snapshot: async () => new Map(Object.entries(await world.snapshot())),
    ...(world.later ? { later: async () => world.later?.() } : {}),
    faults: HTTP_FAULTS,
    connect: async (fault?: Fault): Promise<Connector> => {
      const line = faulty(started().http, fault, world.isWrite ?? isWriteByMethod);
      // Nobody waits here: patience is counted and not sat out.
      return factory.create(started().map, localTools(line, { pause: async () => undefined }));
    },
    async start() {
      const address = await world.start();
      const { host } = new URL(address);
      const http = new GuardedHttp({ allow: [host] });
      const map = mapOf({ ...world.connection, baseUrl: `${address}${world.path ?? ''}` });
      const connector = factory.create(map, localTools(http));
      running = { http, map, survey: await connector.survey() };
      await connector.close();
    },
    async stop() {
      await running?.http.close();
      await world.stop();
    },
  };
}

function stepOf(
  map: SystemMap,
  survey: Survey,
  { collection: name }: LocatedRecord,
): Omit<EraseStep, 'collection' | 'keys'> | null {
  const collection = map.collections[name];
  const surveyed = survey.collections.find((one) => one.name === (collection?.from ?? name));
  if (collection?.erasure === 'delete') return { action: 'delete' };
  if (!collection || !surveyed || collection.erasure !== 'mask') return null;
  return { action: 'mask', mask: effectiveMask(collection, surveyed).mask };
}
