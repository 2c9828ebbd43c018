import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Notice } from '../../ui/feedback/notice.js';
import { isScan, SCAN_TYPES, sendScan } from './scans.js';

/** Adds a scan to a case that is there already. */
export function ScanUpload({ requestId }: { requestId: string }): ReactNode {
  const { t } = useTranslation('record');
  const queries = useQueryClient();
  const field = useId();
  const input = useRef<HTMLInputElement>(null);
  const send = useMutation({
    mutationFn: async (files: readonly File[]) => {
      const wrong = files.find((file) => !isScan(file));
      if (wrong) return wrong.name;
      for (const file of files) await sendScan(requestId, file);
      return null;
    },
    onSettled: () => {
      if (input.current) input.current.value = '';
      return queries.invalidateQueries({ queryKey: ['request', requestId] });
    },
  });
  return (
    <div className="field">
      <label htmlFor={field} className="field-label">
        {t('scans.add')}
      </label>
      <span className="field-hint">{t('scans.hint')}</span>
      <input
        ref={input}
        id={field}
        type="file"
        multiple
        accept={SCAN_TYPES.join(',')}
        className="field-input"
        disabled={send.isPending}
        onChange={(event) => send.mutate([...(event.target.files ?? [])])}
      />
      {send.isPending && <p role="status">{t('scans.sending')}</p>}
      {send.data && (
        <Notice tone="problem" live="alert" title={t('scans.refused', { name: send.data })}>
          <p>{t('scans.hint')}</p>
        </Notice>
      )}
      {send.isError && <ErrorNotice error={send.error} />}
    </div>
  );
}
