import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.js';
import { DataTable, type TableColumn } from '../../ui/data/data-table.js';
import { Moment } from '../../ui/data/time.js';
import { EmptyState } from '../../ui/feedback/empty-state.js';
import { ErrorState } from '../../ui/feedback/error-state.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { Button } from '../../ui/form/button.js';
import { Select } from '../../ui/form/select.js';
import { PageHeader } from '../../ui/layout/page-header.js';
import { api } from '../api.js';
import { useCompanyName } from '../companies.js';
import { POSSIBLE_STATES, type Possible } from './possible-data.js';
import { ProvisionalDue } from './provisional-due.js';
import './possible.css';

/** Messages that may be requests, the ones due first at the top. */
export function PossibleList(): ReactNode {
  const { t } = useTranslation('possible');
  const { state = 'open' } = useSearch({ from: '/office/possible' });
  const navigate = useNavigate();
  const columns = useColumns();
  const list = useInfiniteQuery({
    queryKey: ['possible', 'list', state],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        api.GET('/v1/shadow-requests', {
          params: { query: { state, ...(pageParam === null ? {} : { after: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
  return (
    <>
      <PageHeader title={t('title')}>
        <p>{t('lead')}</p>
      </PageHeader>
      <div className="stack">
        <Select
          label={t('show')}
          className="possible-filter"
          value={state}
          choices={POSSIBLE_STATES.map((value) => ({ value, label: t(`state.${value}`) }))}
          onChange={(chosen) =>
            void navigate({ to: '/possible', search: chosen === 'open' ? {} : { state: chosen }, replace: true })
          }
        />
        {list.isPending ? (
          <Skeleton lines={8} />
        ) : !list.data ? (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <>
            <DataTable
              caption={t('title')}
              columns={columns}
              rows={list.data}
              rowId={({ id }) => id}
              empty={
                <EmptyState glyph="check" title={t(`none.${state}`)}>
                  <p>{t('none_text')}</p>
                </EmptyState>
              }
            />
            {list.hasNextPage && (
              <p>
                <Button onPress={() => void list.fetchNextPage()} isPending={list.isFetchingNextPage}>
                  {t('more')}
                </Button>
              </p>
            )}
          </>
        )}
      </div>
    </>
  );
}

function useColumns(): TableColumn<Possible>[] {
  const { t } = useTranslation('possible');
  const { t: words } = useTranslation('words');
  const companyName = useCompanyName();
  return useMemo(
    () => [
      {
        id: 'message',
        title: t('column.message'),
        isRowHeader: true,
        cell: ({ id, source, ticket }) => (
          <Link to="/possible/$id" params={{ id }}>
            {t('ticket', { source, ticket })}
          </Link>
        ),
      },
      {
        id: 'right',
        title: t('column.right'),
        cell: ({ right }) =>
          right === null ? <span className="soft">{t('right_open')}</span> : words(`right.${right}`),
      },
      { id: 'controller', title: t('column.controller'), cell: ({ controller }) => companyName(controller) },
      { id: 'asked', title: t('column.asked'), cell: ({ askedAt }) => <Moment at={askedAt} dayOnly /> },
      { id: 'due', title: t('column.due'), cell: ({ dueOn }) => <ProvisionalDue dueOn={dueOn} /> },
    ],
    [t, words, companyName],
  );
}
