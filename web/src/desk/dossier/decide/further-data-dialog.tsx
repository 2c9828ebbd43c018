import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../../../ui/form/field.js';
import { api } from '../../api.js';
import { useCodeWords } from '../codes.js';
import { useOpenRequest } from '../dossier-data.js';
import { DecisionDialog } from './decision-dialog.js';

/** Art. 11(2): whoever cannot be found is asked what would help, and the time runs on. */
export function FurtherDataDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation('dossier');
  const word = useCodeWords();
  const { locale } = useOpenRequest();
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const helpful = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const fits =
    helpful.length > 0 && helpful.length <= 10 && helpful.every(({ length }) => length >= 3 && length <= 200);
  return (
    <DecisionDialog
      title={t('further.title')}
      go={t('further.go')}
      conflict={t('further.conflict')}
      onClose={onClose}
      isReady={() => {
        setTried(true);
        return fits;
      }}
      decide={(id) => api.POST('/v1/requests/{id}/further-data', { params: { path: { id } }, body: { helpful } })}
    >
      <p>{t('further.lead')}</p>
      <Field
        label={t('further.helpful')}
        hint={t('further.hint', { language: word(`language.${locale}`, locale) })}
        rows={4}
        isRequired
        value={text}
        onChange={setText}
        error={tried && !fits ? t('further.error') : undefined}
      />
    </DecisionDialog>
  );
}
