import type { SystemMap } from '../datamap/language.js';
import type { PlanEdge, PlanGraph, PlanMode, PlannedSystemView, PlanNode } from './plan.dto.js';

const PERSON = 'person';

/** The plan as a graph: the person, the systems that hold something of her, their collections and how these belong together. */
export function planGraph(systems: readonly { view: PlannedSystemView; map: SystemMap }[]): PlanGraph {
  const nodes: PlanNode[] = [
    {
      id: PERSON,
      kind: 'person',
      system: null,
      collection: null,
      title: { de: 'Die Person', en: 'The person' },
      records: 0,
      modes: [],
      irreversible: false,
      unsearched: false,
    },
  ];
  const edges: PlanEdge[] = [];
  for (const { view, map } of systems) {
    const { system } = view;
    const id = `system:${system}`;
    const unsearched = view.unsearched !== null;
    const modes = modesOf(view.groups);
    nodes.push({
      id,
      kind: 'system',
      system,
      collection: null,
      title: view.title,
      records: total(modes),
      modes,
      irreversible: view.irreversible,
      unsearched,
    });
    edges.push({ from: PERSON, to: id, kind: 'holds' });
    const concerned = [...new Set(view.groups.map(({ collection }) => collection))];
    for (const collection of concerned) {
      const own = view.groups.filter((group) => group.collection === collection);
      const node = `${system}/${collection}`;
      nodes.push({
        id: node,
        kind: 'collection',
        system,
        collection,
        title: own[0]!.title,
        records: total(modesOf(own)),
        modes: modesOf(own),
        irreversible: view.irreversible && own.some(({ action }) => action !== 'none'),
        unsearched,
      });
      const owners = Object.keys(map.collections[collection]?.belongsTo ?? {}).filter(
        (one) => one !== collection && concerned.includes(one),
      );
      for (const owner of owners) edges.push({ from: `${system}/${owner}`, to: node, kind: 'belongs' });
      if (owners.length === 0) edges.push({ from: id, to: node, kind: 'contains' });
    }
  }
  return { nodes, edges };
}

function modesOf(groups: readonly { outcome: string; records: number }[]): PlanMode[] {
  const counts = new Map<string, number>();
  for (const { outcome, records } of groups) counts.set(outcome, (counts.get(outcome) ?? 0) + records);
  return [...counts].map(([outcome, records]) => ({ outcome, records })).sort((a, b) => b.records - a.records);
}

const total = (modes: readonly PlanMode[]): number => modes.reduce((sum, { records }) => sum + records, 0);
