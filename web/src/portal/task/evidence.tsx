import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { attach } from './task-data.js';

/** A file that shows what was done. It is sent as soon as it is chosen, and goes with the answer. */
export function Evidence(): ReactNode {
  const { t } = useTranslation('task');
  const [kept, setKept] = useState<string[]>([]);
  const send = useMutation({ mutationFn: attach, onSuccess: (_, file) => setKept((all) => [...all, file.name]) });
  return (
    <section className="stack" aria-labelledby="evidence">
      <h2 id="evidence">{t('evidence')}</h2>
      <p className="field">
        <label className="field-label" htmlFor="evidence-file">
          {t('file')}
        </label>
        <span className="field-hint" id="evidence-hint">
          {t('evidence_hint')}
        </span>
        <input
          id="evidence-file"
          type="file"
          aria-describedby="evidence-hint"
          accept="application/pdf,image/png,image/jpeg,image/tiff"
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0];
            if (file) send.mutate(file);
            currentTarget.value = '';
          }}
        />
      </p>
      {send.isError && <ErrorNotice error={send.error} />}
      <div role="status">
        {kept.map((name) => (
          <p key={name}>{t('file_kept', { name })}</p>
        ))}
      </div>
    </section>
  );
}
