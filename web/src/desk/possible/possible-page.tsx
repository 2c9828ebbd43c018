import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../ui/data/facts.js';
import { State } from '../../ui/data/state.js';
import { Moment } from '../../ui/data/time.js';
import { ErrorState } from '../../ui/feedback/error-state.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { PageHeader } from '../../ui/layout/page-header.js';
import { useCompanyName } from '../companies.js';
import { useReasonWords } from '../dossier/codes.js';
import { useMay } from '../session.js';
import { Decide } from './decide.js';
import { type Possible, possibleQuery } from './possible-data.js';
import { ProvisionalDue } from './provisional-due.js';
import { WhatWasWritten } from './what-was-written.js';
import { WhyHere } from './why-here.js';
import './possible.css';

/** One message that may be a request: why it is here, what was written, and what somebody decides it is. */
export function PossiblePage(): ReactNode {
  const { t } = useTranslation('possible');
  const { id } = useParams({ from: '/office/possible/$id' });
  const found = useQuery(possibleQuery(id));
  const mayDecide = useMay('shadow.decide');
  if (found.isPending) return <Skeleton lines={8} />;
  if (!found.data) return <ErrorState level={1} error={found.error} onRetry={() => void found.refetch()} />;
  const possible = found.data;
  return (
    <>
      <PageHeader
        title={t('ticket', { source: possible.source, ticket: possible.ticket })}
        above={<Link to="/possible">{t('back')}</Link>}
      >
        <p>{t('one_lead')}</p>
      </PageHeader>
      <div className="stack-l">
        <KnownOfIt possible={possible} />
        <WhyHere rules={possible.rules} version={possible.rulesVersion} score={possible.score} />
        <WhatWasWritten key={possible.id} id={possible.id} />
        {possible.state === 'open' && mayDecide && <Decide possible={possible} />}
      </div>
    </>
  );
}

function KnownOfIt({ possible }: { possible: Possible }): ReactNode {
  const { t } = useTranslation('possible');
  const { t: words } = useTranslation('words');
  const companyName = useCompanyName();
  const reasonOf = useReasonWords();
  const { state, controller, askedAt, dueOn, right, decidedAt, reason, requestId } = possible;
  return (
    <section className="stack" aria-labelledby="possible-facts">
      <h2 id="possible-facts">{t('facts')}</h2>
      <Facts
        facts={[
          {
            name: t('column.state'),
            value: <State tone={state === 'open' ? 'attention' : 'done'}>{t(`state.${state}`)}</State>,
          },
          { name: t('column.controller'), value: companyName(controller) },
          { name: t('column.asked'), value: <Moment at={askedAt} /> },
          { name: t('column.due'), value: <ProvisionalDue dueOn={dueOn} /> },
          { name: t('column.right'), value: right === null ? t('right_open') : words(`right.${right}`) },
          ...(decidedAt === null ? [] : [{ name: t('decided'), value: <Moment at={decidedAt} /> }]),
          ...(reason === null ? [] : [{ name: t('reason'), value: reasonOf(reason) }]),
          ...(requestId === null
            ? []
            : [
                {
                  name: t('became'),
                  value: (
                    <Link to="/requests/$id" params={{ id: requestId }}>
                      {t('to_request')}
                    </Link>
                  ),
                },
              ]),
        ]}
      />
    </section>
  );
}
