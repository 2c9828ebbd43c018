import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Progress } from '../../ui/feedback/progress.js';
import { ErrorState } from '../../ui/feedback/error-state.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { Notice } from '../../ui/feedback/notice.js';
import { useMay } from '../session.js';
import { isUnderWay, useVerifications } from './trust-data.js';
import { Runs } from './runs.js';
import { Verdict } from './verdict.js';
import { VerifyForm } from './verify-form.js';
import { WithoutUs } from './without-us.js';

/** To have the whole log verified here, or to do it oneself elsewhere. */
export function VerifyPart(): ReactNode {
  const { t } = useTranslation('trust');
  const runs = useVerifications();
  const may = useMay('ledger.verify');
  if (runs.isPending) return <Skeleton lines={5} title={false} />;
  if (runs.isError) return <ErrorState error={runs.error} onRetry={() => void runs.refetch()} />;
  const [newest] = runs.data;
  const open = runs.data.find(isUnderWay);
  return (
    <div className="stack-l">
      {open ? (
        <div className="sheet stack">
          <Progress label={open.state === 'waiting' ? t('run.waiting') : t('run.running')} />
          <p className="small soft">{t('run.stay')}</p>
        </div>
      ) : newest?.state === 'failed' ? (
        <Notice tone="attention" live="status" title={t('run.failed')}>
          <p>{t('run.failed_text')}</p>
        </Notice>
      ) : (
        newest?.result && <Verdict result={newest.result} />
      )}
      {may && !open && <VerifyForm />}
      <WithoutUs />
      <Runs runs={runs.data} />
    </div>
  );
}
