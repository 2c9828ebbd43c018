import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../ui/form/checkbox.js';
import { Field } from '../../ui/form/field.js';
import { Select } from '../../ui/form/select.js';
import { Acting } from './acting.js';
import { Identifiers } from './identifiers.js';
import { RELATIONS, REPLIES } from './record-form.js';
import type { PartProps } from './record-fields.js';
import { RecordSection } from './record-section.js';

const LANGUAGES = ['de', 'en'] as const;

/** Who asks, by what she may be found, and how she wants to hear from us. */
export function Person(props: PartProps): ReactNode {
  const { values, put, wrong } = props;
  const { t } = useTranslation('record');
  return (
    <RecordSection title={t('person.title')}>
      <Identifiers {...props} />
      <div className="record-pair">
        <Select
          label={t('person.relation')}
          value={values.relation}
          onChange={(relation) => put({ relation })}
          choices={RELATIONS.map((value) => ({ value, label: t(`relation.${value}`) }))}
        />
        <Select
          label={t('person.reply_by')}
          value={values.replyBy}
          onChange={(replyBy) => put({ replyBy })}
          choices={REPLIES.map((value) => ({ value, label: t(`reply_by.${value}`) }))}
        />
        <Select
          label={t('person.language')}
          value={values.locale}
          onChange={(locale) => put({ locale })}
          choices={LANGUAGES.map((value) => ({ value, label: t(`language.${value}`) }))}
        />
      </div>
      <div className="record-pair">
        <Field
          label={t('person.country')}
          hint={t('person.country_hint')}
          maxLength={2}
          autoComplete="off"
          value={values.country}
          onChange={(country) => put({ country: country.toUpperCase() })}
          error={wrong('country') ? t('fault.country') : undefined}
        />
        <Field
          label={t('person.state')}
          hint={t('person.state_hint')}
          maxLength={3}
          autoComplete="off"
          value={values.state}
          onChange={(state) => put({ state: state.toUpperCase() })}
          error={wrong('state') ? t('fault.state') : undefined}
        />
      </div>
      <Checkbox isSelected={values.acting} onChange={(acting) => put({ acting })} hint={t('acting.hint')}>
        {t('acting.label')}
      </Checkbox>
      {values.acting && <Acting {...props} />}
      <Checkbox
        isSelected={values.testPerson}
        onChange={(testPerson) => put({ testPerson })}
        hint={t('person.test_hint')}
      >
        {t('person.test')}
      </Checkbox>
    </RecordSection>
  );
}
