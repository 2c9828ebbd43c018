import { useTranslation } from 'react-i18next';
import { ProblemError } from '../../api/problem.js';

const PASSWORD_REASONS = ['too-short', 'too-long', 'too-common', 'too-personal'] as const;

/** Why a password, code or link was not taken, in words; undefined for other failures. */
export function useDoorWords(error: unknown): string | undefined {
  const { t } = useTranslation('door');
  if (!(error instanceof ProblemError)) return undefined;
  if (error.code === 'sign-in-refused') return t('refused');
  if (error.code !== 'password-refused') return undefined;
  const reason = PASSWORD_REASONS.find((one) => one === error.member('reason'));
  return reason ? t(`password.${reason}`) : undefined;
}
