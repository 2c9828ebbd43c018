import { useTranslation } from 'react-i18next';
import type { FieldProblem } from '../../../api/problem.js';
import { useFormats } from '../../../i18n/formats.js';
import type { SettingSchema } from './settings-schema.js';

/** Rules with words of their own; what else the service refuses is told in general. */
const RULES = ['required', 'minLength', 'pattern', 'minimum', 'maximum', 'type'] as const;

/**
 * How a setting is called and explained: in the page's language where it is a common one, else as its connector's schema
 * says it.
 */
export function useSettingWords(): (pointer: string, schema: SettingSchema) => { label: string; hint?: string } {
  const { t, i18n } = useTranslation('systems');
  const formats = useFormats();
  return (pointer, schema) => {
    const name = pointer.slice(1).replaceAll('/', '_');
    const said = (part: 'title' | 'hint'): string | undefined =>
      i18n.exists(`systems:setting.${name}.${part}`) ? t(`setting.${name}.${part}` as 'setting.host.title') : undefined;
    const own = (part: 'title' | 'description'): string | undefined =>
      schema.words?.[part]?.[i18n.language.startsWith('de') ? 'de' : 'en'];
    const label = own('title') ?? said('title') ?? schema.title ?? pointer.split('/').at(-1)!;
    const preset = schema.default;
    const value = typeof preset === 'number' && preset > 9_999 ? formats.number(preset) : String(preset);
    const parts = [
      own('description') ?? said('hint') ?? schema.description,
      preset === undefined ? undefined : t('form.preset', { value }),
    ];
    const hint = parts.filter(Boolean).join(' ');
    return hint === '' ? { label } : { label, hint };
  };
}

/** What the service found wrong at a place of the settings, in words. */
export function useRuleWords(): (problem: FieldProblem, schema?: SettingSchema) => string {
  const { t } = useTranslation('systems');
  return ({ rule }, schema) => {
    const known = RULES.find((one) => one === rule);
    return known ? t(`rule.${known}`, { min: schema?.minimum ?? '', max: schema?.maximum ?? '' }) : t('rule.other');
  };
}
