import { Link } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../ui/feedback/error-state.js';
import { Notice } from '../../ui/feedback/notice.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { buttonClass } from '../../ui/form/button-class.js';
import { Glyph } from '../../ui/glyph.js';
import { PageHeader } from '../../ui/layout/page-header.js';
import { useOpenCase } from '../case/case-data.js';
import { Code } from './code.js';
import { Login } from './login.js';
import { type ProofStatus, useProofStatus } from './proof-data.js';
import './prove.css';

/** She shows who she is: with a code, with the company's login, or a human decides. */
export function Prove(): ReactNode {
  const { t } = useTranslation('case');
  const status = useProofStatus();
  return (
    <>
      <PageHeader
        title={t('prove.title')}
        above={
          <Link to="/case" className="back">
            <Glyph name="back" /> {t('back')}
          </Link>
        }
      >
        <p>{t('prove.lead')}</p>
      </PageHeader>
      {status.isPending && <Skeleton title={false} lines={5} />}
      {status.isError && <ErrorState error={status.error} onRetry={() => void status.refetch()} />}
      {status.data && <Ways status={status.data} />}
    </>
  );
}

function Ways({ status }: { status: ProofStatus }): ReactNode {
  const { t } = useTranslation('case');
  const open = useOpenCase();
  const stillAsked = open.requests.some(({ may }) => may.includes('prove'));
  if (status.sufficient && !stillAsked) {
    return (
      <Notice
        tone="good"
        live="status"
        title={t('prove.done_title')}
        actions={
          <Link to="/case" className={buttonClass('primary')}>
            {t('prove.done_link')}
          </Link>
        }
      >
        <p>{t('prove.done_text')}</p>
      </Notice>
    );
  }
  const byCode = status.ways.includes('email-code');
  const byLogin = status.ways.includes('login');
  return (
    <div className="stack-l">
      <Beyond status={status} />
      {byLogin && status.assurance !== 'login' && <Login />}
      {byCode && status.assurance === 'none' && <Code status={status} />}
      {byLogin && !status.actingFor && (
        <p className="small soft">
          {t('prove.no_account')} <Link to="/case/messages">{t('prove.write')}</Link>
        </p>
      )}
    </div>
  );
}

/** What neither a code nor a login settles, and what a code alone leads to. */
function Beyond({ status }: { status: ProofStatus }): ReactNode {
  const { t } = useTranslation('case');
  if (status.actingFor) {
    return (
      <Notice title={t('prove.acting_title')}>
        <p>{t('prove.acting_text')}</p>
      </Notice>
    );
  }
  const byCode = status.ways.includes('email-code');
  if (
    byCode &&
    status.assurance === 'none' &&
    status.needs.some(({ categoriesFrom }) => categoriesFrom === 'contact')
  ) {
    return (
      <Notice>
        <p>{t('prove.categories')}</p>
      </Notice>
    );
  }
  if (status.assurance === 'contact') {
    const categories = status.needs.some(({ categoriesFrom }) => categoriesFrom === 'contact');
    return (
      <Notice tone="good" live="status" title={t('prove.code_done_title')}>
        <p>{t(categories ? 'prove.code_done_text' : 'prove.code_done_office')}</p>
      </Notice>
    );
  }
  if (byCode && status.needs.every(({ required }) => required !== 'contact')) {
    return (
      <Notice title={t('prove.officer_title')}>
        <p>{t('prove.asked_text')}</p>
      </Notice>
    );
  }
  if (status.ways.includes('officer')) {
    return (
      <Notice title={t('prove.officer_title')}>
        <p>{t('prove.officer_text')}</p>
      </Notice>
    );
  }
  return null;
}
