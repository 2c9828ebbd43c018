import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../ui/data/facts.js';
import { State, Tag } from '../../ui/data/state.js';
import { Day, Moment } from '../../ui/data/time.js';
import { Notice } from '../../ui/feedback/notice.js';
import { CopyButton } from '../../ui/form/copy-button.js';
import { Glyph } from '../../ui/glyph.js';
import { PageHeader } from '../../ui/layout/page-header.js';
import { useCompanyName } from '../companies.js';
import { toneOf } from '../words.js';
import { Assignment } from './assignment.js';
import type { RequestView } from './dossier-data.js';
import { DueWords } from './due-words.js';

/** What must be known of a request wherever one looks at it. */
export function DossierHeader({ open }: { open: RequestView }): ReactNode {
  const { t } = useTranslation('dossier');
  const { t: words } = useTranslation('words');
  const right = words(`right.${open.right}` as 'right.access');
  return (
    <>
      <PageHeader
        title={right}
        reference={open.reference}
        above={
          <span className="row dossier-above">
            <Link to="/" className="dossier-back">
              <Glyph name="back" /> {t('back')}
            </Link>
            <span>{open.controllerName}</span>
            <Tag>{open.law}</Tag>
            {open.alsoUnder.map((law) => (
              <Tag key={law}>{law}</Tag>
            ))}
          </span>
        }
        actions={<CopyButton text={open.reference} label={t('copy_reference')} />}
      >
        <span className="row dossier-states">
          <State tone={toneOf(open.state)}>{words(`state.${open.state}` as 'state.closed')}</State>
          {open.holds.length > 0 && <State tone="stopped">{t('held', { count: open.holds.length })}</State>}
          {open.errands.length > 0 && <State tone="person">{t('errands_open', { count: open.errands.length })}</State>}
          {open.testPerson && <Tag>{t('test_person')}</Tag>}
        </span>
      </PageHeader>
      <div className="dossier-head sheet">
        <Facts
          facts={[
            { name: t('due.title'), value: <DueWords open={open} /> },
            {
              name: t('received'),
              value: (
                <>
                  <Moment at={open.receivedAt} dayOnly />
                  <span className="dossier-beside">{t(`channel.${open.channel}` as 'channel.portal')}</span>
                </>
              ),
            },
            {
              name: t('first_answer'),
              value: open.firstAnsweredAt ? <Moment at={open.firstAnsweredAt} dayOnly /> : t('not_yet'),
            },
          ]}
        />
        <Assignment open={open} />
      </div>
      {open.treatedAs === 'categories' && (
        <div className="dossier-notice">
          <Notice title={t('categories.title')}>
            <p>{t('categories.text')}</p>
          </Notice>
        </div>
      )}
      {open.siblings.length > 0 && <Siblings open={open} />}
    </>
  );
}

/** Requests of the same message: other rights of the case, and the same asked of other companies. */
function Siblings({ open }: { open: RequestView }): ReactNode {
  const { t } = useTranslation('dossier');
  const companyName = useCompanyName();
  const { t: words } = useTranslation('words');
  return (
    <nav aria-label={t('siblings')} className="dossier-siblings small">
      <span className="soft">{t('siblings')}</span>
      <ul>
        {open.siblings.map(({ id, reference, right, state, controller }) => (
          <li key={id}>
            <Link to="/requests/$id" params={{ id }}>
              {words(`right.${right}` as 'right.access')}
              {reference === open.reference ? '' : ` ${reference}`}
            </Link>{' '}
            <span className="soft">
              {controller === open.controller ? '' : `${companyName(controller)}, `}
              {words(`state.${state}` as 'state.closed')}
            </span>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A legal day that may be missing. */
export function DayOrNone({ day }: { day: string | null }): ReactNode {
  const { t } = useTranslation('dossier');
  return day === null ? <span className="soft">{t('no_day')}</span> : <Day day={day} />;
}
