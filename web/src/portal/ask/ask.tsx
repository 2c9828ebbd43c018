import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../../i18n/bilingual.js';
import { citationIn } from '../../i18n/citation.js';
import { useFormats } from '../../i18n/formats.js';
import { ErrorState } from '../../ui/feedback/error-state.js';
import { Notice } from '../../ui/feedback/notice.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { Glyph } from '../../ui/glyph.js';
import { PageHeader } from '../../ui/layout/page-header.js';
import { Missing } from '../missing.js';
import { type Right, rightNamed } from '../rights.js';
import { controllerOf, type PortalController, type PortalRight, usePortalStart } from '../start-data.js';
import { AskFields } from './ask-fields.js';
import './ask.css';

const NO_BREAK = '\u00A0';
const route = getRouteApi('/request/$right');

/** One right: what will happen and by when, then as few fields as can be. */
export function Ask(): ReactNode {
  const { t } = useTranslation('ask');
  const { t: portal, i18n } = useTranslation('portal');
  const said = useBilingual();
  const { right: name } = route.useParams();
  const whom = route.useSearch();
  const start = usePortalStart(whom);
  const right = rightNamed(name);
  if (!right) return <Missing />;
  if (start.isPending) return <Skeleton lines={8} />;
  if (start.isError) return <ErrorState level={1} error={start.error} onRetry={() => void start.refetch()} />;
  const controller = controllerOf(start.data, whom);
  const offered = controller?.rights.find((one) => one.right === right);
  if (!controller || !offered) return <NotOffered controller={controller} />;
  return (
    <>
      <PageHeader
        title={portal(`right.${right}.question`)}
        above={
          <Link to="/" search={whom} className="back">
            <Glyph name="back" /> {t('back')}
          </Link>
        }
      >
        <p>{portal(`right.${right}.lead`)}</p>
        <p className="small">
          {t('to', { name: controller.name })} · {said(offered.title)}{' '}
          <span className="ask-citation">({citationIn(i18n.language, offered.citation)})</span>
        </p>
      </PageHeader>
      <div className="stack-l">
        {right === 'do_not_sell' && start.data.gpc && (
          <Notice tone="good" title={t('gpc.title')}>
            <p>{t('gpc.text')}</p>
          </Notice>
        )}
        <WhatHappens right={right} offered={offered} login={controller.login !== null} />
        <AskFields
          key={right}
          right={right}
          controller={controller}
          proof={offered.proof}
          proofOfWork={start.data.proofOfWork}
          place={whom.place}
        />
      </div>
    </>
  );
}

/** In plain words, before anything is asked of the person. */
function WhatHappens({ right, offered, login }: { right: Right; offered: PortalRight; login: boolean }): ReactNode {
  const { t } = useTranslation('ask');
  const said = useBilingual();
  const formats = useFormats();
  const words = (text: { de: string; en: string }): string => said(text).replaceAll(' ', NO_BREAK);
  return (
    <section className="sheet stack" aria-labelledby="happens-title">
      <h2 id="happens-title" className="ask-heading">
        {t('happens.title')}
      </h2>
      <ol className="ask-steps">
        {offered.proof ? <li>{t(`happens.prove_${proofBy(offered, login)}`)}</li> : <li>{t('happens.no_proof')}</li>}
        <li>{t(`happens.${right}`)}</li>
        <li>
          {t('happens.answer', { day: formats.weekday(offered.dueIfAskedNow), period: words(offered.answer.words) })}
          {offered.act && <> {t('happens.act', { period: words(offered.act.words) })}</>}
        </li>
      </ol>
      {right === 'erasure' && <p className="small soft">{t('happens.stays')}</p>}
    </section>
  );
}

/** By what the level that is asked for can be reached. */
function proofBy({ level }: PortalRight, login: boolean): 'contact' | 'login' | 'officer' {
  if (level === 'none' || level === 'contact') return 'contact';
  return level === 'login' && login ? 'login' : 'officer';
}

function NotOffered({ controller }: { controller: PortalController | undefined }): ReactNode {
  const { t } = useTranslation('ask');
  return (
    <>
      <PageHeader title={t('not_offered.title')} />
      <Notice tone="attention">
        <p>{t('not_offered.text', { name: controller?.name ?? '' })}</p>
      </Notice>
      <p className="ask-back">
        <Link to="/">{t('back')}</Link>
      </p>
    </>
  );
}
