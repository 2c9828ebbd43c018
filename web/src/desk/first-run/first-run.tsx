import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.js';
import { ErrorState } from '../../ui/feedback/error-state.js';
import { Notice } from '../../ui/feedback/notice.js';
import { Progress } from '../../ui/feedback/progress.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { PageHeader } from '../../ui/layout/page-header.js';
import { api } from '../api.js';
import { FirstRunStep } from './first-run-step.js';
import './first-run.css';

/** From an empty installation to the first proven erasure of a test person, step by step. */
export function FirstRun(): ReactNode {
  const { t } = useTranslation('firstrun');
  const run = useQuery({
    queryKey: ['first-run'],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/first-run', { signal })),
    // Steps are taken elsewhere: whoever comes back sees where she is.
    staleTime: 0,
    refetchOnWindowFocus: true,
  });
  const done = run.data?.steps.filter((step) => step.done).length ?? 0;
  const next = run.data?.steps.find((step) => !step.done)?.step;
  return (
    <div className="first-run stack-l">
      <PageHeader title={t('title')}>
        <p>{t('lead')}</p>
      </PageHeader>
      {run.isPending ? (
        <Skeleton lines={8} />
      ) : run.isError ? (
        <ErrorState error={run.error} onRetry={() => void run.refetch()} />
      ) : (
        <>
          <Progress
            label={t('progress')}
            value={done}
            max={run.data.steps.length}
            said={t('progress_said', { done, all: run.data.steps.length })}
          />
          {run.data.complete && (
            <Notice tone="good" live="status" title={t('complete.title')} actions={<Finish />}>
              <p>{t('complete.text')}</p>
            </Notice>
          )}
          <ol className="first-run-steps">
            {run.data.steps.map(({ step, done: isDone, system, request }, index) => (
              <FirstRunStep
                key={step}
                step={step}
                system={system}
                request={request}
                number={index + 1}
                done={isDone}
                next={step === next}
              />
            ))}
          </ol>
          <p className="small soft">{t('roles')}</p>
        </>
      )}
    </div>
  );
}

function Finish(): ReactNode {
  const { t } = useTranslation('firstrun');
  return (
    <>
      <Link to="/">{t('complete.queue')}</Link>
      <Link to="/trust">{t('complete.trust')}</Link>
      <Link to="/staff">{t('complete.staff')}</Link>
    </>
  );
}
