import { useTranslation } from 'react-i18next';
import { ProblemError, UnreachableError } from '../../api/problem.js';

export interface ProblemWords {
  title: string;
  text: string;
  mayRetry: boolean;
}

/** Codes with words of their own; the rest are told by the class of their status. */
const KNOWN = ['rate-limited', 'validation-failed', 'conflict', 'too-late', 'idempotency-mismatch'] as const;

/** A failure in plain words: what happened, and what one can do. */
export function useProblemWords(error: unknown): ProblemWords {
  const { t } = useTranslation('ui');
  if (error instanceof UnreachableError) {
    return navigator.onLine
      ? { title: t('error.unreachable.title'), text: t('error.unreachable.text'), mayRetry: true }
      : { title: t('error.offline.title'), text: t('error.offline.text'), mayRetry: true };
  }
  if (!(error instanceof ProblemError)) {
    return { title: t('error.internal.title'), text: t('error.internal.text'), mayRetry: true };
  }
  const known = KNOWN.find((code) => code === error.code) ?? kindOf(error.status);
  const wait = error.retryAfter ?? 60;
  const at = wait < 90 ? t('error.seconds', { count: wait }) : t('error.minutes', { count: Math.ceil(wait / 60) });
  return {
    title: t(`error.${known}.title`),
    text: t(`error.${known}.text`, { wait: at }),
    mayRetry: ['busy', 'internal', 'conflict', 'rate-limited'].includes(known),
  };
}

function kindOf(status: number): 'unauthenticated' | 'forbidden' | 'not-found' | 'busy' | 'internal' | 'refused' {
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  if (status === 502 || status === 503 || status === 504) return 'busy';
  return status >= 500 ? 'internal' : 'refused';
}
