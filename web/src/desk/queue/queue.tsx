import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/feedback/empty-state.js';
import { ErrorState } from '../../ui/feedback/error-state.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { Button } from '../../ui/form/button.js';
import { buttonClass } from '../../ui/form/button-class.js';
import { PageHeader } from '../../ui/layout/page-header.js';
import { useLive } from '../live.js';
import { useMay } from '../session.js';
import { Filters } from './filters.js';
import { useFound, useQueue } from './queue-data.js';
import { SearchBox } from './search-box.js';
import { Shelves } from './shelves.js';
import { QueueTable } from './queue-table.js';
import type { QueueSearch } from './queue-search.js';
import './queue.css';

const route = getRouteApi('/office/');

/** The office's list: what presses stands first. */
export function Queue(): ReactNode {
  const { t } = useTranslation('queue');
  const search = route.useSearch();
  const navigate = useNavigate();
  const [words, setWords] = useState('');
  const mayRecord = useMay('request.record');
  useLive();
  const go = (next: QueueSearch): void => void navigate({ to: '/', search: next });
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          mayRecord && (
            <Link to="/record" className={buttonClass('primary')}>
              {t('record')}
            </Link>
          )
        }
      />
      <div className="queue">
        <Shelves search={search} onGo={go} />
        <div className="stack queue-main">
          <SearchBox words={words} onSearch={setWords} />
          {words === '' ? <Listed search={search} onGo={go} /> : <Found words={words} onClear={() => setWords('')} />}
        </div>
      </div>
    </>
  );
}

function Listed({ search, onGo }: { search: QueueSearch; onGo: (next: QueueSearch) => void }): ReactNode {
  const { t } = useTranslation('queue');
  const list = useQueue(search);
  const sorting = { id: search.sort ?? 'due', desc: (search.order ?? 'asc') === 'desc' };
  return (
    <>
      <Filters search={search} onGo={onGo} />
      {list.isPending ? (
        <Skeleton lines={10} />
      ) : list.isError ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <div className="stack" aria-busy={list.isPlaceholderData}>
          <QueueTable
            rows={list.data}
            sorting={sorting}
            onSort={({ id, desc }) =>
              onGo({ ...search, sort: id as NonNullable<QueueSearch['sort']>, order: desc ? 'desc' : 'asc' })
            }
            empty={<Nothing search={search} onGo={onGo} />}
          />
          {list.hasNextPage && (
            <Button onPress={() => void list.fetchNextPage()} isPending={list.isFetchingNextPage}>
              {t('more')}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

function Found({ words, onClear }: { words: string; onClear: () => void }): ReactNode {
  const { t } = useTranslation('queue');
  const found = useFound(words);
  if (found.isPending) return <Skeleton lines={4} />;
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  return (
    <section className="stack" aria-live="polite">
      <p className="row spread">
        <span>{t('found', { count: found.data.length })}</span>
        <Button small look="quiet" onPress={onClear}>
          {t('search.clear')}
        </Button>
      </p>
      <QueueTable
        rows={found.data}
        empty={
          <EmptyState glyph="search" title={t('search.none')}>
            <p>{t('search.none_text')}</p>
          </EmptyState>
        }
      />
      {found.hasNextPage && (
        <Button onPress={() => void found.fetchNextPage()} isPending={found.isFetchingNextPage}>
          {t('more')}
        </Button>
      )}
    </section>
  );
}

/** An empty list means something else when nothing narrows it. */
function Nothing({ search, onGo }: { search: QueueSearch; onGo: (next: QueueSearch) => void }): ReactNode {
  const { t } = useTranslation('queue');
  const narrowed = Object.keys(search).some((name) => name !== 'sort' && name !== 'order');
  return narrowed ? (
    <EmptyState
      glyph="search"
      title={t('empty.narrowed')}
      actions={<Button onPress={() => onGo({})}>{t('empty.clear')}</Button>}
    >
      <p>{t('empty.narrowed_text')}</p>
    </EmptyState>
  ) : (
    <EmptyState glyph="check" title={t('empty.title')}>
      <p>{t('empty.text')}</p>
    </EmptyState>
  );
}
