import { Fragment, type ReactNode, useMemo } from 'react';
import { type ColumnDef, rowSortingFeature, type SortingState, tableFeatures, useTable } from '@tanstack/react-table';
import { useTranslation } from 'react-i18next';
import './data-table.css';

const features = tableFeatures({ rowSortingFeature });

export interface TableColumn<Row> {
  id: string;
  title: string;
  cell: (row: Row) => ReactNode;
  /** The service can sort by it. */
  sortable?: boolean;
  align?: 'end';
  /** The cell that names its row, for screen readers. */
  isRowHeader?: boolean;
}

interface DataTableProps<Row> {
  /** What the table shows; read out, and the name of its scrolling region. */
  caption: string;
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  sorting?: { id: string; desc: boolean };
  onSort?: (sorting: { id: string; desc: boolean }) => void;
  /** What belongs to a row and fits in no column: stands below it over the whole width. */
  detail?: (row: Row) => ReactNode;
  /** In place of rows when there are none. */
  empty?: ReactNode;
}

/** Rows as the service sorted them. On a phone each row becomes a card whose values bear their columns' titles. */
export function DataTable<Row extends object>(props: DataTableProps<Row>): ReactNode {
  const { caption, columns, rows, rowId, sorting, onSort, detail, empty } = props;
  const { t } = useTranslation('ui');
  const definitions = useMemo(
    () =>
      columns.map((column): ColumnDef<typeof features, Row> => ({
        id: column.id,
        header: column.title,
        enableSorting: column.sortable === true,
        accessorFn: (row) => row,
        cell: ({ row }) => column.cell(row.original),
      })),
    [columns],
  );
  const sortState: SortingState = sorting ? [sorting] : [];
  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: rowId,
    manualSorting: true,
    enableSortingRemoval: false,
    state: { sorting: sortState },
    onSortingChange: (update) => {
      const [next] = typeof update === 'function' ? update(sortState) : update;
      if (next) onSort?.(next);
    },
  });
  if (rows.length === 0 && empty !== undefined) return empty;
  const columnOf = (id: string): TableColumn<Row> => columns.find((column) => column.id === id)!;
  return (
    // A region that scrolls must be reachable by keyboard.
    <div className="table-frame" role="region" aria-label={caption} tabIndex={0}>
      <table className="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => {
                const { align, sortable, title } = columnOf(header.column.id);
                const sorted = header.column.getIsSorted();
                return (
                  <th
                    key={header.id}
                    scope="col"
                    className={align === 'end' ? 'align-end' : undefined}
                    aria-sort={
                      sortable
                        ? sorted === 'asc'
                          ? 'ascending'
                          : sorted === 'desc'
                            ? 'descending'
                            : 'none'
                        : undefined
                    }
                  >
                    {sortable ? (
                      <button type="button" className="sort" onClick={header.column.getToggleSortingHandler()}>
                        {title}
                        <span aria-hidden="true" className={`sort-arrow sort-${sorted === false ? 'none' : sorted}`} />
                        <span className="visually-hidden">{t('table.sort')}</span>
                      </button>
                    ) : (
                      title
                    )}
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => {
            const below = detail?.(row.original);
            return (
              <Fragment key={row.id}>
                <tr className={below ? 'has-detail' : undefined}>
                  {row.getAllCells().map((cell) => {
                    const { align, isRowHeader, title, cell: draw } = columnOf(cell.column.id);
                    const Cell = isRowHeader ? 'th' : 'td';
                    return (
                      <Cell
                        key={cell.id}
                        scope={isRowHeader ? 'row' : undefined}
                        data-title={title}
                        className={align === 'end' ? 'align-end' : undefined}
                      >
                        {draw(row.original)}
                      </Cell>
                    );
                  })}
                </tr>
                {below && (
                  <tr className="table-detail">
                    <td colSpan={columns.length}>{below}</td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
