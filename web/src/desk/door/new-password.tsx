import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/form/field.js';

/** A password that is being chosen, typed once: managers and the eye of the browser make a second field needless. */
export function NewPassword(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
}): ReactNode {
  const { t } = useTranslation('door');
  return (
    <Field
      {...props}
      type="password"
      autoComplete="new-password"
      hint={t('password.rule')}
      isRequired
      minLength={12}
      maxLength={128}
    />
  );
}
