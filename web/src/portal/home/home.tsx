import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.js';
import { EmptyState } from '../../ui/feedback/empty-state.js';
import { ErrorState } from '../../ui/feedback/error-state.js';
import { Notice } from '../../ui/feedback/notice.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { buttonClass } from '../../ui/form/button-class.js';
import { Glyph } from '../../ui/glyph.js';
import { PageHeader } from '../../ui/layout/page-header.js';
import { useCaseToken } from '../case-token.js';
import { GLYPH_OF, MAIN, type Right, RIGHTS, rightNamed } from '../rights.js';
import { controllerOf, type PortalController, type PortalStart, usePortalStart, type Whom } from '../start-data.js';
import { WhomChoice } from './whom-choice.js';
import './home.css';

const route = getRouteApi('/');
const STEPS = ['ask', 'prove', 'follow', 'receive'] as const;

/** Where everybody begins: what can be asked, of whom, and by when it is answered. */
export function Home(): ReactNode {
  const { t } = useTranslation('portal');
  const whom = route.useSearch();
  const start = usePortalStart(whom);
  return (
    <>
      <PageHeader title={t('start.title')}>
        <p>{t('start.lead')}</p>
      </PageHeader>
      <div className="stack-l">
        {start.isPending && <Skeleton lines={8} title={false} />}
        {start.isError && <ErrorState error={start.error} onRetry={() => void start.refetch()} />}
        {start.isSuccess && <Offer start={start.data} whom={whom} />}
        <CaseAgain />
        <section aria-labelledby="steps-title" className="stack">
          <h2 id="steps-title">{t('start.steps_title')}</h2>
          <ol className="home-steps">
            {STEPS.map((step) => (
              <li key={step}>
                <h3>{t(`steps.${step}.title`)}</h3>
                <p className="soft">{t(`steps.${step}.text`)}</p>
              </li>
            ))}
          </ol>
        </section>
      </div>
    </>
  );
}

function Offer({ start, whom }: { start: PortalStart; whom: Whom }): ReactNode {
  const { t } = useTranslation('portal');
  const controller = controllerOf(start, whom);
  if (!controller) {
    return (
      <EmptyState title={t('start.none_title')}>
        <p>{t('start.none_text')}</p>
      </EmptyState>
    );
  }
  const offered = RIGHTS.filter((right) => controller.rights.some((one) => one.right === right));
  const search = { controller: controller.slug, place: whom.place };
  return (
    <div className="stack-l">
      <WhomChoice start={start} controller={controller} place={whom.place} />
      {start.gpc && offered.includes('do_not_sell') && (
        <Notice
          tone="good"
          title={t('gpc.title')}
          actions={
            <Link to="/request/$right" params={{ right: 'do_not_sell' }} search={search} className={buttonClass()}>
              {t('gpc.link')}
            </Link>
          }
        >
          <p>{t('gpc.text')}</p>
        </Notice>
      )}
      <section aria-labelledby="choose-title" className="stack">
        <h2 id="choose-title">{t('start.choose')}</h2>
        <ul className="right-cards">
          {MAIN.filter((right) => offered.includes(right)).map((right) => (
            <li key={right}>
              <RightCard right={right} controller={controller} search={search} />
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="more-title" className="stack">
        <h2 id="more-title" className="home-more-title">
          {t('start.more')}
        </h2>
        <ul className="right-list">
          {offered
            .filter((right) => !MAIN.includes(right))
            .map((right) => (
              <li key={right}>
                <Link to="/request/$right" params={{ right }} search={search}>
                  {t(`right.${right}.question`)}
                </Link>
              </li>
            ))}
        </ul>
        <p className="small soft">
          {t('start.contact', {
            name: controller.name,
            address: controller.address.join(', '),
            mail: controller.contact,
          })}
        </p>
      </section>
    </div>
  );
}

interface RightCardProps {
  right: Right;
  controller: PortalController;
  search: Whom;
}

function RightCard({ right, controller, search }: RightCardProps): ReactNode {
  const { t } = useTranslation('portal');
  const formats = useFormats();
  const due = controller.rights.find((one) => rightNamed(one.right) === right)?.dueIfAskedNow;
  return (
    <Link to="/request/$right" params={{ right }} search={search} className="right-card">
      <span className="right-glyph">
        <Glyph name={GLYPH_OF[right] ?? 'letter'} />
      </span>
      <span className="right-words">
        <span className="right-question">{t(`right.${right}.question`)}</span>
        <span className="soft">{t(`right.${right}.lead`)}</span>
        {due !== undefined && <span className="small right-due">{t('start.by', { day: formats.day(due) })}</span>}
      </span>
      <Glyph name="arrow" className="right-arrow" />
    </Link>
  );
}

/** The way back to a request that runs. */
function CaseAgain(): ReactNode {
  const { t } = useTranslation('portal');
  const running = useCaseToken() !== null;
  return (
    <section className="case-again" aria-labelledby="again-title">
      <Glyph name="letter" className="case-again-glyph" />
      <div className="stack-s">
        <h2 id="again-title">{running ? t('start.running_title') : t('start.later_title')}</h2>
        <p className="soft">{running ? t('start.running_text') : t('start.later_text')}</p>
        <p>
          <Link to="/case" className={buttonClass(running ? 'primary' : 'secondary')}>
            {running ? t('start.running_link') : t('start.later_link')}
          </Link>
        </p>
      </div>
    </section>
  );
}
