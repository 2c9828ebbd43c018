import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../../api/problem.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Notice } from '../../ui/feedback/notice.js';

/** Why the office could not be changed. */
export function StaffProblem({ error, inviting }: { error: unknown; inviting?: boolean }): ReactNode {
  const { t } = useTranslation('staff');
  const known = reasonOf(error, inviting === true);
  if (!known) return <ErrorNotice error={error} />;
  return (
    <Notice tone="attention" live="alert" title={t(`refused.${known}.title`)}>
      <p>{t(`refused.${known}.text`)}</p>
    </Notice>
  );
}

function reasonOf(error: unknown, inviting: boolean): 'last' | 'address' | 'step' | null {
  if (!(error instanceof ProblemError)) return null;
  if (error.code === 'last-of-its-kind') return 'last';
  if (error.code === 'step-up-needed') return 'step';
  return inviting && error.code === 'conflict' ? 'address' : null;
}
