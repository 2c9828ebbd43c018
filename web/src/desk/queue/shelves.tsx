import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { useFormats } from '../../i18n/formats.js';
import { Dialog } from '../../ui/feedback/dialog.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Button } from '../../ui/form/button.js';
import { Checkbox } from '../../ui/form/checkbox.js';
import { Field } from '../../ui/form/field.js';
import { api } from '../api.js';
import { useCounts } from './queue-data.js';
import { filterOf, type QueueSearch } from './queue-search.js';

type Counts = components['schemas']['QueueCounts'];

/** The office's own shelves, each with how many lie on it. */
const SHELVES = [
  { name: 'open', search: {}, count: (c: Counts) => c.open },
  { name: 'late', search: { due: 'late' }, count: (c: Counts) => c.late },
  { name: 'soon', search: { due: 'soon' }, count: (c: Counts) => c.soon },
  { name: 'week', search: { due: 'week' }, count: (c: Counts) => c.week },
  { name: 'mine', search: { assigned: 'me' }, count: (c: Counts) => c.mine },
  { name: 'unassigned', search: { flag: 'unassigned' }, count: (c: Counts) => c.unassigned },
  { name: 'errand', search: { flag: 'errand' }, count: (c: Counts) => c.errand },
  { name: 'held', search: { flag: 'held' }, count: (c: Counts) => c.held },
] as const satisfies readonly { name: string; search: QueueSearch; count: (c: Counts) => number }[];

interface Props {
  search: QueueSearch;
  onGo: (next: QueueSearch) => void;
}

export function Shelves({ search, onGo }: Props): ReactNode {
  const { t } = useTranslation('queue');
  const formats = useFormats();
  const counts = useCounts();
  return (
    <nav aria-label={t('shelf.label')} className="queue-shelves">
      <ul>
        {SHELVES.map(({ name, search: its, count }) => (
          <li key={name}>
            <button
              type="button"
              className="queue-shelf"
              aria-current={same(search, its) ? 'page' : undefined}
              onClick={() => onGo(its)}
            >
              <span>{t(`shelf.${name}`)}</span>
              <span className="queue-count">{counts.data ? formats.number(count(counts.data)) : '…'}</span>
            </button>
          </li>
        ))}
      </ul>
      <SavedViews search={search} onGo={onGo} />
    </nav>
  );
}

function SavedViews({ search, onGo }: Props): ReactNode {
  const { t } = useTranslation('queue');
  const queries = useQueryClient();
  const [keeping, setKeeping] = useState(false);
  const views = useQuery({
    queryKey: ['views'],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/desk/views', { signal })),
  });
  const drop = useMutation({
    mutationFn: (id: string) => api.DELETE('/v1/desk/views/{id}', { params: { path: { id } } }),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['views'] }),
  });
  return (
    <div className="stack-s">
      <h2 className="queue-shelf-title">{t('views.title')}</h2>
      {views.isError && <ErrorNotice error={views.error} onRetry={() => void views.refetch()} />}
      <ul>
        {views.data?.views.map((view) => (
          <li key={view.id} className="queue-view">
            <button
              type="button"
              className="queue-shelf"
              aria-current={same(search, view.filter) ? 'page' : undefined}
              onClick={() =>
                onGo(view.filter.open === true ? withoutOpen(view.filter) : { ...view.filter, open: false })
              }
            >
              <span>{view.name}</span>
              {view.shared && <span className="small soft">{t('views.shared')}</span>}
            </button>
            {view.own && (
              <Button
                small
                look="quiet"
                aria-label={t('views.drop', { name: view.name })}
                onPress={() => drop.mutate(view.id)}
                isPending={drop.isPending && drop.variables === view.id}
              >
                ×
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Button small look="quiet" onPress={() => setKeeping(true)}>
        {t('views.keep')}
      </Button>
      {keeping && <KeepView search={search} onClose={() => setKeeping(false)} />}
    </div>
  );
}

function KeepView({ search, onClose }: { search: QueueSearch; onClose: () => void }): ReactNode {
  const { t } = useTranslation('queue');
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const keep = useMutation({
    mutationFn: () => api.POST('/v1/desk/views', { body: { name: name.trim(), shared, filter: filterOf(search) } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['views'] });
      onClose();
    },
  });
  return (
    <Dialog
      title={t('views.keep')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button
            type="submit"
            form="keep-view"
            look="primary"
            isPending={keep.isPending}
            isDisabled={name.trim() === ''}
          >
            {t('views.go')}
          </Button>
        </>
      }
    >
      <form
        id="keep-view"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          keep.mutate();
        }}
      >
        <Field label={t('views.name')} value={name} onChange={setName} maxLength={60} isRequired />
        <Checkbox isSelected={shared} onChange={setShared} hint={t('views.share_hint')}>
          {t('views.share')}
        </Checkbox>
        {keep.isError && <ErrorNotice error={keep.error} />}
      </form>
    </Dialog>
  );
}

function withoutOpen({ open: _open, ...rest }: QueueSearch): QueueSearch {
  return rest;
}

/** Do both narrow in the same way? Order is not part of it. */
function same(one: QueueSearch, other: QueueSearch): boolean {
  const spelt = (search: QueueSearch): string => {
    const { sort: _sort, order: _order, ...filter } = filterOf(search);
    return JSON.stringify(Object.entries(filter).sort());
  };
  return spelt(one) === spelt(other);
}
