import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/form/field.js';
import { RadioCards } from '../../ui/form/radio-cards.js';
import { CHANNELS } from './record-form.js';
import type { PartProps } from './record-fields.js';
import { RecordSection } from './record-section.js';

/** How and when it truly arrived: the clock starts then, read or not. */
export function Arrival(props: PartProps & { today: string }): ReactNode {
  const { values, put, wrong, today } = props;
  const { t } = useTranslation('record');
  return (
    <RecordSection title={t('arrival.title')}>
      <RadioCards
        label={t('arrival.channel')}
        value={values.channel}
        onChange={(channel) => put({ channel, replyBy: channel === 'email' ? 'mail' : values.replyBy })}
        cards={CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))}
      />
      <div className="record-pair">
        <Field
          label={t('arrival.day')}
          hint={t('arrival.day_hint')}
          type="date"
          isRequired
          value={values.day}
          onChange={(day) => put({ day })}
          error={wrong('day') ? t('fault.day') : wrong('future') ? t('fault.future') : undefined}
        />
        <Field
          label={t('arrival.time')}
          hint={t('arrival.time_hint')}
          type="time"
          value={values.time}
          onChange={(time) => put({ time })}
        />
      </div>
      {values.day !== '' && values.day < today && <p className="small soft">{t('arrival.past')}</p>}
    </RecordSection>
  );
}
