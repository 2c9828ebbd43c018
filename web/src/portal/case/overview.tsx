import { Link, useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Moment } from '../../ui/data/time.js';
import { Notice } from '../../ui/feedback/notice.js';
import { buttonClass } from '../../ui/form/button-class.js';
import { CopyButton } from '../../ui/form/copy-button.js';
import { Glyph } from '../../ui/glyph.js';
import { PageHeader } from '../../ui/layout/page-header.js';
import { caseLink } from '../case-token.js';
import { useOpenCase } from './case-data.js';
import { Letters } from './letters.js';
import { NextStep } from './next-step.js';
import { RequestSheet } from './request-sheet.js';
import { Timeline } from './timeline.js';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The request has just been sent. */
    arrived?: boolean;
  }
}

/** How the case stands: what she should do, what was asked, what happened, and how to reach us. */
export function Overview(): ReactNode {
  const { t } = useTranslation('case');
  const open = useOpenCase();
  const arrived = useRouterState({ select: ({ location }) => location.state.arrived === true });
  return (
    <>
      <PageHeader
        title={t('overview.title', { reference: open.reference })}
        above={open.controller.name}
        actions={<CopyButton text={caseLink()} label={t('overview.copy_link')} />}
      >
        <p>
          {t('overview.received')} <Moment at={open.receivedAt} />
        </p>
      </PageHeader>
      <div className="stack-l">
        {arrived && (
          <Notice tone="good" live="status" title={t('arrived.title')}>
            <p>{t('arrived.text', { reference: open.reference })}</p>
          </Notice>
        )}
        <NextStep open={open} />
        {open.actingFor && (
          <Notice title={t('acting.title')}>
            <p>{t('acting.text')}</p>
          </Notice>
        )}
        {open.requests.map((request) => (
          <RequestSheet key={request.id} request={request} proven={open.proven} />
        ))}
        <section className="sheet case-talk" aria-labelledby="talk-title">
          <div className="stack-s">
            <h2 id="talk-title" className="case-heading">
              {t('talk.title')}
            </h2>
            <p className="soft">
              {open.messages.unread > 0 ? t('talk.unread', { count: open.messages.unread }) : t('talk.text')}
            </p>
          </div>
          <Link to="/case/messages" className={buttonClass(open.messages.unread > 0 ? 'primary' : 'secondary')}>
            <Glyph name="letter" /> {t('talk.link')}
          </Link>
        </section>
        <Timeline open={open} />
        {open.letters && open.letters.length > 0 && <Letters letters={open.letters} />}
        <p className="small soft">{t('overview.keep', { contact: open.controller.contact })}</p>
      </div>
    </>
  );
}
