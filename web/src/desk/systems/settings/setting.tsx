import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../../ui/form/checkbox.js';
import { Field } from '../../../ui/form/field.js';
import { Select } from '../../../ui/form/select.js';
import { formsOf, type SettingSchema } from './settings-schema.js';
import { SecretSetting } from './secret-setting.js';
import { useSettingWords } from './setting-words.js';
import type { SettingsState } from './settings-state.js';
import { spelt } from './spelt.js';

const UNSET = 'unset';
/** Certificates and the like come in many lines. */
const LONG = /\/(?:ca|cert|key)$/;

interface Props {
  schema: SettingSchema;
  pointer: string;
  required: boolean;
  state: SettingsState;
}

/** One setting, drawn by its schema. */
export function Setting({ schema, pointer, required, state }: Props): ReactNode {
  const { t } = useTranslation('systems');
  const words = useSettingWords()(pointer, schema);
  const value = state.typed[pointer] ?? '';
  const shared = { ...words, error: state.errors[pointer] };
  if (schema.anyOf || schema.type === 'boolean') {
    const forms = schema.anyOf ? formsOf(schema) : [{ value: 'true' }, { value: 'false' }];
    const own = formsOf(schema).find((form) => form.value === value)?.schema;
    return (
      <>
        <Select
          {...shared}
          value={value === '' ? UNSET : value}
          onChange={(chosen) => state.put(pointer, chosen === UNSET ? '' : chosen)}
          choices={[UNSET, ...forms.map((form) => form.value)].map((one) => ({
            value: one,
            label: t(`form.choice.${one as 'unset' | 'true' | 'false' | 'own'}`),
          }))}
        />
        {own && <Nested schema={own} pointer={pointer} label={words.label} state={state} />}
      </>
    );
  }
  if (schema.type === 'object') {
    return (
      <div className="stack">
        <Checkbox
          isSelected={value === 'own'}
          onChange={(on) => state.put(pointer, on ? 'own' : '')}
          {...(words.hint === undefined ? {} : { hint: words.hint })}
        >
          {words.label}
        </Checkbox>
        {value === 'own' && <Nested schema={schema} pointer={pointer} label={words.label} state={state} />}
      </div>
    );
  }
  if (schema.secret) return <SecretSetting {...shared} pointer={pointer} required={required} state={state} />;
  if (schema.enum) {
    return (
      <Select
        {...shared}
        value={value === '' ? null : value}
        onChange={(chosen) => state.put(pointer, chosen)}
        choices={schema.enum.map((one) => ({ value: String(one), label: String(one) }))}
        isRequired={required}
      />
    );
  }
  const numeric = schema.type === 'integer' || schema.type === 'number';
  return (
    <Field
      {...shared}
      value={value}
      onChange={(text) => state.put(pointer, text)}
      isRequired={required}
      autoComplete="off"
      spellCheck="false"
      {...(numeric ? { inputMode: 'numeric' as const, className: 'systems-number' } : {})}
      {...(LONG.test(pointer) ? { rows: 4 } : {})}
      {...(schema.default === undefined ? {} : { placeholder: spelt(schema.default) })}
    />
  );
}

function Nested(props: { schema: SettingSchema; pointer: string; label: string; state: SettingsState }): ReactNode {
  const { schema, pointer, label, state } = props;
  return (
    <fieldset className="systems-nested stack">
      <legend className="visually-hidden">{label}</legend>
      {Object.entries(schema.properties ?? {}).map(([name, inner]) => (
        <Setting
          key={name}
          schema={inner}
          pointer={`${pointer}/${name}`}
          required={schema.required?.includes(name) ?? false}
          state={state}
        />
      ))}
    </fieldset>
  );
}
