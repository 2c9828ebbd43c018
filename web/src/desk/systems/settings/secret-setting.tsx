import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { State } from '../../../ui/data/state.js';
import { Button } from '../../../ui/form/button.js';
import { Field } from '../../../ui/form/field.js';
import type { SettingsState } from './settings-state.js';

interface Props {
  label: string;
  hint?: string;
  error?: string | undefined;
  pointer: string;
  required: boolean;
  state: SettingsState;
}

/** A password or the like. One that is kept is told to be kept; nobody can look at it, only type another one. */
export function SecretSetting({ label, hint, error, pointer, required, state }: Props): ReactNode {
  const { t } = useTranslation('systems');
  const kept = state.kept.includes(pointer);
  if (kept && state.typed[pointer] === undefined) {
    return (
      <div className="systems-kept" role="group" aria-label={label}>
        <span className="field-label">{label}</span>
        <span className="row">
          <State tone="done">{t('form.kept')}</State>
          <Button
            small
            look="quiet"
            aria-label={t('form.retype_named', { name: label })}
            onPress={() => state.put(pointer, '')}
          >
            {t('form.retype')}
          </Button>
        </span>
      </div>
    );
  }
  return (
    <Field
      label={label}
      hint={[hint, kept ? t('form.retype_hint') : t('form.secret_hint')].filter(Boolean).join(' ')}
      error={error}
      type="password"
      autoComplete="new-password"
      value={state.typed[pointer] ?? ''}
      onChange={(text) => state.put(pointer, text)}
      isRequired={required}
    />
  );
}
