import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { State, Tag } from '../../ui/data/state.js';
import { Moment } from '../../ui/data/time.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Notice } from '../../ui/feedback/notice.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { Button } from '../../ui/form/button.js';
import { api } from '../api.js';
import { Card } from './card.js';

type Session = components['schemas']['SessionDto'];

/** Where one is signed in, and how to end that. */
export function Sessions(): ReactNode {
  const { t } = useTranslation('account');
  const queries = useQueryClient();
  const sessions = useQuery({
    queryKey: ['sessions'],
    queryFn: async ({ signal }) => (await dataOf(api.GET('/v1/staff/me/sessions', { signal }))).items,
  });
  const others = useMutation({
    mutationFn: () => dataOf(api.DELETE('/v1/staff/me/sessions')),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['sessions'] }),
  });
  return (
    <Card wide title={t('sessions.title')} lead={t('sessions.lead')}>
      {sessions.isPending && <Skeleton lines={2} title={false} />}
      {sessions.isError && <ErrorNotice error={sessions.error} onRetry={() => void sessions.refetch()} />}
      {sessions.isSuccess && (
        <ul className="account-list">
          {sessions.data.map((session) => (
            <SessionItem key={session.id} session={session} />
          ))}
        </ul>
      )}
      {others.isError && <ErrorNotice error={others.error} />}
      {others.isSuccess && (
        <Notice tone="good" live="status">
          <p>{t('sessions.ended', { count: others.data.ended })}</p>
        </Notice>
      )}
      {(sessions.data?.length ?? 0) > 1 && (
        <p>
          <Button onPress={() => others.mutate()} isPending={others.isPending}>
            {t('sessions.others')}
          </Button>
        </p>
      )}
    </Card>
  );
}

function SessionItem({ session }: { session: Session }): ReactNode {
  const { t } = useTranslation('account');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { id, browser, current, sameNetwork, firstSeenAt, lastSeenAt } = session;
  const end = useMutation({
    mutationFn: () => api.DELETE('/v1/staff/me/sessions/{id}', { params: { path: { id } } }),
    onSuccess: () => {
      if (!current) return void queries.invalidateQueries({ queryKey: ['sessions'] });
      queries.clear();
      void navigate({ to: '/sign-in' });
    },
  });
  return (
    <li className="account-item">
      <div>
        <p className="row">
          <span className="account-item-name">{browser}</span>
          {current && <State tone="done">{t('sessions.this')}</State>}
          {!current && !sameNetwork && <Tag>{t('sessions.elsewhere')}</Tag>}
        </p>
        <p className="small soft">
          {t('sessions.since')} <Moment at={firstSeenAt} /> · {t('sessions.seen')} <Moment at={lastSeenAt} />
        </p>
      </div>
      <Button small look="quiet" onPress={() => end.mutate()} isPending={end.isPending}>
        {current ? t('sessions.end_this') : t('sessions.end')}
      </Button>
      {end.isError && <ErrorNotice error={end.error} />}
    </li>
  );
}
