import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../../api/client.js';
import { Dialog } from '../../../ui/feedback/dialog.js';
import { ErrorNotice } from '../../../ui/feedback/error-state.js';
import { Notice } from '../../../ui/feedback/notice.js';
import { Skeleton } from '../../../ui/feedback/skeleton.js';
import { Button } from '../../../ui/form/button.js';
import { Glyph } from '../../../ui/glyph.js';
import { api } from '../../api.js';
import { useMay } from '../../session.js';
import { useCodeWords } from '../codes.js';
import { DecisionError } from '../decision-error.js';
import { readAgain, type RequestView, useOpenRequest } from '../dossier-data.js';
import { saveFile } from '../save-file.js';
import { Paper } from './paper.js';

/** A letter, to be read; one that goes by post is printed from its file, and its dispatch is noted here. */
export function LetterDialog(props: { letter: RequestView['letters'][number]; onClose: () => void }): ReactNode {
  const { letter, onClose } = props;
  const { t } = useTranslation('dossier');
  const word = useCodeWords();
  const open = useOpenRequest();
  const mayDispatch = useMay('errand.settle') && (letter.state === 'to-post' || letter.state === 'failed');
  const queries = useQueryClient();
  const path = { id: open.id, letterId: letter.id };
  const content = useQuery({
    queryKey: ['request', open.id, 'letter', letter.id],
    gcTime: 0,
    queryFn: ({ signal }) => dataOf(api.GET('/v1/requests/{id}/letters/{letterId}', { params: { path }, signal })),
  });
  const dispatch = useMutation({
    mutationFn: () => api.POST('/v1/requests/{id}/letters/{letterId}/dispatch', { params: { path } }),
    onSuccess: onClose,
    onSettled: () => readAgain(queries, open.id),
  });
  return (
    <Dialog
      wide
      title={word(`letter.${letter.kind}`, letter.kind)}
      isOpen
      onClose={onClose}
      actions={
        <>
          {mayDispatch && (
            <Button isPending={dispatch.isPending} onPress={() => dispatch.mutate()}>
              {t('letters.dispatched')}
            </Button>
          )}
          {content.data && (
            <Button onPress={() => saveFile(content.data.html, `${open.reference}-${letter.kind}.html`, 'text/html')}>
              <Glyph name="down" /> {t('letters.print')}
            </Button>
          )}
          <Button look="primary" onPress={onClose}>
            {t('close')}
          </Button>
        </>
      }
    >
      {letter.state === 'to-post' && (
        <Notice tone="attention" title={t('letters.to_post')}>
          <p>{t('letters.to_post_text')}</p>
        </Notice>
      )}
      {content.isPending && <Skeleton lines={8} title={false} />}
      {content.isError && <ErrorNotice error={content.error} onRetry={() => void content.refetch()} />}
      {content.data && <Paper subject={content.data.subject} text={content.data.text} language={content.data.locale} />}
      {dispatch.isError && <DecisionError error={dispatch.error} conflict={t('letters.conflict')} />}
    </Dialog>
  );
}
