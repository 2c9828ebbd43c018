import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../ui/form/checkbox.js';
import { Field } from '../../ui/form/field.js';
import { Select } from '../../ui/form/select.js';
import { useBilingual } from '../../i18n/bilingual.js';
import type { Company } from './record-data.js';
import { type Right, ROLES } from './record-form.js';
import type { PartProps } from './record-fields.js';
import { RecordSection } from './record-section.js';

/** Of whom something is asked, and what: as it was asked, not as it would be convenient. */
export function Asked({ values, put, wrong, companies }: PartProps & { companies: readonly Company[] }): ReactNode {
  const { t } = useTranslation('record');
  const said = useBilingual();
  const concerned = companies.filter(({ slug }) => values.controllers.includes(slug));
  const offered = new Map(
    (concerned.length > 0 ? concerned : companies).flatMap(({ rights }) => rights).map((one) => [one.right, one.title]),
  );
  const both = values.rights.includes('access') && values.rights.includes('erasure');
  return (
    <RecordSection title={t('asked.title')}>
      {companies.length > 1 && (
        <fieldset className="stack-s">
          <legend className="group-label">{t('asked.controllers')}</legend>
          {companies.map(({ slug, name }) => (
            <Checkbox
              key={slug}
              isSelected={values.controllers.includes(slug)}
              onChange={(on) => put({ controllers: toggled(values.controllers, slug, on) })}
            >
              {name}
            </Checkbox>
          ))}
          {wrong('controllers') && <span className="field-error">{t('fault.controllers')}</span>}
        </fieldset>
      )}
      {companies.length === 1 && (
        <p>
          {t('asked.of')} <strong>{companies[0]!.name}</strong>
        </p>
      )}
      <fieldset className="stack-s">
        <legend className="group-label">{t('asked.rights')}</legend>
        <div className="record-rights">
          {[...offered].map(([right, title]) => (
            <Checkbox
              key={right}
              isSelected={values.rights.includes(right)}
              onChange={(on) => put({ rights: toggled<Right>(values.rights, right, on) })}
            >
              {said(title)}
            </Checkbox>
          ))}
        </div>
        {wrong('rights') && <span className="field-error">{t('fault.rights')}</span>}
      </fieldset>
      {both && (
        <Checkbox
          isSelected={values.copyFirst}
          onChange={(copyFirst) => put({ copyFirst })}
          hint={t('asked.copy_first_hint')}
        >
          {t('asked.copy_first')}
        </Checkbox>
      )}
      <Field
        label={t('asked.text')}
        hint={t('asked.text_hint')}
        rows={5}
        maxLength={10_000}
        value={values.text}
        onChange={(text) => put({ text })}
      />
      <Select
        label={t('asked.role')}
        hint={values.role === 'processor' ? t('asked.processor_hint') : undefined}
        value={values.role}
        onChange={(role) => put({ role })}
        choices={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
      />
    </RecordSection>
  );
}

function toggled<Name extends string>(names: readonly Name[], name: Name, on: boolean): Name[] {
  return on ? [...names, name] : names.filter((one) => one !== name);
}
