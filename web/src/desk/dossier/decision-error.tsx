import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../../api/problem.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Notice } from '../../ui/feedback/notice.js';

/** Refusals with words of their own: what happened, and what to do now. */
const KNOWN = ['plan-changed', 'duties-not-apart', 'too-late', 'step-up-needed', 'right-not-known'] as const;

/** Why a decision was not taken. `conflict` says what a changed state means for this very decision. */
export function DecisionError({ error, conflict }: { error: unknown; conflict?: string }): ReactNode {
  const { t } = useTranslation('dossier');
  if (!(error instanceof ProblemError)) return <ErrorNotice error={error} />;
  const known = KNOWN.find((code) => code === error.code);
  if (known) {
    return (
      <Notice tone="problem" live="alert" title={t(`refused.${known}.title`)}>
        <p>{t(`refused.${known}.text`)}</p>
      </Notice>
    );
  }
  if (conflict !== undefined && (error.code === 'conflict' || error.code === 'unprocessable')) {
    return (
      <Notice tone="problem" live="alert" title={t('refused.conflict.title')}>
        <p>{conflict}</p>
      </Notice>
    );
  }
  return <ErrorNotice error={error} />;
}
