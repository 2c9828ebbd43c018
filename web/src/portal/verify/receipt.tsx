import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.js';
import { ProblemError } from '../../api/problem.js';
import { EmptyState } from '../../ui/feedback/empty-state.js';
import { ErrorState } from '../../ui/feedback/error-state.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { Button } from '../../ui/form/button.js';
import { Glyph } from '../../ui/glyph.js';
import { PageHeader } from '../../ui/layout/page-header.js';
import { api } from '../api.js';
import { useOpenCase } from '../case/case-data.js';
import { Checked } from './checked.js';

const route = getRouteApi('/case/receipt/$id');

/** Her receipt, checked on this very page, to be kept as a file. */
export function Receipt(): ReactNode {
  const { t } = useTranslation('case');
  const { id } = route.useParams();
  const { reference } = useOpenCase();
  const receipt = useQuery({
    queryKey: ['receipt', id],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET('/v1/case/requests/{id}/receipt', { params: { path: { id } }, parseAs: 'text', signal }) as Promise<{
          data?: string;
        }>,
      ),
    // It is made within moments of the answer.
    refetchInterval: ({ state: { error } }) => (error instanceof ProblemError && error.status === 404 ? 4_000 : false),
  });
  return (
    <>
      <PageHeader
        title={t('receipt_page.title')}
        above={
          <Link to="/case" className="back">
            <Glyph name="back" /> {t('back')}
          </Link>
        }
      >
        <p>{t('receipt_page.lead')}</p>
      </PageHeader>
      {receipt.isPending && <Skeleton title={false} />}
      {receipt.isError &&
        (receipt.error instanceof ProblemError && receipt.error.status === 404 ? (
          <EmptyState glyph="running" title={t('receipt_page.not_yet_title')}>
            <p>{t('receipt_page.not_yet_text')}</p>
          </EmptyState>
        ) : (
          <ErrorState error={receipt.error} onRetry={() => void receipt.refetch()} />
        ))}
      {receipt.isSuccess && (
        <div className="stack-l">
          <Checked text={receipt.data} />
          <p>
            <Button onPress={() => save(receipt.data, `${reference}.tlog-proof`)}>
              <Glyph name="down" /> {t('receipt_page.save')}
            </Button>
          </p>
        </div>
      )}
    </>
  );
}

function save(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
