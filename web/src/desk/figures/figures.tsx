import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Day, Moment } from '../../ui/data/time.js';
import { ErrorState } from '../../ui/feedback/error-state.js';
import { Notice } from '../../ui/feedback/notice.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { Button } from '../../ui/form/button.js';
import { PageHeader } from '../../ui/layout/page-header.js';
import { useCompanyName } from '../companies.js';
import { FiguresFilter } from './figures-filter.js';
import { type FiguresData, useFigures } from './figures-data.js';
import { LookFigures } from './look-figures.js';
import { NowFigures } from './now-figures.js';
import { PeriodFigures } from './period-figures.js';
import './figures.css';

const route = getRouteApi('/office/figures');

/** How the office stands, and how long things take. No figure is about a member of staff. */
export function Figures(): ReactNode {
  const { t } = useTranslation('figures');
  const search = route.useSearch();
  const navigate = useNavigate();
  const figures = useFigures(search);
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <Button onPress={() => print()} isDisabled={!figures.isSuccess}>
            {t('print')}
          </Button>
        }
      >
        <p>{t('lead')}</p>
      </PageHeader>
      <div className="stack-l">
        <FiguresFilter search={search} onGo={(next) => void navigate({ to: '/figures', search: next })} />
        {figures.isPending ? (
          <Skeleton lines={10} title={false} />
        ) : figures.isError ? (
          <ErrorState error={figures.error} onRetry={() => void figures.refetch()} />
        ) : (
          <Shown figures={figures.data} busy={figures.isPlaceholderData} controller={search.controller} />
        )}
      </div>
    </>
  );
}

function Shown(props: { figures: FiguresData; busy: boolean; controller: string | undefined }): ReactNode {
  const { figures, busy, controller } = props;
  const companyName = useCompanyName();
  const { t } = useTranslation('figures');
  return (
    <div className="stack-l" aria-busy={busy}>
      <section className="stack" aria-labelledby="figures-now">
        <div>
          <h2 id="figures-now">{t('now.title')}</h2>
          <p className="soft">
            <Moment at={figures.at} />
            {controller !== undefined && ` · ${companyName(controller)}`}
          </p>
        </div>
        <NowFigures figures={figures} controller={controller} />
        <LookFigures />
      </section>
      <section className="stack" aria-labelledby="figures-period">
        <div>
          <h2 id="figures-period">{t('period.title')}</h2>
          <p className="soft">
            <Day day={figures.from} /> – <Day day={figures.to} />
          </p>
        </div>
        <PeriodFigures figures={figures} />
      </section>
      <Notice title={t('counted.title')}>
        <p>{t('counted.text')}</p>
      </Notice>
    </div>
  );
}
