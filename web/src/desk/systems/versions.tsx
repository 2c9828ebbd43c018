import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type TableColumn } from '../../ui/data/data-table.js';
import { State } from '../../ui/data/state.js';
import { Moment } from '../../ui/data/time.js';
import { EmptyState } from '../../ui/feedback/empty-state.js';
import type { MapInForce } from './systems-data.js';

type Version = MapInForce['versions'][number];

/** Every version of the map that was ever in force, with the digest that the ledger names. */
export function Versions({ inForce }: { inForce: MapInForce | null }): ReactNode {
  const { t } = useTranslation('systems');
  const empty = (
    <EmptyState title={t('versions.empty')}>
      <p>{t('versions.empty_text')}</p>
    </EmptyState>
  );
  if (!inForce) return empty;
  const columns: TableColumn<Version>[] = [
    {
      id: 'version',
      title: t('versions.version'),
      isRowHeader: true,
      cell: ({ version }) => (
        <span className="row">
          {t('map_version', { version })}
          {version === inForce.version && <State tone="done">{t('versions.in_force')}</State>}
        </span>
      ),
    },
    { id: 'origin', title: t('versions.origin'), cell: ({ origin }) => t(`origin.${origin}`) },
    { id: 'created', title: t('versions.created'), cell: ({ createdAt }) => <Moment at={createdAt} /> },
    {
      id: 'digest',
      title: t('versions.digest'),
      cell: ({ digest }) => <code className="systems-digest">{digest}</code>,
    },
  ];
  return (
    <div className="stack">
      <p className="soft">{t('versions.lead')}</p>
      <DataTable
        caption={t('part.versions')}
        columns={columns}
        rows={inForce.versions}
        rowId={({ version }) => String(version)}
        empty={empty}
      />
    </div>
  );
}
