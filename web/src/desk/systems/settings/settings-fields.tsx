import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../../ui/feedback/notice.js';
import { RadioCards } from '../../../ui/form/radio-cards.js';
import { layoutOf, type SettingSchema, waysOf } from './settings-schema.js';
import { Setting } from './setting.js';
import type { SettingsState } from './settings-state.js';

/** The settings of a connector: the way to reach it first, what has a good default behind a fold. */
export function SettingsFields({ schema, state }: { schema: SettingSchema; state: SettingsState }): ReactNode {
  const { t } = useTranslation('systems');
  const ways = waysOf(schema);
  const isSet = (name: string): boolean =>
    state.kept.includes(`/${name}`) || (state.typed[`/${name}`] ?? '') !== '' || state.errors[`/${name}`] !== undefined;
  const { first, more } = layoutOf(schema, state.way, isSet);
  const draw = (name: string): ReactNode => (
    <Setting
      key={name}
      schema={schema.properties![name]!}
      pointer={`/${name}`}
      required={schema.required?.includes(name) || state.way?.required.includes(name) || false}
      state={state}
    />
  );
  const amiss = (name: string): boolean =>
    Object.keys(state.errors).some((pointer) => pointer === `/${name}` || pointer.startsWith(`/${name}/`));
  return (
    <>
      {ways.length > 1 && (
        <RadioCards
          label={t('form.way.label')}
          value={state.way?.kind ?? null}
          onChange={(kind) => {
            const way = ways.find((one) => one.kind === kind);
            if (way) state.choose(way);
          }}
          cards={ways.map(({ kind }) => ({
            value: kind,
            label: t(`form.way.${kind}`),
            hint: t(`form.way.${kind}_hint`),
          }))}
        />
      )}
      {first.map(draw)}
      {more.length > 0 && (
        <details className="systems-more" {...(more.some(amiss) ? { open: true } : {})}>
          <summary>{t('form.more')}</summary>
          <div className="stack systems-more-body">{more.map(draw)}</div>
        </details>
      )}
      {state.errors[''] !== undefined && (
        <Notice tone="problem" live="alert">
          {t('rule.whole')}
        </Notice>
      )}
    </>
  );
}
