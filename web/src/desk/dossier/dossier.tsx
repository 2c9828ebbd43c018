import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../../api/problem.js';
import { Zone } from '../../i18n/formats.js';
import { EmptyState } from '../../ui/feedback/empty-state.js';
import { ErrorState } from '../../ui/feedback/error-state.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { Tabs } from '../../ui/layout/tabs.js';
import { useLive } from '../live.js';
import { useMe } from '../session.js';
import { OpenRequest, useRequest } from './dossier-data.js';
import { DossierHeader } from './dossier-header.js';
import { Letters } from './letters/letters.js';
import { Messages } from './messages/messages.js';
import { Overview } from './overview/overview.js';
import { PackagePart } from './package/package-part.js';
import { PlanPart } from './plan/plan-part.js';
import { ProgressPart } from './progress/progress-part.js';
import { Trail } from './trail/trail.js';
import './dossier.css';

const route = getRouteApi('/office/requests/$id');

/** The views of a case, each with what opens it. */
const PARTS = [
  { id: 'overview', may: 'request.read', Content: Overview },
  { id: 'plan', may: 'plan.read', Content: PlanPart },
  { id: 'progress', may: 'request.read', Content: ProgressPart },
  { id: 'package', may: 'package.review', Content: PackagePart },
  { id: 'letters', may: 'request.read', Content: Letters },
  { id: 'messages', may: 'message.read', Content: Messages },
  { id: 'trail', may: 'request.read', Content: Trail },
] as const;

/** One request: who, how proven, by when, what may be decided, what is done, and what shows it. */
export function Dossier(): ReactNode {
  const { t } = useTranslation('dossier');
  const { id } = route.useParams();
  const { part } = route.useSearch();
  const navigate = useNavigate();
  const { may } = useMe();
  const request = useRequest(id);
  useLive();
  const parts = useMemo(() => PARTS.filter((one) => may.includes(one.may)), [may]);
  if (request.isPending) return <Skeleton lines={10} />;
  // What was shown stays while a later look fails: the banner above says that the network is away.
  if (!request.data)
    return isMissing(request.error) ? (
      <Unknown />
    ) : (
      <ErrorState level={1} error={request.error} onRetry={() => void request.refetch()} />
    );
  const open = request.data;
  const unread = open.messages.unread;
  return (
    <Zone.Provider value={open.zone}>
      <OpenRequest.Provider value={open}>
        <DossierHeader open={open} />
        <Tabs
          key={id}
          label={t('parts')}
          selected={parts.some((one) => one.id === part) ? part! : 'overview'}
          onSelect={(next) =>
            void navigate({ to: '/requests/$id', params: { id }, search: next === 'overview' ? {} : { part: next } })
          }
          tabs={parts.map(({ id: name, Content }) => ({
            id: name,
            title: name === 'messages' && unread > 0 ? t('part.messages_unread', { count: unread }) : t(`part.${name}`),
            content: <Content />,
          }))}
        />
      </OpenRequest.Provider>
    </Zone.Provider>
  );
}

function Unknown(): ReactNode {
  const { t } = useTranslation('dossier');
  return (
    <EmptyState level={1} glyph="search" title={t('unknown.title')} actions={<Link to="/">{t('unknown.back')}</Link>}>
      <p>{t('unknown.text')}</p>
    </EmptyState>
  );
}

/** Gone, of another company, or an address that is none: the service answers all of them alike. */
const isMissing = (error: unknown): boolean =>
  error instanceof ProblemError && (error.status === 404 || error.status === 400);
