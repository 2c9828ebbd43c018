import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/form/button.js';
import { Field } from '../../ui/form/field.js';
import type { Said } from './task-data.js';

interface Props {
  mayKeep: boolean;
  isPending: boolean;
  onSend: (said: Said) => void;
}

/** It cannot be done as asked: why is said in words, which the office reads. */
export function Otherwise({ mayKeep, isPending, onSend }: Props): ReactNode {
  const { t } = useTranslation('task');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const send = (state: 'retained' | 'needs-a-person'): void => {
    setTried(true);
    if (reason.trim() !== '') onSend({ state, reason: reason.trim() });
  };
  return (
    <details>
      <summary>{t('otherwise')}</summary>
      <div className="stack">
        <Field
          label={t('reason')}
          hint={t('reason_hint')}
          rows={3}
          isRequired
          maxLength={4000}
          value={reason}
          onChange={setReason}
          error={tried && reason.trim() === '' ? t('reason_error') : undefined}
        />
        <div className="row">
          {mayKeep && (
            <Button isPending={isPending} onPress={() => send('retained')}>
              {t('keep')}
            </Button>
          )}
          <Button isPending={isPending} onPress={() => send('needs-a-person')}>
            {t('look')}
          </Button>
        </div>
      </div>
    </details>
  );
}
