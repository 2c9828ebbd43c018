import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../../api/client.js';
import { Dialog } from '../../../ui/feedback/dialog.js';
import { ErrorNotice, ErrorState } from '../../../ui/feedback/error-state.js';
import { Skeleton } from '../../../ui/feedback/skeleton.js';
import { Button } from '../../../ui/form/button.js';
import { Glyph } from '../../../ui/glyph.js';
import { api } from '../../api.js';
import { useDecision, useOpenRequest } from '../dossier-data.js';
import { WhyNot } from '../overview/why-not.js';
import { PartSection } from '../part-section.js';
import { RevealForm, type RevealReason } from '../reveal-form.js';
import { ReviewItems } from './review-items.js';

/** What must be read before it leaves. It is shown only after a reason is given, and that is logged. */
export function Review(): ReactNode {
  const { t } = useTranslation('dossier');
  const { id, state } = useOpenRequest();
  const decision = useDecision('review');
  const [asking, setAsking] = useState(false);
  const [opened, setOpened] = useState(false);
  const items = useQuery({
    queryKey: ['request', id, 'review'],
    enabled: opened && state === 'reviewing',
    gcTime: 0,
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/requests/{id}/review', { params: { path: { id }, query: { show: 'all' } }, signal })),
  });
  return (
    <PartSection title={t('review.title')}>
      <p>{t('review.lead')}</p>
      {decision && !decision.allowed && <WhyNot decision={decision} />}
      {decision?.allowed && !opened && (
        <p>
          <Button look="primary" onPress={() => setAsking(true)}>
            <Glyph name="eye" /> {t('review.open')}
          </Button>
        </p>
      )}
      {opened && items.isLoading && <Skeleton title={false} lines={5} />}
      {opened && items.isError && <ErrorState error={items.error} onRetry={() => void items.refetch()} />}
      {opened && items.data && state === 'reviewing' && <ReviewItems page={items.data} />}
      {asking && (
        <Reason
          onClose={() => setAsking(false)}
          onDone={() => {
            setAsking(false);
            setOpened(true);
          }}
        />
      )}
    </PartSection>
  );
}

function Reason({ onClose, onDone }: { onClose: () => void; onDone: () => void }): ReactNode {
  const { t } = useTranslation('dossier');
  const { id } = useOpenRequest();
  const form = useId();
  const reveal = useMutation({
    gcTime: 0,
    mutationFn: ({ reason, note }: { reason: RevealReason; note: string }) =>
      api.POST('/v1/requests/{id}/reveals', {
        params: { path: { id } },
        body: { what: 'review', reason, ...(note === '' ? {} : { note }) },
      }),
    onSuccess: onDone,
  });
  return (
    <Dialog
      title={t('review.open')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button look="primary" type="submit" form={form} isPending={reveal.isPending}>
            {t('reveal.go')}
          </Button>
        </>
      }
    >
      <RevealForm id={form} onReveal={(reason, note) => reveal.mutate({ reason, note })} />
      {reveal.isError && <ErrorNotice error={reveal.error} />}
    </Dialog>
  );
}
