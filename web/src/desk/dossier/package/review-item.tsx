import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { State, type StateTone } from '../../../ui/data/state.js';
import { RadioCards } from '../../../ui/form/radio-cards.js';
import { Select } from '../../../ui/form/select.js';
import { useBilingual } from '../../../i18n/bilingual.js';
import {
  type Choice,
  proposedSpans,
  type ReviewItem,
  textOf,
  WITHHOLD_REASONS,
  type WithholdReason,
} from './review-choice.js';
import { Proposals } from './proposals.js';
import { SpanPicker } from './span-picker.js';

const TONES: Record<ReviewItem['decision'], StateTone> = { open: 'attention', released: 'done', withheld: 'stopped' };

/** One text or record, and what is to become of it: all of it leaves, nothing of it, or all but some words. */
export function OneItem(props: {
  item: ReviewItem;
  choice: Choice | null;
  onChoose: (choice: Choice | null) => void;
}): ReactNode {
  const { item, choice, onChoose } = props;
  const { t } = useTranslation('dossier');
  const said = useBilingual();
  const id = useId();
  const text = textOf(item.value);
  const spannable = item.field !== null && typeof item.value === 'string';
  const proposed = spannable ? proposedSpans(item) : [];
  const reason: WithholdReason = choice && choice.action !== 'release' ? choice.reason : 'rights-of-others';
  const choose = (action: Choice['action']): void => {
    if (action === 'release') onChoose({ action });
    else if (action === 'withhold') onChoose({ action, reason });
    else onChoose({ action, reason, spans: proposed.map(({ start, end }) => ({ start, end })) });
  };
  return (
    <li className="review-item stack" aria-labelledby={id}>
      <div className="row spread">
        <h3 id={id}>
          {said(item.title)}
          {item.field !== null && (
            <>
              {' · '}
              <code>{item.field}</code>
            </>
          )}
          <span className="dossier-beside">{item.system}</span>
        </h3>
        <State tone={TONES[item.decision]}>{t(`review_state.${item.decision}`)}</State>
      </div>
      {choice?.action === 'spans' ? (
        <SpanPicker text={text} spans={choice.spans} onChange={(spans) => onChoose({ ...choice, spans })} />
      ) : (
        <p className={item.field === null ? 'review-text mono' : 'review-text'}>{text}</p>
      )}
      {proposed.length > 0 && choice?.action !== 'spans' && (
        <Proposals text={text} spans={proposed} onAccept={() => choose('spans')} />
      )}
      <RadioCards
        label={t('review.choice')}
        value={choice?.action ?? null}
        onChange={choose}
        cards={[
          { value: 'release', label: t('review.release'), hint: t('review.release_hint') },
          ...(spannable ? [{ value: 'spans' as const, label: t('review.spans'), hint: t('review.spans_hint') }] : []),
          { value: 'withhold', label: t('review.withhold'), hint: t('review.withhold_hint') },
        ]}
      />
      {choice && choice.action !== 'release' && (
        <Select
          label={t('review.reason')}
          value={choice.reason}
          onChange={(next) => onChoose({ ...choice, reason: next })}
          choices={WITHHOLD_REASONS.map((value) => ({ value, label: t(`withhold.${value}`) }))}
        />
      )}
    </li>
  );
}
