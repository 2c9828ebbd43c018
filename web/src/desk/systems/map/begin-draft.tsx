import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../../api/client.js';
import { ErrorNotice } from '../../../ui/feedback/error-state.js';
import { Notice } from '../../../ui/feedback/notice.js';
import { Button } from '../../../ui/form/button.js';
import { api } from '../../api.js';
import { useMay } from '../../session.js';
import { rememberDraft } from '../draft-memory.js';
import type { MapInForce } from '../systems-data.js';

interface Props {
  system: string;
  inForce: MapInForce | null;
  what: 'map' | 'connection';
}

/** What is in force is only read. Whether it may be changed here, or why not. */
export function BeginDraft({ system, inForce, what }: Props): ReactNode {
  const { t } = useTranslation('systems');
  const queries = useQueryClient();
  const mayManage = useMay('system.manage');
  const begin = useMutation({
    mutationFn: () => dataOf(api.POST('/v1/systems/{system}/draft', { params: { path: { system } } })),
    onSuccess: (draft) => rememberDraft(queries, draft),
  });
  if (inForce?.origin === 'file') {
    return (
      <Notice tone="info" title={t('begin.file')}>
        <p>{t('begin.file_text')}</p>
      </Notice>
    );
  }
  if (!mayManage) {
    return (
      <Notice tone="info" title={t('begin.reader')}>
        <p>{t('begin.reader_text')}</p>
      </Notice>
    );
  }
  return (
    <div className="stack-s">
      <Notice
        tone="info"
        title={t(`begin.${what}`)}
        actions={
          <Button small look="primary" onPress={() => begin.mutate()} isPending={begin.isPending}>
            {t('begin.go')}
          </Button>
        }
      >
        <p>{t('begin.text')}</p>
      </Notice>
      {begin.isError && <ErrorNotice error={begin.error} />}
    </div>
  );
}
