import { isMap, parseDocument } from 'yaml';
import { unansweredFacts } from '../datamap/fill-in.js';
import type { SystemMap } from '../datamap/language.js';
import { readYaml } from '../datamap/load/yaml-source.js';
import { renderMap } from '../datamap/render.js';

/** As much of a map as says how its system is reached. */
export type Reach = Pick<SystemMap, 'system' | 'title' | 'connector' | 'controllers' | 'connection'>;

/** A map that says how to reach a system and nothing of what lies there: what a look at it begins with. */
export function bareMap(known: Reach): SystemMap {
  return { habeas: 1, ...known, ...unansweredFacts(), collections: {} };
}

const HEAD = `Begun at the desk. Scan the system for a proposal, or write the map by hand.
Whatever begins with ??? is for a person to answer; the map cannot be activated until then.`;

export function bareText(known: Reach): string {
  return renderMap(bareMap(known), [], HEAD);
}

/** The text with another connection and all else as it was written, comments too; null when it is no readable map. */
export function withConnection(yaml: string, connection: Record<string, unknown>): string | null {
  if (readYaml(yaml).status !== 'read') return null;
  const document = parseDocument(yaml);
  if (!isMap(document.contents)) return null;
  document.set('connection', document.createNode(connection));
  return document.toString({ lineWidth: 120, flowCollectionPadding: true });
}
