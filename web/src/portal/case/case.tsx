import { Outlet } from '@tanstack/react-router';
import { type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../../api/problem.js';
import { Zone } from '../../i18n/formats.js';
import { EmptyState } from '../../ui/feedback/empty-state.js';
import { ErrorState } from '../../ui/feedback/error-state.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { Button } from '../../ui/form/button.js';
import { closeCase, useCaseToken } from '../case-token.js';
import { OpenCase, usePersonCase } from './case-data.js';
import { LinkWanted } from './link-wanted.js';
import './case.css';

/** Around everything about one case: opened by its token, in the days of its controller. */
export function Case(): ReactNode {
  const token = useCaseToken();
  const found = usePersonCase();
  if (token === null) return <LinkWanted />;
  if (found.isPending) return <Skeleton lines={8} />;
  // What was shown stays while a later look fails: the banner above says that the network is away.
  if (!found.data)
    return isUnknown(found.error) ? (
      <Unknown />
    ) : (
      <ErrorState level={1} error={found.error} onRetry={() => void found.refetch()} />
    );
  return (
    <Zone.Provider value={found.data.controller.zone}>
      <OpenCase.Provider value={found.data}>
        <Suspense fallback={<Skeleton lines={6} />}>
          <Outlet />
        </Suspense>
      </OpenCase.Provider>
    </Zone.Provider>
  );
}

/** A token that opens nothing: mistyped, cut by a mail program, or of a case that is forgotten. */
function Unknown(): ReactNode {
  const { t } = useTranslation('case');
  return (
    <EmptyState
      glyph="lock"
      level={1}
      title={t('unknown.title')}
      actions={<Button onPress={closeCase}>{t('unknown.again')}</Button>}
    >
      <p>{t('unknown.text')}</p>
    </EmptyState>
  );
}

const isUnknown = (error: unknown): boolean =>
  error instanceof ProblemError && (error.status === 401 || error.status === 404);
