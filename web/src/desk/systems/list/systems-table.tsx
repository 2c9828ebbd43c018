import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type TableColumn } from '../../../ui/data/data-table.js';
import { State, Tag } from '../../../ui/data/state.js';
import { Moment } from '../../../ui/data/time.js';
import { useCompanyName } from '../../companies.js';
import { useMay } from '../../session.js';
import { useBilingual } from '../../../i18n/bilingual.js';
import type { SystemLine } from '../systems-data.js';
import { CheckCell } from './check-cell.js';
import type { Checks } from './checks.js';

export function SystemsTable({ rows, checks }: { rows: readonly SystemLine[]; checks: Checks }): ReactNode {
  const { t } = useTranslation('systems');
  const say = useBilingual();
  const companyName = useCompanyName();
  const mayErrands = useMay('errand.read');
  const columns = useMemo(
    (): TableColumn<SystemLine>[] => [
      {
        id: 'system',
        title: t('column.system'),
        isRowHeader: true,
        cell: (row) => (
          <span className="systems-name">
            <Link to="/systems/$system" params={{ system: row.system }}>
              {say(row.title)}
            </Link>
            <code className="soft">{row.system}</code>
          </span>
        ),
      },
      { id: 'connector', title: t('column.connector'), cell: (row) => <ConnectorName name={row.connector} /> },
      {
        id: 'companies',
        title: t('column.companies'),
        cell: (row) => (
          <span className="row systems-tags">
            {row.controllers.map((slug) => (
              <Tag key={slug}>{companyName(slug)}</Tag>
            ))}
          </span>
        ),
      },
      {
        id: 'map',
        title: t('column.map'),
        cell: (row) => (
          <span className="systems-map">
            {t('map_version', { version: row.version })}
            <span className="small soft">
              {t(`origin.${row.origin}`)}, {t('collections', { count: row.collections })}
            </span>
          </span>
        ),
      },
      {
        id: 'surveyed',
        title: t('column.surveyed'),
        cell: (row) =>
          row.surveyedAt === null ? <span className="soft">{t('never')}</span> : <Moment at={row.surveyedAt} />,
      },
      {
        id: 'errands',
        title: t('column.errands'),
        cell: (row) =>
          row.errands === 0 ? (
            <span className="soft">{t('no_errands')}</span>
          ) : mayErrands ? (
            <Link to="/errands">
              <State tone="attention">{t('errands', { count: row.errands })}</State>
            </Link>
          ) : (
            <State tone="attention">{t('errands', { count: row.errands })}</State>
          ),
      },
      {
        id: 'health',
        title: t('column.health'),
        cell: (row) => (
          <CheckCell
            name={say(row.title)}
            check={checks.of(row.system)}
            onCheck={() => void checks.run([row.system])}
          />
        ),
      },
    ],
    [t, say, companyName, mayErrands, checks],
  );
  return <DataTable caption={t('title')} columns={columns} rows={rows} rowId={(row) => row.system} />;
}

/** The connector as people know the product. */
export function ConnectorName({ name }: { name: string }): ReactNode {
  const { t, i18n } = useTranslation('systems');
  return i18n.exists(`systems:connector.${name}`) ? t(`connector.${name}` as 'connector.postgres') : name;
}
