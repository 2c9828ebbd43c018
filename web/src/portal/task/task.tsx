import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../../i18n/bilingual.js';
import { ProblemError } from '../../api/problem.js';
import { useFormats } from '../../i18n/formats.js';
import { Facts } from '../../ui/data/facts.js';
import { EmptyState } from '../../ui/feedback/empty-state.js';
import { ErrorNotice, ErrorState } from '../../ui/feedback/error-state.js';
import { Notice } from '../../ui/feedback/notice.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { PageHeader } from '../../ui/layout/page-header.js';
import { Evidence } from './evidence.js';
import { Otherwise } from './otherwise.js';
import { Records } from './records.js';
import { Steps } from './steps.js';
import { fetchTask, type Item, type Said, sendAnswer, takeTaskToken, type Task as Asked } from './task-data.js';

/** Somebody in charge of a system answers one question, without an account. The link opens this question alone. */
export function Task(): ReactNode {
  const { t } = useTranslation('task');
  const [token] = useState(takeTaskToken);
  useEffect(() => {
    // Another link, opened in this very tab, changes the fragment and nothing else.
    const anew = (): void => location.reload();
    addEventListener('hashchange', anew);
    return () => removeEventListener('hashchange', anew);
  }, []);
  const task = useQuery({ queryKey: ['task'], queryFn: fetchTask, enabled: token !== null, retry: false });
  if (token === null) {
    return (
      <EmptyState glyph="lock" level={1} title={t('no_link_title')}>
        <p>{t('no_link_text')}</p>
      </EmptyState>
    );
  }
  if (task.isPending) return <Skeleton lines={6} />;
  if (task.isError) {
    if (task.error instanceof ProblemError && task.error.code === 'exchange-expired') return <Over />;
    return <ErrorState level={1} error={task.error} onRetry={() => void task.refetch()} />;
  }
  return <Open task={task.data} />;
}

function Over(): ReactNode {
  const { t } = useTranslation('task');
  return (
    <EmptyState glyph="check" level={1} title={t('over_title')}>
      <p>{t('over_text')}</p>
    </EmptyState>
  );
}

function Open({ task }: { task: Asked }): ReactNode {
  const { t } = useTranslation('task');
  const said = useBilingual();
  const { day } = useFormats();
  const answer = useMutation({
    mutationFn: ({ said: words, items }: { said: Said; items: readonly Item[] }) => sendAnswer(words, items),
  });
  const ended = answer.isSuccess || !['open', 'taken'].includes(task.state);
  const send = (words: Said, items: readonly Item[] = []): void => answer.mutate({ said: words, items });
  return (
    <>
      <PageHeader title={t('title', { system: said(task.title) })}>
        <p>{t('lead', { controller: task.controllerName })}</p>
      </PageHeader>
      {ended ? (
        <Notice tone="good" live="status" title={t('done_title')}>
          <p>{t('done_text')}</p>
        </Notice>
      ) : (
        <div className="stack-l">
          <section className="stack" aria-labelledby="asked">
            <h2 id="asked">{t('asked')}</h2>
            <p>{t(`verb.${task.verb}`)}</p>
            <Facts
              facts={[
                ...task.identifiers.map(({ kind, value }) => ({ name: `${t('person')} (${kind})`, value })),
                ...(task.dueOn === null ? [] : [{ name: t('due'), value: day(task.dueOn) }]),
              ]}
            />
          </section>
          {task.verb === 'find' || task.verb === 'copy' ? (
            <Records task={task} isPending={answer.isPending} onSend={send} />
          ) : (
            <Steps task={task} isPending={answer.isPending} onSend={send} />
          )}
          {answer.isError && <ErrorNotice error={answer.error} />}
          <Evidence />
          <Otherwise mayKeep={task.verb === 'erase'} isPending={answer.isPending} onSend={send} />
        </div>
      )}
    </>
  );
}
