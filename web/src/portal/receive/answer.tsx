import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.js';
import { Facts } from '../../ui/data/facts.js';
import { Moment } from '../../ui/data/time.js';
import { EmptyState } from '../../ui/feedback/empty-state.js';
import { Notice } from '../../ui/feedback/notice.js';
import { buttonClass } from '../../ui/form/button-class.js';
import { Glyph } from '../../ui/glyph.js';
import { PageHeader } from '../../ui/layout/page-header.js';
import { hasOutcomes, useOpenCase } from '../case/case-data.js';
import { Results } from '../case/results.js';
import { Download } from './download.js';
import { ReportPreview } from './report-preview.js';
import './receive.css';

const route = getRouteApi('/case/answer/$id');

/** The answer: what it covers, to be read here or taken along, and what stays, why and until when. */
export function Answer(): ReactNode {
  const { t } = useTranslation('case');
  const formats = useFormats();
  const open = useOpenCase();
  const { id } = route.useParams();
  const request = open.requests.find((one) => one.id === id);
  const found = request?.package;
  if (!request || !found) {
    return (
      <EmptyState
        glyph="box"
        level={1}
        title={t('answer_page.none_title')}
        actions={
          <Link to="/case" className={buttonClass()}>
            {t('back')}
          </Link>
        }
      >
        <p>{t('answer_page.none_text')}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <PageHeader
        title={found.kind === 'portability' ? t('answer_page.title_portability') : t('answer_page.title')}
        above={
          <Link to="/case" className="back">
            <Glyph name="back" /> {t('back')}
          </Link>
        }
      >
        <p>{t('answer_page.lead', { name: open.controller.name })}</p>
      </PageHeader>
      <div className="stack-l">
        <section className="sheet stack">
          <Facts
            facts={[
              { name: t('answer_page.built'), value: <Moment at={found.builtAt} /> },
              {
                name: t('answer_page.searched'),
                value: t('answer_page.searched_of', { searched: found.searched, of: found.of }),
              },
              { name: t('answer_page.records'), value: formats.number(found.records) },
              { name: t('answer_page.withheld'), value: formats.number(found.withheld) },
            ]}
          />
          {found.withheld > 0 && <p className="small soft">{t('answer_page.withheld_text')}</p>}
          {found.searched < found.of && <p className="small soft">{t('answer_page.not_searched')}</p>}
        </section>
        {found.proofTooOld ? (
          <Notice
            tone="attention"
            title={t('answer_page.proof_old_title')}
            actions={
              <Link to="/case/prove" className={buttonClass('primary')}>
                {t('next.prove.link')}
              </Link>
            }
          >
            <p>{t('answer_page.proof_old_text')}</p>
          </Notice>
        ) : (
          <>
            <Download requestId={id} found={found} reference={open.reference} />
            {found.kind !== 'portability' && <ReportPreview requestId={id} left={found.previewsLeft} />}
          </>
        )}
        {hasOutcomes(request) && (
          <section className="sheet">
            <Results results={request.results ?? []} />
          </section>
        )}
        <Stays keptUntil={open.keptUntil} />
      </div>
    </>
  );
}

/** What is kept about her asking itself. */
function Stays({ keptUntil }: { keptUntil: string | null }): ReactNode {
  const { t } = useTranslation('case');
  const formats = useFormats();
  return (
    <p className="small soft">
      {keptUntil === null ? t('answer_page.kept_open') : t('answer_page.kept', { day: formats.day(keptUntil) })}
    </p>
  );
}
