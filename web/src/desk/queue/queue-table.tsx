import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type TableColumn } from '../../ui/data/data-table.js';
import { State, Tag } from '../../ui/data/state.js';
import { Moment } from '../../ui/data/time.js';
import { useMe } from '../session.js';
import { useCompanyName } from '../companies.js';
import { toneOf } from '../words.js';
import { DueCell } from './due-cell.js';
import type { ListedRequest } from './queue-data.js';

interface Props {
  rows: readonly ListedRequest[];
  sorting?: { id: string; desc: boolean };
  onSort?: (sorting: { id: string; desc: boolean }) => void;
  empty: ReactNode;
}

export function QueueTable({ rows, sorting, onSort, empty }: Props): ReactNode {
  const { t } = useTranslation('queue');
  const { t: words } = useTranslation('words');
  const companyName = useCompanyName();
  const oneCompany = useMe().controllers?.length === 1;
  const columns = useMemo((): TableColumn<ListedRequest>[] => {
    const company: TableColumn<ListedRequest> = {
      id: 'controller',
      title: t('column.controller'),
      cell: (row) => companyName(row.controller),
    };
    return [
      {
        id: 'reference',
        title: t('column.reference'),
        isRowHeader: true,
        cell: (row) => (
          <span className="queue-reference">
            <Link to="/requests/$id" params={{ id: row.id }}>
              {row.reference}
            </Link>
            {row.testPerson && <Tag>{t('flag.test')}</Tag>}
          </span>
        ),
      },
      { id: 'right', title: t('column.right'), cell: (row) => words(`right.${row.right}` as 'right.access') },
      {
        id: 'state',
        title: t('column.state'),
        cell: (row) => (
          <span className="row queue-states">
            <State tone={toneOf(row.state)}>{words(`state.${row.state}` as 'state.closed')}</State>
            {row.held && <State tone="stopped">{t('flag.held')}</State>}
            {row.errands > 0 && <State tone="person">{t('flag.errands', { count: row.errands })}</State>}
          </span>
        ),
      },
      { id: 'due', title: t('column.due'), sortable: true, cell: (row) => <DueCell request={row} /> },
      {
        id: 'received',
        title: t('column.received'),
        sortable: true,
        cell: (row) => <Moment at={row.receivedAt} dayOnly />,
      },
      ...(oneCompany ? [] : [company]),
      {
        id: 'assigned',
        title: t('column.assigned'),
        cell: (row) => row.assignedTo?.name ?? <span className="soft">{t('unassigned')}</span>,
      },
    ];
  }, [t, words, oneCompany, companyName]);
  return (
    <DataTable
      caption={t('title')}
      columns={columns}
      rows={rows}
      rowId={(row) => row.id}
      empty={empty}
      {...(sorting ? { sorting } : {})}
      {...(onSort ? { onSort } : {})}
    />
  );
}
