import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../../ui/feedback/notice.js';
import { Button } from '../../../ui/form/button.js';
import type { ReviewItem } from './review-choice.js';

/** What a recogniser takes for words about somebody else. It misses things: whoever accepts it has read the text. */
export function Proposals(props: { text: string; spans: ReviewItem['proposals']; onAccept: () => void }): ReactNode {
  const { text, spans, onAccept } = props;
  const { t } = useTranslation('dossier');
  return (
    <Notice
      title={t('proposal.title', { count: spans.length })}
      actions={
        <Button small onPress={onAccept}>
          {t('proposal.accept')}
        </Button>
      }
    >
      <ul className="review-proposals">
        {spans.map(({ start, end, kind, why }) => (
          <li key={start}>
            <span className="mono">{text.slice(start, end)}</span>{' '}
            <span className="soft small">
              {t(`proposal.kind.${kind}`)}, {t(`proposal.why.${why}`)}
            </span>
          </li>
        ))}
      </ul>
      <p className="small">{t('proposal.hint')}</p>
    </Notice>
  );
}
