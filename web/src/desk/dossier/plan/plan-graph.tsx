import { Handle, type NodeProps, Panel, Position, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/formats.js';
import { Button } from '../../../ui/form/button.js';
import { useBilingual } from '../../../i18n/bilingual.js';
import { laidOut, type PlanFlowNode, type PlanNode } from './graph-layout.js';
import type { PlanView } from './plan-data.js';
import { PlanBox } from './plan-box.js';
import './plan-graph.css';

const NODE_TYPES = { plan: BoxNode };

/**
 * The plan as a picture: the person, the systems, their collections. All that it says stands in the table below; with
 * the keyboard one goes from box to box, and each tells itself.
 */
export function PlanGraph({ graph, copy }: { graph: PlanView['graph']; copy: boolean }): ReactNode {
  const { t } = useTranslation('dossier');
  const { t: words, i18n } = useTranslation('words');
  const said = useBilingual();
  const formats = useFormats();
  const { nodes, edges } = useMemo(() => {
    const label = ({ title, modes, irreversible, unsearched, kind, records }: PlanNode): string => {
      const counts = copy
        ? [t('records', { count: records })]
        : modes.map(
            ({ outcome, records: count }) =>
              `${t('records', { count })} ${i18n.exists(`words:outcome.${outcome}`) ? words(`outcome.${outcome}` as 'outcome.erased') : outcome}`,
          );
      return formats.list([
        said(title),
        ...(kind === 'person' ? [] : counts),
        ...(irreversible ? [t('plan.irreversible')] : []),
        ...(unsearched ? [t('plan.unsearched')] : []),
      ]);
    };
    return laidOut(graph, copy, label);
  }, [graph, copy, said, formats, t, words, i18n]);
  return (
    <div className="plan-graph" role="group" aria-label={t('plan.graph')}>
      <ReactFlowProvider>
        <ReactFlow<PlanFlowNode>
          nodes={nodes}
          edges={edges}
          nodeTypes={NODE_TYPES}
          fitView
          fitViewOptions={{ padding: 0.08, maxZoom: 1 }}
          minZoom={0.2}
          maxZoom={1.6}
          nodesDraggable={false}
          nodesConnectable={false}
          edgesFocusable={false}
          zoomOnScroll={false}
          preventScrolling={false}
          proOptions={{ hideAttribution: true }}
          ariaLabelConfig={{
            'node.a11yDescription.default': t('plan.graph_keys'),
            'node.a11yDescription.keyboardDisabled': t('plan.graph_keys'),
          }}
        >
          <Panel position="bottom-right">
            <Zoom />
          </Panel>
        </ReactFlow>
      </ReactFlowProvider>
    </div>
  );
}

function BoxNode({ data }: NodeProps<PlanFlowNode>): ReactNode {
  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <PlanBox node={data.node} copy={data.copy} />
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </>
  );
}

function Zoom(): ReactNode {
  const { t } = useTranslation('dossier');
  const flow = useReactFlow();
  return (
    <div className="row plan-zoom" role="group" aria-label={t('zoom.label')}>
      <Button small aria-label={t('zoom.out')} onPress={() => void flow.zoomOut()}>
        −
      </Button>
      <Button small aria-label={t('zoom.in')} onPress={() => void flow.zoomIn()}>
        +
      </Button>
      <Button small onPress={() => void flow.fitView({ padding: 0.08, maxZoom: 1 })}>
        {t('zoom.fit')}
      </Button>
    </div>
  );
}
