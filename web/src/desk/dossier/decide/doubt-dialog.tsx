import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../../ui/feedback/notice.js';
import { Field } from '../../../ui/form/field.js';
import { api } from '../../api.js';
import { useCodeWords } from '../codes.js';
import { useOpenRequest } from '../dossier-data.js';
import { DecisionDialog } from './decision-dialog.js';

/** A doubt about who asks, in words that go to the person. The only thing that may pause the clock in the EU. */
export function DoubtDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation('dossier');
  const word = useCodeWords();
  const { locale } = useOpenRequest();
  const [doubt, setDoubt] = useState('');
  const [needed, setNeeded] = useState('');
  const [tried, setTried] = useState(false);
  const language = word(`language.${locale}`, locale);
  return (
    <DecisionDialog
      title={t('doubt.title')}
      go={t('doubt.go')}
      conflict={t('doubt.conflict')}
      onClose={onClose}
      isReady={() => {
        setTried(true);
        return doubt.trim().length >= 10 && needed.trim().length >= 3;
      }}
      decide={(id) =>
        api.POST('/v1/requests/{id}/doubt', {
          params: { path: { id } },
          body: { doubt: doubt.trim(), needed: needed.trim() },
        })
      }
    >
      <Notice>
        <p>{t('doubt.lead', { language })}</p>
      </Notice>
      <Field
        label={t('doubt.doubt')}
        hint={t('doubt.doubt_hint')}
        rows={4}
        maxLength={2_000}
        isRequired
        value={doubt}
        onChange={setDoubt}
        error={tried && doubt.trim().length < 10 ? t('doubt.doubt_error') : undefined}
      />
      <Field
        label={t('doubt.needed')}
        hint={t('doubt.needed_hint')}
        rows={2}
        maxLength={2_000}
        isRequired
        value={needed}
        onChange={setNeeded}
        error={tried && needed.trim().length < 3 ? t('doubt.needed_error') : undefined}
      />
    </DecisionDialog>
  );
}
