import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../../api/problem.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Notice } from '../../ui/feedback/notice.js';

/** Why a second factor could not be taken away: mostly, because it is the last one. */
export function FactorProblem({ error }: { error: unknown }): ReactNode {
  const { t } = useTranslation('account');
  if (!(error instanceof ProblemError) || error.code !== 'last-of-its-kind') return <ErrorNotice error={error} />;
  return (
    <Notice tone="attention" live="alert" title={t('last.title')}>
      <p>{t('last.text')}</p>
    </Notice>
  );
}
