import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/feedback/empty-state.js';
import { ErrorState } from '../../ui/feedback/error-state.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { PageHeader } from '../../ui/layout/page-header.js';
import { Tabs } from '../../ui/layout/tabs.js';
import { useMay } from '../session.js';
import { useBilingual } from '../../i18n/bilingual.js';
import { ConnectionPart } from './connection-part.js';
import { MapPart } from './map/map-part.js';
import { useMapText } from './map/map-text.js';
import { Overview } from './overview.js';
import { BY_HAND } from './owner/owner-data.js';
import { OwnerPart } from './owner/owner-part.js';
import { RestorePart } from './restore/restore-part.js';
import { type Draft, draftQuery, draftsQuery, type MapInForce, mapQuery, systemsQuery } from './systems-data.js';
import { TrialPart } from './trial/trial-part.js';
import { Versions } from './versions.js';
import './systems.css';

const route = getRouteApi('/office/systems/$system');

/** One system: how it is reached, its map, what the map does with a test person. */
export function SystemPage(): ReactNode {
  const { t } = useTranslation('systems');
  const { system } = route.useParams();
  const mayManage = useMay('system.manage');
  // The lists tell what there is to ask for: a system may have a map in force, a draft, or both.
  const systems = useQuery(systemsQuery);
  const drafts = useQuery({ ...draftsQuery, enabled: mayManage });
  const isRegistered = systems.data?.some((one) => one.system === system) ?? false;
  const isDrafted = drafts.data?.some((one) => one.system === system) ?? false;
  const inForce = useQuery({ ...mapQuery(system), enabled: isRegistered });
  const draft = useQuery({ ...draftQuery(system), enabled: isDrafted });
  const waits =
    systems.isPending ||
    (mayManage && drafts.isPending) ||
    (isRegistered && inForce.isPending) ||
    (isDrafted && draft.isPending);
  const failed = [systems, drafts, inForce, draft].find(({ isError }) => isError);
  if (failed) return <ErrorState level={1} error={failed.error} onRetry={() => void failed.refetch()} />;
  if (waits) return <Skeleton lines={8} />;
  if (!inForce.data && !draft.data) {
    return (
      <EmptyState level={1} glyph="search" title={t('missing.title')} actions={<Link to="/systems">{t('back')}</Link>}>
        <p>{t('missing.text')}</p>
      </EmptyState>
    );
  }
  return <Known key={system} system={system} inForce={inForce.data ?? null} draft={draft.data ?? null} />;
}

function Known(props: { system: string; inForce: MapInForce | null; draft: Draft | null }): ReactNode {
  const { system, inForce, draft } = props;
  const { t } = useTranslation('systems');
  const { part = 'overview' } = route.useSearch();
  const navigate = useNavigate();
  const mayManage = useMay('system.manage');
  const mayRestore = useMay('restore.read');
  const say = useBilingual();
  const listed = useQuery(systemsQuery).data?.find((one) => one.system === system);
  // Held here, so that what is typed survives a look at another part.
  const text = useMapText(system, draft);
  const go = (next: string): void =>
    void navigate({ to: '/systems/$system', params: { system }, search: { part: next }, replace: true });
  const shared = { system, inForce, draft };
  const tabs = [
    {
      id: 'overview',
      title: t('part.overview'),
      content: <Overview {...shared} listed={listed ?? null} onGo={go} />,
    },
    ...(mayManage ? [{ id: 'connection', title: t('part.connection'), content: <ConnectionPart {...shared} /> }] : []),
    { id: 'map', title: t('part.map'), content: <MapPart {...shared} text={text} onGo={go} /> },
    ...(mayManage
      ? [{ id: 'trial', title: t('part.trial'), content: <TrialPart {...shared} unsaved={text.isChanged} /> }]
      : []),
    ...(inForce && mayRestore
      ? [{ id: 'restore', title: t('part.restore'), content: <RestorePart system={system} /> }]
      : []),
    ...(inForce && listed?.connector === BY_HAND
      ? [{ id: 'owner', title: t('part.owner'), content: <OwnerPart system={system} /> }]
      : []),
    { id: 'versions', title: t('part.versions'), content: <Versions inForce={inForce} /> },
  ];
  return (
    <>
      <PageHeader title={listed ? say(listed.title) : system} above={<Link to="/systems">{t('title')}</Link>}>
        <p>
          <code>{system}</code>
          {inForce ? ` · ${t('map_version', { version: inForce.version })}` : ` · ${t('not_in_force')}`}
        </p>
      </PageHeader>
      <Tabs
        label={t('part.label')}
        tabs={tabs}
        selected={tabs.some(({ id }) => id === part) ? part : 'overview'}
        onSelect={go}
      />
    </>
  );
}
