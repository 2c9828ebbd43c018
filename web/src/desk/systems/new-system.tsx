import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/feedback/empty-state.js';
import { ErrorState } from '../../ui/feedback/error-state.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { RadioCards } from '../../ui/form/radio-cards.js';
import { PageHeader } from '../../ui/layout/page-header.js';
import { useMay, useMe } from '../session.js';
import { NewSystemForm } from './new-system-form.js';
import { companiesQuery, connectorsQuery } from './systems-data.js';
import './systems.css';

/** Registers a system: which product, what it is called, whose data it holds, how it is reached. Makes a draft. */
export function NewSystem(): ReactNode {
  const { t } = useTranslation('systems');
  return (
    <>
      <PageHeader title={t('new.title')} above={<Link to="/systems">{t('title')}</Link>}>
        <p>{t('new.lead')}</p>
      </PageHeader>
      {useMay('system.manage') ? (
        <Form />
      ) : (
        <EmptyState glyph="lock" title={t('forbidden.title')}>
          <p>{t('forbidden.text')}</p>
        </EmptyState>
      )}
    </>
  );
}

function Form(): ReactNode {
  const { t, i18n } = useTranslation('systems');
  const { controllers } = useMe();
  const connectors = useQuery(connectorsQuery);
  const companies = useQuery(companiesQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  if (connectors.isPending || companies.isPending) return <Skeleton lines={8} />;
  if (connectors.isError) return <ErrorState error={connectors.error} onRetry={() => void connectors.refetch()} />;
  if (companies.isError) return <ErrorState error={companies.error} onRetry={() => void companies.refetch()} />;
  const hers = companies.data.filter(({ slug }) => controllers === null || controllers.includes(slug));
  if (hers.length === 0) {
    return (
      <EmptyState title={t('new.no_company')}>
        <p>{t('new.no_company_text')}</p>
      </EmptyState>
    );
  }
  const connector = connectors.data.find(({ name }) => name === chosen) ?? connectors.data[0];
  if (!connector) return null;
  return (
    <div className="sheet stack-l systems-form">
      <RadioCards
        label={t('new.connector')}
        value={connector.name}
        onChange={setChosen}
        cards={connectors.data.map(({ name }) => ({
          value: name,
          label: i18n.exists(`systems:connector.${name}`) ? t(`connector.${name}` as 'connector.postgres') : name,
        }))}
      />
      <NewSystemForm key={connector.name} connector={connector} companies={hers} />
    </div>
  );
}
