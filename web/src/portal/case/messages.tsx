import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.js';
import { Moment } from '../../ui/data/time.js';
import { EmptyState } from '../../ui/feedback/empty-state.js';
import { ErrorNotice, ErrorState } from '../../ui/feedback/error-state.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { Button } from '../../ui/form/button.js';
import { Field } from '../../ui/form/field.js';
import { Glyph } from '../../ui/glyph.js';
import { PageHeader } from '../../ui/layout/page-header.js';
import { api } from '../api.js';
import { useOpenCase } from './case-data.js';

const LONGEST = 5_000;

/** What she and the office write to each other; kept in the case and nowhere else. */
export function Messages(): ReactNode {
  const { t } = useTranslation('case');
  const open = useOpenCase();
  return (
    <>
      <PageHeader
        title={t('messages.title')}
        above={
          <Link to="/case" className="back">
            <Glyph name="back" /> {t('back')}
          </Link>
        }
      >
        <p>{t('messages.lead', { name: open.controller.name })}</p>
      </PageHeader>
      <div className="stack-l">
        <Write />
        <Conversation />
      </div>
    </>
  );
}

function Write(): ReactNode {
  const { t } = useTranslation('case');
  const [text, setText] = useState('');
  const [empty, setEmpty] = useState(false);
  const queries = useQueryClient();
  const write = useMutation({
    mutationFn: () => api.POST('/v1/case/messages', { body: { text: text.trim() } }),
    onSuccess: async () => {
      setText('');
      await queries.invalidateQueries({ queryKey: ['case-messages'] });
    },
  });
  return (
    <form
      noValidate
      className="sheet stack"
      onSubmit={(event) => {
        event.preventDefault();
        setEmpty(text.trim() === '');
        if (text.trim() !== '') write.mutate();
      }}
    >
      <Field
        label={t('messages.label')}
        hint={t('messages.hint')}
        rows={4}
        isRequired
        maxLength={LONGEST}
        value={text}
        onChange={setText}
        error={empty ? t('messages.empty_error') : undefined}
      />
      {write.isError && <ErrorNotice error={write.error} />}
      <div className="row">
        <Button look="primary" type="submit" isPending={write.isPending}>
          {t('messages.send')}
        </Button>
        <p role="status" className="small soft">
          {write.isSuccess ? t('messages.sent') : ''}
        </p>
      </div>
    </form>
  );
}

function Conversation(): ReactNode {
  const { t } = useTranslation('case');
  const open = useOpenCase();
  const pages = useInfiniteQuery({
    queryKey: ['case-messages', open.reference],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        api.GET('/v1/case/messages', {
          params: { query: { limit: 30, ...(pageParam === null ? {} : { before: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: ({ next }) => next,
    refetchInterval: 20_000,
  });
  if (pages.isPending) return <Skeleton title={false} />;
  if (!pages.data) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  const items = pages.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return (
      <EmptyState glyph="letter" title={t('messages.none_title')}>
        <p>{t('messages.none_text')}</p>
      </EmptyState>
    );
  }
  return (
    <section aria-labelledby="conversation-title" className="stack">
      <h2 id="conversation-title" className="case-heading">
        {t('messages.so_far')}
      </h2>
      <ol className="conversation">
        {items.map((message) => (
          <li key={message.id} className={message.from === 'person' ? 'said-by-me' : 'said-by-office'}>
            <p className="small soft">
              <strong>{message.from === 'person' ? t('messages.you') : open.controller.name}</strong> ·{' '}
              <Moment at={message.writtenAt} />
            </p>
            <p className="said">{message.text}</p>
          </li>
        ))}
      </ol>
      {pages.hasNextPage && (
        <p>
          <Button isPending={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
            {t('messages.older')}
          </Button>
        </p>
      )}
    </section>
  );
}
