import type { ReactNode } from 'react';
import { type Control, Controller } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/form/field.js';
import { Select } from '../../ui/form/select.js';
import { type AskValues, AUTHORITIES, RELATIONS } from './ask-form.js';

/** Who asks for somebody else, and by what right. Papers are asked for later, and only where they are needed. */
export function ActingFor({ control }: { control: Control<AskValues> }): ReactNode {
  const { t } = useTranslation('ask');
  return (
    <fieldset className="sheet stack">
      <legend className="visually-hidden">{t('acting.legend')}</legend>
      <p className="soft">{t('acting.lead')}</p>
      <Controller
        control={control}
        name="name"
        rules={{ validate: (value) => value.trim() !== '' || 'name' }}
        render={({ field, fieldState }) => (
          <Field
            label={t('acting.name')}
            autoComplete="name"
            isRequired
            value={field.value}
            onChange={field.onChange}
            onBlur={field.onBlur}
            inputRef={field.ref}
            error={fieldState.error ? t('acting.name_error') : undefined}
          />
        )}
      />
      <Controller
        control={control}
        name="relation"
        rules={{ validate: (value) => value !== null || 'relation' }}
        render={({ field, fieldState }) => (
          <Select
            label={t('acting.relation')}
            placeholder={t('acting.choose')}
            isRequired
            choices={RELATIONS.map((value) => ({ value, label: t(`relation.${value}`) }))}
            value={field.value}
            onChange={field.onChange}
            error={fieldState.error ? t('acting.choose_error') : undefined}
          />
        )}
      />
      <Controller
        control={control}
        name="authority"
        rules={{ validate: (value) => value !== null || 'authority' }}
        render={({ field, fieldState }) => (
          <Select
            label={t('acting.authority')}
            placeholder={t('acting.choose')}
            hint={t('acting.authority_hint')}
            isRequired
            choices={AUTHORITIES.map((value) => ({ value, label: t(`authority.${value}`) }))}
            value={field.value}
            onChange={field.onChange}
            error={fieldState.error ? t('acting.choose_error') : undefined}
          />
        )}
      />
      <Controller
        control={control}
        name="contact"
        render={({ field }) => (
          <Field
            label={t('acting.contact')}
            hint={t('acting.contact_hint')}
            value={field.value}
            onChange={field.onChange}
            onBlur={field.onBlur}
            inputRef={field.ref}
          />
        )}
      />
    </fieldset>
  );
}
