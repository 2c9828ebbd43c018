import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/layout/page-header.js';
import { Tabs } from '../../ui/layout/tabs.js';
import { Checkpoints } from './checkpoints.js';
import { Entries } from './entries.js';
import { LogStatePart } from './log-state.js';
import { PARTS } from './trust-search.js';
import { VerifyPart } from './verify-part.js';
import './trust.css';

const route = getRouteApi('/office/trust');

/** The log of what was done, how it is kept from being rewritten, and how anybody finds out whether it was. */
export function Trust(): ReactNode {
  const { t } = useTranslation('trust');
  const { part = 'state' } = route.useSearch();
  const navigate = useNavigate();
  return (
    <>
      <PageHeader title={t('title')}>
        <p>{t('lead')}</p>
      </PageHeader>
      <Tabs
        label={t('title')}
        selected={part}
        onSelect={(id) => {
          const next = PARTS.find((one) => one === id);
          void navigate({ to: '/trust', search: next && next !== 'state' ? { part: next } : {} });
        }}
        tabs={[
          { id: 'state', title: t('part.state'), content: <LogStatePart /> },
          { id: 'verify', title: t('part.verify'), content: <VerifyPart /> },
          { id: 'checkpoints', title: t('part.checkpoints'), content: <Checkpoints /> },
          { id: 'entries', title: t('part.entries'), content: <Entries /> },
        ]}
      />
    </>
  );
}
