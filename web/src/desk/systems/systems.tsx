import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/feedback/empty-state.js';
import { ErrorState } from '../../ui/feedback/error-state.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { Button } from '../../ui/form/button.js';
import { buttonClass } from '../../ui/form/button-class.js';
import { PageHeader } from '../../ui/layout/page-header.js';
import { useMay } from '../session.js';
import { DraftsList } from './list/drafts-list.js';
import { useChecks } from './list/checks.js';
import { SystemsTable } from './list/systems-table.js';
import { systemsQuery } from './systems-data.js';
import './systems.css';

/** Where the companies' data lies: what is registered, whether it answers, and what is being registered. */
export function SystemsPage(): ReactNode {
  const { t } = useTranslation('systems');
  const mayManage = useMay('system.manage');
  const systems = useQuery(systemsQuery);
  const checks = useChecks();
  const names = systems.data?.map(({ system }) => system) ?? [];
  return (
    <div className="stack-l">
      <PageHeader
        title={t('title')}
        actions={
          <>
            {names.length > 0 && (
              <Button onPress={() => void checks.run(names)} isPending={checks.running}>
                {t('check.all')}
              </Button>
            )}
            {mayManage && (
              <Link to="/systems/new" className={buttonClass('primary')}>
                {t('add')}
              </Link>
            )}
          </>
        }
      >
        <p>{t('lead')}</p>
      </PageHeader>
      {systems.isPending ? (
        <Skeleton lines={6} />
      ) : systems.isError ? (
        <ErrorState error={systems.error} onRetry={() => void systems.refetch()} />
      ) : systems.data.length === 0 ? (
        <NoSystems />
      ) : (
        <SystemsTable rows={systems.data} checks={checks} />
      )}
      {mayManage && <DraftsList registered={names} />}
      <p className="small soft">{t('companies_note')}</p>
    </div>
  );
}

function NoSystems(): ReactNode {
  const { t } = useTranslation('systems');
  const mayManage = useMay('system.manage');
  return (
    <EmptyState
      title={t('empty.title')}
      actions={
        mayManage && (
          <>
            <Link to="/systems/new" className={buttonClass('primary')}>
              {t('add')}
            </Link>
            <Link to="/first-run">{t('empty.guide')}</Link>
          </>
        )
      }
    >
      <p>{mayManage ? t('empty.text') : t('empty.text_reader')}</p>
    </EmptyState>
  );
}
