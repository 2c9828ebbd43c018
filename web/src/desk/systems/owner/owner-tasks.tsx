import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type TableColumn } from '../../../ui/data/data-table.js';
import { State } from '../../../ui/data/state.js';
import { Day, Moment } from '../../../ui/data/time.js';
import { EmptyState } from '../../../ui/feedback/empty-state.js';
import { ErrorNotice } from '../../../ui/feedback/error-state.js';
import { Notice } from '../../../ui/feedback/notice.js';
import { Button } from '../../../ui/form/button.js';
import { api } from '../../api.js';
import { useMay } from '../../session.js';
import { type OwnerTask, ownerQuery } from './owner-data.js';

interface Props {
  system: string;
  tasks: OwnerTask[];
  hasOwner: boolean;
}

type Act = { kind: 'send' | 'revoke'; task: OwnerTask };

/** What is asked of her and not answered yet; her link can be sent again, or revoked. */
export function OwnerTasks({ system, tasks, hasOwner }: Props): ReactNode {
  const { t } = useTranslation('systems');
  const queries = useQueryClient();
  const [done, setDone] = useState<string | null>(null);
  const act = useMutation({
    mutationFn: ({ kind, task }: Act) => {
      const params = { path: { conversationId: task.id } };
      return kind === 'send'
        ? api.POST('/v1/owner-tasks/{conversationId}/link', { params })
        : api.POST('/v1/owner-tasks/{conversationId}/link/revocation', { params });
    },
    onMutate: () => setDone(null),
    onSuccess: (_answer, { kind, task }) => setDone(t(`owner.${kind}_done`, { reference: task.reference })),
    onSettled: () => queries.invalidateQueries({ queryKey: ownerQuery(system).queryKey }),
  });
  const columns = useColumns(hasOwner, act.isPending, (given) => act.mutate(given));
  return (
    <section className="stack" aria-labelledby="owner-tasks">
      <h2 id="owner-tasks">{t('owner.tasks')}</h2>
      {done !== null && (
        <Notice tone="good" live="status">
          <p>{done}</p>
        </Notice>
      )}
      {act.isError && <ErrorNotice error={act.error} />}
      <DataTable
        caption={t('owner.tasks')}
        columns={columns}
        rows={tasks}
        rowId={({ id }) => id}
        empty={
          <EmptyState glyph="check" title={t('owner.no_tasks')}>
            <p>{t('owner.no_tasks_text')}</p>
          </EmptyState>
        }
      />
    </section>
  );
}

function useColumns(hasOwner: boolean, isPending: boolean, onAct: (act: Act) => void): TableColumn<OwnerTask>[] {
  const { t } = useTranslation('systems');
  const mayRead = useMay('request.read');
  const mayAct = useMay('errand.settle');
  return [
    {
      id: 'what',
      title: t('owner.column.what'),
      isRowHeader: true,
      cell: ({ verb }) => t(`owner.verb.${verb}` as 'owner.verb.find'),
    },
    {
      id: 'case',
      title: t('owner.column.case'),
      cell: ({ requestId, reference }) =>
        mayRead ? (
          <Link to="/requests/$id" params={{ id: requestId }}>
            {reference}
          </Link>
        ) : (
          reference
        ),
    },
    { id: 'due', title: t('owner.column.due'), cell: ({ dueOn }) => <Day day={dueOn} /> },
    { id: 'state', title: t('owner.column.state'), cell: (task) => <Standing task={task} /> },
    {
      id: 'reminders',
      title: t('owner.column.reminders'),
      cell: ({ reminders }) => (reminders === 0 ? t('owner.not_reminded') : t('owner.reminded', { count: reminders })),
    },
    ...(mayAct
      ? [
          {
            id: 'link',
            title: t('owner.column.link'),
            align: 'end' as const,
            cell: (task: OwnerTask) =>
              task.state !== 'expired' && (
                <span className="row">
                  {hasOwner && (
                    <Button
                      small
                      isDisabled={isPending}
                      onPress={() => onAct({ kind: 'send', task })}
                      aria-label={t('owner.send_named', { reference: task.reference })}
                    >
                      {t('owner.send')}
                    </Button>
                  )}
                  {task.linkRevokedAt === null && task.toldAt !== null && (
                    <Button
                      small
                      look="quiet"
                      isDisabled={isPending}
                      onPress={() => onAct({ kind: 'revoke', task })}
                      aria-label={t('owner.revoke_named', { reference: task.reference })}
                    >
                      {t('owner.revoke')}
                    </Button>
                  )}
                </span>
              ),
          },
        ]
      : []),
  ];
}

function Standing({ task }: { task: OwnerTask }): ReactNode {
  const { t } = useTranslation('systems');
  if (task.state === 'expired') return <State tone="problem">{t('owner.state.expired')}</State>;
  if (task.linkRevokedAt !== null) return <State tone="stopped">{t('owner.state.revoked')}</State>;
  if (task.toldAt === null) return <State tone="open">{t('owner.state.untold')}</State>;
  if (task.seenAt === null) return <State tone="person">{t('owner.state.told')}</State>;
  return (
    <>
      <State tone="person">{t('owner.state.seen')}</State> <Moment at={task.seenAt} dayOnly />
    </>
  );
}
