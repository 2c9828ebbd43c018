import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../../../ui/data/data-table.js';
import { State, type StateTone } from '../../../ui/data/state.js';
import { Moment } from '../../../ui/data/time.js';
import { useBilingual } from '../../../i18n/bilingual.js';
import { useCodeWords, useReasonWords } from '../codes.js';
import { useOpenRequest } from '../dossier-data.js';

const TONES: Record<string, StateTone> = {
  ready: 'open',
  leased: 'running',
  done: 'done',
  parked: 'problem',
  cancelled: 'stopped',
};

/** Every step in every system, for whoever wants to know exactly. */
export function Tasks(): ReactNode {
  const { t } = useTranslation('dossier');
  const said = useBilingual();
  const word = useCodeWords();
  const reason = useReasonWords();
  const { tasks, systems } = useOpenRequest();
  const title = (slug: string): string =>
    said(systems.find(({ system }) => system === slug)?.title ?? { de: slug, en: slug });
  return (
    <details className="dossier-why">
      <summary>{t('tasks.title', { count: tasks.length })}</summary>
      <DataTable
        caption={t('tasks.caption')}
        rows={tasks}
        rowId={({ id }) => id}
        columns={[
          { id: 'system', title: t('plan.system'), isRowHeader: true, cell: ({ system }) => title(system) },
          { id: 'action', title: t('tasks.action'), cell: ({ action }) => word(`action.${action}`, action) },
          {
            id: 'state',
            title: t('tasks.state'),
            cell: ({ state, code }) => (
              <span>
                <State tone={TONES[state] ?? 'open'}>{word(`task_state.${state}`, state)}</State>
                {code !== null && <span className="dossier-beside">{reason(code)}</span>}
              </span>
            ),
          },
          { id: 'attempts', title: t('tasks.attempts'), align: 'end', cell: ({ attempts }) => attempts },
          {
            id: 'at',
            title: t('tasks.at'),
            cell: ({ doneAt, dueAt }) =>
              doneAt === null ? (
                <span className="soft">
                  {t('tasks.due')} <Moment at={dueAt} />
                </span>
              ) : (
                <Moment at={doneAt} />
              ),
          },
        ]}
      />
    </details>
  );
}
