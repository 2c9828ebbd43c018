import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { DataTable, type TableColumn } from '../../ui/data/data-table.js';
import { Day, Moment } from '../../ui/data/time.js';
import { EmptyState } from '../../ui/feedback/empty-state.js';
import { ErrorState } from '../../ui/feedback/error-state.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { Button } from '../../ui/form/button.js';
import { PageHeader } from '../../ui/layout/page-header.js';
import { api } from '../api.js';
import { useCompanyName } from '../companies.js';
import { useLive } from '../live.js';
import { useMay } from '../session.js';
import { useBilingual } from '../../i18n/bilingual.js';
import { useOpenFindings } from './findings-data.js';
import { Findings } from './findings.js';
import { SettleErrand } from './settle-errand.js';
import './errands.css';

type ErrandLine = components['schemas']['ErrandLine'];

const PAGE = 50;

/** What waits for a person, oldest first: machines must not or cannot do it. */
export function Errands(): ReactNode {
  const { t } = useTranslation('errands');
  useLive();
  const [settling, setSettling] = useState<ErrandLine | null>(null);
  const errands = useInfiniteQuery({
    queryKey: ['errands'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        api.GET('/v1/errands', {
          params: { query: { limit: PAGE, ...(pageParam === null ? {} : { after: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: ({ next }) => next,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
  const columns = useColumns(setSettling);
  const findings = useOpenFindings(useMay('finding.read'));
  const hasFindings = (findings.data?.length ?? 0) > 0;
  return (
    <>
      <PageHeader title={t('title')}>
        <p>{t('lead')}</p>
      </PageHeader>
      {errands.isPending ? (
        <Skeleton lines={8} />
      ) : !errands.data ? (
        <ErrorState error={errands.error} onRetry={() => void errands.refetch()} />
      ) : (
        <div className="stack-l">
          <Findings />
          <DataTable
            caption={t('title')}
            columns={columns}
            rows={errands.data}
            rowId={({ id }) => id}
            empty={
              hasFindings ? (
                <p className="soft">{t('none_of_requests')}</p>
              ) : (
                <EmptyState glyph="check" title={t('none')}>
                  <p>{t('none_text')}</p>
                </EmptyState>
              )
            }
          />
          {errands.hasNextPage && (
            <p>
              <Button onPress={() => void errands.fetchNextPage()} isPending={errands.isFetchingNextPage}>
                {t('more')}
              </Button>
            </p>
          )}
        </div>
      )}
      {settling && <SettleErrand requestId={settling.requestId} errand={settling} onClose={() => setSettling(null)} />}
    </>
  );
}

function useColumns(onSettle: (errand: ErrandLine) => void): TableColumn<ErrandLine>[] {
  const { t } = useTranslation('errands');
  const { t: words } = useTranslation('words');
  const said = useBilingual();
  const companyName = useCompanyName();
  const [mayRead, maySettle] = [useMay('request.read'), useMay('errand.settle')];
  return useMemo(
    () => [
      {
        id: 'what',
        title: t('column.what'),
        isRowHeader: true,
        cell: ({ text, systemTitle, place }) => (
          <span>
            {said(text)}
            {(systemTitle ?? place) !== null && (
              <span className="errands-place">
                {[systemTitle && said(systemTitle), place].filter(Boolean).join(' · ')}
              </span>
            )}
          </span>
        ),
      },
      {
        id: 'case',
        title: t('column.case'),
        cell: ({ requestId, reference, right }) => (
          <span>
            {mayRead ? (
              <Link to="/requests/$id" params={{ id: requestId }} className="errands-reference">
                {reference}
              </Link>
            ) : (
              <span className="errands-reference">{reference}</span>
            )}
            <span className="errands-place">{words(`right.${right}` as 'right.access')}</span>
          </span>
        ),
      },
      { id: 'controller', title: t('column.controller'), cell: ({ controller }) => companyName(controller) },
      {
        id: 'due',
        title: t('column.due'),
        cell: ({ dueOn }) => (dueOn === null ? <span className="soft">–</span> : <Day day={dueOn} />),
      },
      { id: 'opened', title: t('column.opened'), cell: ({ openedAt }) => <Moment at={openedAt} dayOnly /> },
      ...(maySettle
        ? [
            {
              id: 'settle',
              title: t('column.settle'),
              align: 'end' as const,
              cell: (errand: ErrandLine) => (
                <Button
                  small
                  onPress={() => onSettle(errand)}
                  aria-label={t('settle_one', { what: said(errand.text), reference: errand.reference })}
                >
                  {t('settle_short')}
                </Button>
              ),
            },
          ]
        : []),
    ],
    [t, words, said, companyName, mayRead, maySettle, onSettle],
  );
}
