import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Button } from '../../ui/form/button.js';
import { api } from '../api.js';
import { HealthReport } from './health.js';

/** Asks the system whether it answers and what we may do there: by the map in force, or by the draft's connection. */
export function SystemCheck({ system, draft = false }: { system: string; draft?: boolean }): ReactNode {
  const { t } = useTranslation('systems');
  const params = { path: { system } };
  const check = useMutation({
    mutationFn: () =>
      dataOf(
        draft
          ? api.POST('/v1/systems/{system}/draft/check', { params })
          : api.POST('/v1/systems/{system}/check', { params }),
      ),
  });
  return (
    <div className="stack">
      <p className="soft">{draft ? t('check.lead_draft') : t('check.lead')}</p>
      <div>
        <Button onPress={() => check.mutate()} isPending={check.isPending}>
          {t('check.one')}
        </Button>
      </div>
      <div aria-live="polite">
        {check.isError && <ErrorNotice error={check.error} onRetry={() => check.mutate()} />}
        {check.data && !check.isPending && (
          <div className="sheet">
            <HealthReport health={check.data} />
          </div>
        )}
      </div>
    </div>
  );
}
