import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../../api/client.js';
import { ErrorNotice } from '../../../ui/feedback/error-state.js';
import { Button } from '../../../ui/form/button.js';
import { api } from '../../api.js';
import type { Finding } from '../systems-data.js';
import { FindingsList } from './findings-list.js';

interface Props {
  system: string;
  unsaved: boolean;
  onJump: (finding: Finding) => void;
}

/** Holds the saved draft against the live schema. */
export function Review({ system, unsaved, onJump }: Props): ReactNode {
  const { t } = useTranslation('systems');
  const review = useMutation({
    mutationFn: () => dataOf(api.POST('/v1/systems/{system}/draft/review', { params: { path: { system } } })),
  });
  return (
    <section className="stack" aria-labelledby="review">
      <h2 id="review">{t('review.title')}</h2>
      <p className="soft">{t('review.lead')}</p>
      <div className="row">
        <Button onPress={() => review.mutate()} isPending={review.isPending} isDisabled={unsaved}>
          {t('review.go')}
        </Button>
        {unsaved && <span className="small soft">{t('save_first')}</span>}
      </div>
      {review.isError && <ErrorNotice error={review.error} onRetry={() => review.mutate()} />}
      {review.data && <FindingsList findings={review.data.findings} title={t('review.found')} onJump={onJump} />}
    </section>
  );
}
