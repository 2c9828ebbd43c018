import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../../i18n/bilingual.js';
import { Day } from '../../ui/data/time.js';
import { State, type StateTone } from '../../ui/data/state.js';
import { buttonClass } from '../../ui/form/button-class.js';
import { Glyph } from '../../ui/glyph.js';
import { Aftermath } from './aftermath.js';
import { hasOutcomes, isEnded, type PersonRequest } from './case-data.js';
import { CopyFirst } from './copy-first.js';
import { DueDate } from './due-date.js';
import { OptOut } from './opt-out.js';
import { Results } from './results.js';
import { Systems } from './systems.js';
import { Withdraw } from './withdraw.js';

const TONES: Partial<Record<PersonRequest['state'], StateTone>> = {
  received: 'open',
  proving: 'person',
  closed: 'done',
  refused: 'problem',
  withdrawn: 'stopped',
  forwarded: 'stopped',
  forgotten: 'stopped',
};

/** One right: how it stands, by when and why, where, with what result, and what can be done. */
export function RequestSheet({ request, proven }: { request: PersonRequest; proven: boolean }): ReactNode {
  const { t } = useTranslation('case');
  const said = useBilingual();
  const title = `request-${request.id}`;
  return (
    <section className="sheet stack" aria-labelledby={title}>
      <header className="row spread">
        <h2 id={title}>{said(request.title)}</h2>
        <State tone={TONES[request.state] ?? 'running'}>{t(`state.${request.state}`)}</State>
      </header>
      <p>{t(`state_text.${request.state}`)}</p>
      {request.dueOn !== null && !isEnded(request) && (
        <p className="case-due">
          {t('due.by')} <Day day={request.dueOn} weekday />
        </p>
      )}
      <DueDate clocks={request.clocks} />
      {request.optOut && <OptOut optOut={request.optOut} />}
      {request.waitsForConfirmation && <CopyFirst request={request} />}
      {hasOutcomes(request) ? (
        <Results results={request.results ?? []} />
      ) : (
        request.systems && request.systems.length > 0 && <Systems systems={request.systems} />
      )}
      {request.aftermath && <Aftermath aftermath={request.aftermath} />}
      {!proven && !isEnded(request) && request.may.includes('prove') && (
        <p className="small soft">{t('hidden_until_proven')}</p>
      )}
      <div className="row case-actions no-print">
        {request.may.includes('download') && (
          <Link to="/case/answer/$id" params={{ id: request.id }} className={buttonClass()}>
            <Glyph name="box" /> {t('answer')}
          </Link>
        )}
        {request.may.includes('receipt') && (
          <Link to="/case/receipt/$id" params={{ id: request.id }} className={buttonClass()}>
            <Glyph name="receipt" /> {t('receipt')}
          </Link>
        )}
        {request.may.includes('withdraw') && <Withdraw request={request} />}
      </div>
    </section>
  );
}
