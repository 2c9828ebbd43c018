import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.js';
import { ProblemError } from '../../api/problem.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Button } from '../../ui/form/button.js';
import { Checkbox } from '../../ui/form/checkbox.js';
import { Field } from '../../ui/form/field.js';
import { api } from '../api.js';
import { rememberDraft } from './draft-memory.js';
import { focusRefused, useFocusOnRefusal } from './settings/focus-on-refusal.js';
import { SettingsFields } from './settings/settings-fields.js';
import { useSettings } from './settings/settings-state.js';
import type { Company, Connector } from './systems-data.js';

const NAME = /^[a-z][a-z0-9-]{0,62}$/;

export function NewSystemForm({ connector, companies }: { connector: Connector; companies: Company[] }): ReactNode {
  const { t } = useTranslation('systems');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [system, setSystem] = useState('');
  const [title, setTitle] = useState({ de: '', en: '' });
  const [controllers, setControllers] = useState(companies.length === 1 ? [companies[0]!.slug] : []);
  const [tried, setTried] = useState(false);
  const register = useMutation({
    mutationFn: () =>
      dataOf(
        api.POST('/v1/systems', {
          body: {
            system,
            title: { de: title.de.trim(), en: title.en.trim() || title.de.trim() },
            connector: connector.name,
            controllers,
            settings: state.settings(),
          },
        }),
      ),
    onSuccess: async (draft) => {
      rememberDraft(queries, draft);
      void queries.invalidateQueries({ queryKey: ['first-run'] });
      await navigate({ to: '/systems/$system', params: { system }, search: { part: 'connection' } });
    },
  });
  const state = useSettings(connector.settings, null, register.error);
  const wrong = {
    system: NAME.test(system) ? undefined : t('new.name_wrong'),
    title: title.de.trim() === '' ? t('rule.required') : undefined,
    controllers: controllers.length === 0,
  };
  const taken = register.error instanceof ProblemError && register.error.code === 'conflict';
  useFocusOnRefusal(form, register.error);
  return (
    <form
      ref={form}
      className="stack-l"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (wrong.system || wrong.title || wrong.controllers) {
          requestAnimationFrame(() => focusRefused(form.current));
        } else register.mutate();
      }}
    >
      <fieldset className="stack">
        <legend className="systems-legend">{t('new.what')}</legend>
        <Field
          label={t('new.title_de')}
          hint={t('new.title_hint')}
          value={title.de}
          onChange={(de) => setTitle({ ...title, de })}
          maxLength={200}
          isRequired
          error={tried ? wrong.title : undefined}
        />
        <Field
          label={t('new.title_en')}
          value={title.en}
          onChange={(en) => setTitle({ ...title, en })}
          maxLength={200}
          hint={t('new.title_en_hint')}
        />
        <Field
          label={t('new.name')}
          hint={t('new.name_hint')}
          value={system}
          onChange={(value) => setSystem(value.toLowerCase())}
          maxLength={63}
          autoComplete="off"
          spellCheck="false"
          isRequired
          error={taken ? t('new.name_taken') : tried ? wrong.system : undefined}
        />
        <div role="group" aria-labelledby="companies" className="stack-s">
          <span id="companies" className="group-label">
            {t('new.companies')}
          </span>
          <span className="field-hint">{t('new.companies_hint')}</span>
          {companies.map(({ slug, name }) => (
            <Checkbox
              key={slug}
              isSelected={controllers.includes(slug)}
              isInvalid={tried && wrong.controllers}
              onChange={(on) => setControllers((old) => (on ? [...old, slug] : old.filter((one) => one !== slug)))}
            >
              {name}
            </Checkbox>
          ))}
          {tried && wrong.controllers && (
            <span className="field-error" role="alert">
              {t('new.companies_wrong')}
            </span>
          )}
        </div>
      </fieldset>
      <fieldset className="stack">
        <legend className="systems-legend">{t('new.how')}</legend>
        <p className="soft">{t('new.how_hint')}</p>
        <SettingsFields schema={connector.settings} state={state} />
      </fieldset>
      {register.isError && !taken && <ErrorNotice error={register.error} />}
      <div className="row">
        <Button type="submit" look="primary" isPending={register.isPending}>
          {t('new.go')}
        </Button>
        <Link to="/systems">{t('cancel')}</Link>
      </div>
    </form>
  );
}
