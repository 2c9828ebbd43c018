import { Graph, layout } from '@dagrejs/dagre';
import type { Edge, Node } from '@xyflow/react';
import type { components } from '../../../api/schema.js';

type PlanGraphView = components['schemas']['PlanGraph'];
export type PlanNode = PlanGraphView['nodes'][number];
export type PlanFlowNode = Node<{ node: PlanNode; copy: boolean }, 'plan'>;

const WIDTH = 232;
const LINE = 22;

/** Height of a box: its title, and a line for each thing it says. */
const heightOf = ({ kind, modes, irreversible, unsearched }: PlanNode): number =>
  44 +
  LINE * (kind === 'collection' ? Math.min(modes.length, 4) : 1) +
  LINE * (Number(irreversible) + Number(unsearched));

/** Places the boxes from the person to her systems and their collections, so that lines cross as little as can be. */
export function laidOut(
  graph: PlanGraphView,
  copy: boolean,
  labelOf: (node: PlanNode) => string,
): { nodes: PlanFlowNode[]; edges: Edge[] } {
  const drawing = new Graph();
  drawing.setGraph({ rankdir: 'LR', nodesep: 14, ranksep: 64 });
  drawing.setDefaultEdgeLabel(() => ({}));
  for (const node of graph.nodes) drawing.setNode(node.id, { width: WIDTH, height: heightOf(node) });
  for (const { from, to } of graph.edges) drawing.setEdge(from, to);
  layout(drawing);
  return {
    nodes: graph.nodes.map((node) => {
      const { x, y } = drawing.node(node.id) as { x: number; y: number };
      const height = heightOf(node);
      return {
        id: node.id,
        type: 'plan',
        data: { node, copy },
        position: { x: x - WIDTH / 2, y: y - height / 2 },
        width: WIDTH,
        height,
        ariaLabel: labelOf(node),
      };
    }),
    edges: graph.edges.map(({ from, to, kind }) => ({
      id: `${from} ${to}`,
      source: from,
      target: to,
      className: `plan-edge plan-edge-${kind}`,
      focusable: false,
    })),
  };
}
