import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/form/button.js';
import { Field } from '../../ui/form/field.js';
import type { PartProps } from './record-fields.js';

const MOST = 20;

/** By what she may be found. None of it is believed until it is proven. */
export function Identifiers({ values, put, wrong }: PartProps): ReactNode {
  const { t } = useTranslation('record');
  const { identifiers } = values;
  const change = (index: number, part: Partial<(typeof identifiers)[number]>): void =>
    put({ identifiers: identifiers.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  return (
    <fieldset className="stack">
      <legend className="group-label">{t('identifiers.title')}</legend>
      <p className="field-hint">{t('identifiers.hint')}</p>
      {identifiers.map(({ kind, value }, index) => (
        <div key={index} className="record-identifier">
          <Field
            label={t('identifiers.kind')}
            value={kind}
            maxLength={40}
            autoComplete="off"
            onChange={(next) => change(index, { kind: next.toLowerCase() })}
            isRequired
          />
          <Field
            label={t('identifiers.value')}
            value={value}
            maxLength={1_024}
            autoComplete="off"
            isRequired
            onChange={(next) => change(index, { value: next })}
            error={wrong('identifiers') && value.trim() === '' ? t('fault.identifiers') : undefined}
          />
          {identifiers.length > 1 && (
            <Button
              small
              look="quiet"
              aria-label={t('identifiers.drop_one', { number: index + 1 })}
              onPress={() => put({ identifiers: identifiers.filter((_, at) => at !== index) })}
            >
              {t('identifiers.drop')}
            </Button>
          )}
        </div>
      ))}
      {identifiers.length < MOST && (
        <p className="row">
          {(['email', 'phone', 'customer_id'] as const).map((kind) => (
            <Button key={kind} small onPress={() => put({ identifiers: [...identifiers, { kind, value: '' }] })}>
              {t(`identifiers.add_${kind}`)}
            </Button>
          ))}
        </p>
      )}
    </fieldset>
  );
}
