import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/form/field.js';
import { Select } from '../../ui/form/select.js';
import { ACTING, AUTHORITIES } from './record-form.js';
import type { PartProps } from './record-fields.js';

/** Somebody asks for somebody else. Whether she may is decided in the case, whatever else is proven. */
export function Acting({ values, put, wrong }: PartProps): ReactNode {
  const { t } = useTranslation('record');
  const missing = wrong('acting');
  return (
    <div className="record-acting stack">
      <Field
        label={t('acting.name')}
        maxLength={200}
        isRequired
        value={values.actingName}
        onChange={(actingName) => put({ actingName })}
        error={missing && values.actingName.trim() === '' ? t('fault.acting') : undefined}
      />
      <div className="record-pair">
        <Select
          label={t('acting.relation')}
          placeholder={t('choose')}
          isRequired
          value={values.actingRelation}
          onChange={(actingRelation) => put({ actingRelation })}
          choices={ACTING.map((value) => ({ value, label: t(`acting_relation.${value}`) }))}
          error={missing && values.actingRelation === null ? t('choose') : undefined}
        />
        <Select
          label={t('acting.authority')}
          placeholder={t('choose')}
          isRequired
          value={values.authority}
          onChange={(authority) => put({ authority })}
          choices={AUTHORITIES.map((value) => ({ value, label: t(`authority.${value}`) }))}
          error={missing && values.authority === null ? t('choose') : undefined}
        />
      </div>
      <Field
        label={t('acting.contact')}
        maxLength={500}
        value={values.actingContact}
        onChange={(actingContact) => put({ actingContact })}
      />
    </div>
  );
}
