import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { api } from '../api.js';
import { CountFigure } from './count-figure.js';

/** Looks after erasures and what they have found, over all companies that whoever asks may see. */
export function LookFigures(): ReactNode {
  const { t, i18n } = useTranslation('figures');
  const looks = useQuery({
    queryKey: ['figures', 'looks'],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/probes/figures', { signal })),
  });
  if (looks.isError) return <ErrorNotice error={looks.error} />;
  if (!looks.data) return null;
  const { waiting, overdue, openFindings, results, decisions } = looks.data;
  const named = (name: string): string =>
    i18n.exists(`figures:looks.${name}`) ? t(`looks.${name}` as 'looks.clear') : name;
  return (
    <div className="figures-grid">
      <CountFigure
        title={t('looks.title')}
        lead={t('looks.lead')}
        column={t('looks.column')}
        rows={[
          { name: t('looks.waiting'), count: waiting },
          { name: t('looks.overdue'), count: overdue },
          ...results.map(({ result, probes }) => ({ name: named(result), count: probes })),
        ]}
      />
      <CountFigure
        title={t('findings.title')}
        lead={t('findings.lead')}
        column={t('findings.column')}
        rows={[
          { name: t('findings.open'), count: openFindings },
          ...decisions.map(({ result, probes }) => ({
            name: i18n.exists(`figures:findings.${result}`)
              ? t(`findings.${result}` as 'findings.erase-again')
              : result,
            count: probes,
          })),
        ]}
      />
    </div>
  );
}
