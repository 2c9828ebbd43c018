import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../../../api/problem.js';
import { ErrorNotice } from '../../../ui/feedback/error-state.js';
import { Notice } from '../../../ui/feedback/notice.js';
import { Button } from '../../../ui/form/button.js';
import { Glyph } from '../../../ui/glyph.js';
import { api } from '../../api.js';
import { useOpenRequest } from '../dossier-data.js';
import { PartSection } from '../part-section.js';
import { saveFile } from '../save-file.js';

/** The receipt as a file that verifies without us. */
export function Receipt(): ReactNode {
  const { t } = useTranslation('dossier');
  const { id, reference } = useOpenRequest();
  const take = useMutation({
    mutationFn: async () => {
      const { data } = await api.GET('/v1/requests/{id}/receipt', { params: { path: { id } }, parseAs: 'text' });
      saveFile(data as unknown as string, `${reference}.tlog-proof`);
    },
  });
  return (
    <PartSection title={t('receipt.title')}>
      <p>{t('receipt.text')}</p>
      <p>
        <Button isPending={take.isPending} onPress={() => take.mutate()}>
          <Glyph name="receipt" /> {t('receipt.save')}
        </Button>
      </p>
      {take.isError &&
        (take.error instanceof ProblemError && take.error.status === 404 ? (
          <Notice live="status" title={t('receipt.not_yet')}>
            <p>{t('receipt.not_yet_text')}</p>
          </Notice>
        ) : (
          <ErrorNotice error={take.error} />
        ))}
    </PartSection>
  );
}
