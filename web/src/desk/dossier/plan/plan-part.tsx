import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../../../api/problem.js';
import { State } from '../../../ui/data/state.js';
import { Moment } from '../../../ui/data/time.js';
import { EmptyState } from '../../../ui/feedback/empty-state.js';
import { ErrorState } from '../../../ui/feedback/error-state.js';
import { Notice } from '../../../ui/feedback/notice.js';
import { Skeleton } from '../../../ui/feedback/skeleton.js';
import { CopyButton } from '../../../ui/form/copy-button.js';
import { useCodeWords } from '../codes.js';
import { useOpenRequest } from '../dossier-data.js';
import { Approval } from './approval.js';
import { Drift } from './drift.js';
import { isCopy, type PlanView, usePlan } from './plan-data.js';
import { PlanSystem } from './plan-system.js';
import './plan.css';

const PlanGraph = lazy(() => import('./plan-graph.js').then(({ PlanGraph: Graph }) => ({ default: Graph })));

/** What will happen, where, to how many records, on which ground; and the decision about it. */
export function PlanPart(): ReactNode {
  const { t } = useTranslation('dossier');
  const open = useOpenRequest();
  const plan = usePlan(open.id);
  if (plan.isPending) return <Skeleton lines={8} />;
  if (plan.error instanceof ProblemError && plan.error.status === 404) {
    return (
      <EmptyState glyph="running" title={t('plan.none')}>
        <p>{open.state === 'planning' ? t('plan.none_searching') : t('plan.none_text')}</p>
      </EmptyState>
    );
  }
  if (!plan.data) return <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />;
  return <Plan plan={plan.data} />;
}

function Plan({ plan }: { plan: PlanView }): ReactNode {
  const { t } = useTranslation('dossier');
  const word = useCodeWords();
  const open = useOpenRequest();
  return (
    <div className="stack-l">
      <div className="stack">
        <p className="row">
          {plan.state === 'approved' ? (
            <State tone="done">{t('plan.approved')}</State>
          ) : (
            <State tone="attention">{t('plan.drawn')}</State>
          )}
          <span className="small soft">
            {t('plan.drawn_at')} <Moment at={plan.drawnAt} />
            {plan.approvedAt !== null && (
              <>
                {' · '}
                {t('plan.approved_at')} <Moment at={plan.approvedAt} />
              </>
            )}
          </span>
        </p>
        {plan.singlePerson && (
          <Notice tone="attention" title={t('plan.single_title')}>
            <p>{t('plan.single_text')}</p>
          </Notice>
        )}
        {plan.waitsFor !== null && <p>{word(`waits_for.${plan.waitsFor}`, plan.waitsFor)}</p>}
        {plan.notBefore !== null && (
          <p>
            {t('plan.not_before')} <Moment at={plan.notBefore} dayOnly />
          </p>
        )}
      </div>
      {plan.diff && <Drift diff={plan.diff} systems={plan.systems} />}
      <section className="stack" aria-labelledby="plan-graph-title">
        <h2 id="plan-graph-title" className="dossier-heading">
          {t('plan.graph')}
        </h2>
        <p className="small soft">{t('plan.graph_text')}</p>
        <Suspense fallback={<Skeleton title={false} lines={5} />}>
          <PlanGraph graph={plan.graph} copy={isCopy(open.right)} />
        </Suspense>
      </section>
      <section className="stack" aria-labelledby="plan-table-title">
        <h2 id="plan-table-title" className="dossier-heading">
          {t('plan.table')}
        </h2>
        {plan.systems.length === 0 && <p className="soft">{t('plan.no_systems')}</p>}
        {plan.systems.map((system) => (
          <PlanSystem key={system.system} system={system} copy={isCopy(open.right)} />
        ))}
      </section>
      <Approval plan={plan} />
      <p className="small soft plan-hash">
        {t('plan.hash')} <code>{plan.hash}</code> <CopyButton text={plan.hash} label={t('plan.copy_hash')} />
      </p>
    </div>
  );
}
