import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.js';
import { ProblemError } from '../../api/problem.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Notice } from '../../ui/feedback/notice.js';
import { Button } from '../../ui/form/button.js';
import { api } from '../api.js';
import { rememberDraft } from './draft-memory.js';
import { useFocusOnRefusal } from './settings/focus-on-refusal.js';
import { SettingsFields } from './settings/settings-fields.js';
import { useSettings } from './settings/settings-state.js';
import { type Connector, type Draft, draftQuery } from './systems-data.js';

interface Props {
  connector: Connector;
  connection: Record<string, unknown>;
  draft: Draft;
}

/** Another connection for the draft. A secret that stays goes back as its reference, and only to its own address. */
export function ConnectionForm({ connector, connection, draft }: Props): ReactNode {
  const { t } = useTranslation('systems');
  const queries = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const { system, revision } = draft;
  const save = useMutation({
    mutationFn: () =>
      dataOf(
        api.PUT('/v1/systems/{system}/draft/connection', {
          params: { path: { system } },
          body: { connector: connector.name, settings: state.settings(), revision },
        }),
      ),
    onSuccess: (next) => rememberDraft(queries, next),
    onError: (error) => {
      if (codeOf(error) === 'secret-needed') state.retype();
      if (codeOf(error) === 'draft-changed') void queries.invalidateQueries(draftQuery(system));
    },
  });
  const state = useSettings(connector.settings, connection, save.error);
  const code = codeOf(save.error);
  useFocusOnRefusal(form, save.error);
  return (
    <form
      ref={form}
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <SettingsFields schema={connector.settings} state={state} />
      {code === 'secret-needed' && (
        <Notice tone="attention" live="alert" title={t('connection.secret_needed')}>
          <p>{t('connection.secret_needed_text')}</p>
        </Notice>
      )}
      {code === 'draft-changed' && (
        <Notice tone="attention" live="alert" title={t('connection.changed')}>
          <p>{t('connection.changed_text')}</p>
        </Notice>
      )}
      {save.isError && code !== 'secret-needed' && code !== 'draft-changed' && <ErrorNotice error={save.error} />}
      <div className="row">
        <Button type="submit" look="primary" isPending={save.isPending}>
          {t('connection.save')}
        </Button>
        <span className="small soft">{t('connection.draft_only')}</span>
      </div>
    </form>
  );
}

const codeOf = (error: unknown): string | null => (error instanceof ProblemError ? error.code : null);
