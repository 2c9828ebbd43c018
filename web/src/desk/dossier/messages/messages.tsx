import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../../api/client.js';
import type { components } from '../../../api/schema.js';
import { Tag } from '../../../ui/data/state.js';
import { Moment } from '../../../ui/data/time.js';
import { EmptyState } from '../../../ui/feedback/empty-state.js';
import { ErrorState } from '../../../ui/feedback/error-state.js';
import { Skeleton } from '../../../ui/feedback/skeleton.js';
import { Button } from '../../../ui/form/button.js';
import { api } from '../../api.js';
import { useMay, useMe } from '../../session.js';
import { useOpenRequest } from '../dossier-data.js';
import { WriteMessage } from './write-message.js';
import './messages.css';

type Message = components['schemas']['OfficeMessageDto'];

/** What she and the office write to each other; kept in the case and nowhere else. */
export function Messages(): ReactNode {
  const { t } = useTranslation('dossier');
  const { id, state } = useOpenRequest();
  const mayWrite = useMay('message.write') && state !== 'forgotten';
  const pages = useInfiniteQuery({
    queryKey: ['request', id, 'messages'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        api.GET('/v1/requests/{id}/messages', {
          params: { path: { id }, query: { limit: 30, ...(pageParam === null ? {} : { before: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: ({ next }) => next,
  });
  if (pages.isPending) return <Skeleton title={false} lines={6} />;
  if (!pages.data) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  const items = pages.data.pages.flatMap((page) => page.items);
  return (
    <div className="stack-l messages">
      {mayWrite && <WriteMessage requestId={id} proven={pages.data.pages[0]?.proven ?? false} />}
      {items.length === 0 ? (
        <EmptyState glyph="letter" title={t('messages.none')}>
          <p>{t('messages.none_text')}</p>
        </EmptyState>
      ) : (
        <ol className="messages-list" aria-label={t('part.messages')}>
          {items.map((message) => (
            <One key={message.id} message={message} />
          ))}
        </ol>
      )}
      {pages.hasNextPage && (
        <p>
          <Button isPending={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
            {t('messages.older')}
          </Button>
        </p>
      )}
    </div>
  );
}

function One({ message }: { message: Message }): ReactNode {
  const { t } = useTranslation('dossier');
  const me = useMe();
  const fromPerson = message.from === 'person';
  return (
    <li className={fromPerson ? 'message message-in' : 'message message-out'}>
      <p className="row small soft">
        <strong>
          {fromPerson ? t('messages.person') : message.writtenBy === me.id ? t('messages.you') : t('messages.office')}
        </strong>
        <Moment at={message.writtenAt} />
        {message.beforeProof && !fromPerson && <Tag>{t('messages.before_proof')}</Tag>}
        {!fromPerson && <span>{message.readAt === null ? t('messages.unread') : t('messages.read')}</span>}
      </p>
      <p className="dossier-prose">{message.text}</p>
    </li>
  );
}
