import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../../api/client.js';
import { ProblemError } from '../../../api/problem.js';
import type { components } from '../../../api/schema.js';
import { useFormats } from '../../../i18n/formats.js';
import { Facts } from '../../../ui/data/facts.js';
import { State, type StateTone } from '../../../ui/data/state.js';
import { Moment } from '../../../ui/data/time.js';
import { EmptyState } from '../../../ui/feedback/empty-state.js';
import { ErrorState } from '../../../ui/feedback/error-state.js';
import { Skeleton } from '../../../ui/feedback/skeleton.js';
import { CopyButton } from '../../../ui/form/copy-button.js';
import { api } from '../../api.js';
import { useCodeWords } from '../codes.js';
import { useOpenRequest } from '../dossier-data.js';
import { PartSection } from '../part-section.js';
import { isCopy } from '../plan/plan-data.js';
import { Printing } from './printing.js';
import { Release } from './release.js';
import { Review } from './review.js';
import './package.css';

export type PackageView = components['schemas']['PackageView'];

const TONES: Record<string, StateTone> = { built: 'attention', released: 'done', expired: 'stopped' };

/** The copy that is to leave: what it covers, what it holds back, and whether it may go. */
export function PackagePart(): ReactNode {
  const { t } = useTranslation('dossier');
  const open = useOpenRequest();
  const found = useQuery({
    queryKey: ['request', open.id, 'package'],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/requests/{id}/package', { params: { path: { id: open.id } }, signal })),
  });
  if (found.isPending) return <Skeleton lines={6} />;
  if (found.error instanceof ProblemError && found.error.status === 404) {
    return (
      <EmptyState glyph="box" title={t('package.none')}>
        <p>{isCopy(open.right) ? t('package.none_text') : t('package.not_needed')}</p>
      </EmptyState>
    );
  }
  if (!found.data) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  return (
    <div className="stack-l">
      <Summary built={found.data} />
      {open.state === 'preparing' && <p role="status">{t('package.building')}</p>}
      <Review />
      <Release built={found.data} />
      <Printing built={found.data} />
    </div>
  );
}

function Summary({ built }: { built: PackageView }): ReactNode {
  const { t } = useTranslation('dossier');
  const formats = useFormats();
  const word = useCodeWords();
  const { summary } = built;
  return (
    <PartSection
      title={t('package.title')}
      aside={<State tone={TONES[built.state] ?? 'open'}>{word(`package_state.${built.state}`, built.state)}</State>}
    >
      <Facts
        facts={[
          { name: t('package.built_at'), value: <Moment at={built.builtAt} /> },
          { name: t('package.size'), value: formats.bytes(built.bytes) },
          ...(summary
            ? [
                {
                  name: t('package.searched'),
                  value: t('package.of', {
                    searched: formats.number(summary.searched),
                    of: formats.number(summary.of),
                  }),
                },
                { name: t('package.records'), value: formats.number(summary.records) },
                { name: t('package.withheld'), value: formats.number(summary.withheld) },
              ]
            : []),
        ]}
      />
      {summary && summary.searched < summary.of && <p className="package-gap">{t('package.gap')}</p>}
      <p className="small soft package-digest">
        {t('package.digest')} <code>{built.digest}</code> <CopyButton text={built.digest} label={t('package.copy')} />
      </p>
    </PartSection>
  );
}
