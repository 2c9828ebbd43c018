import { fillIn, unansweredFacts } from '../fill-in.js';
import type { Collection, SystemMap } from '../language.js';
import { renderMap } from '../render.js';
import type { ScanInput, ScanResult } from './scan.js';

/** What a connector knows of its system's data beforehand. */
export interface Standard {
  collections: Record<string, Collection>;
  notPersonal?: string[];
}

const HEAD = `Proposed by \`habeas map scan\` from what the connector knows of this product.
Whatever begins with ??? is for a person to answer; \`habeas map lint\` refuses the map until then.
Look at every erasure: what the law wants kept, and for how long, no connector knows.`;

/** Proposes a map of a product that is the same for all who use it. What only the company knows is left as questions. */
export function proposeStandard({ collections, notPersonal }: Standard, input: ScanInput): ScanResult {
  const map: SystemMap = {
    habeas: 1,
    system: input.system,
    title: fillIn('name of the system as people are told'),
    connector: input.connector,
    connection: input.connection,
    controllers: input.controllers ?? [fillIn('slug of the controller')],
    ...unansweredFacts(),
    collections: Object.fromEntries(
      Object.entries(collections).map(([name, collection]) => [name, { ...collection, purpose: 'unstated' }]),
    ),
    ...(notPersonal ? { notPersonal } : {}),
  };
  return { map, yaml: renderMap(map, [], HEAD) };
}
