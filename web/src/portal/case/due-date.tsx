import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../../i18n/bilingual.js';
import { citationIn } from '../../i18n/citation.js';
import { Day } from '../../ui/data/time.js';
import { Tag } from '../../ui/data/state.js';
import type { PersonRequest } from './case-data.js';

/** How the day is found, step by step, so that anybody can reckon it again. */
export function DueDate({ clocks }: { clocks: PersonRequest['clocks'] }): ReactNode {
  const { t, i18n } = useTranslation('case');
  const said = useBilingual();
  if (clocks.length === 0) return null;
  return (
    <details className="why">
      <summary>{t('due.why')}</summary>
      <div className="stack">
        {clocks.map((clock) => (
          <div key={clock.law.de} className="stack-s">
            <p className="why-law">
              {said(clock.law)}: <Day day={clock.due} />
              {clock.extended && (
                <>
                  {' '}
                  <Tag>{t('due.extended')}</Tag>
                </>
              )}
              {clock.state === 'paused' && (
                <>
                  {' '}
                  <Tag>{t('due.paused')}</Tag>
                </>
              )}
            </p>
            <ol className="why-steps">
              {clock.steps.map((step) => (
                <li key={`${step.rule} ${step.from} ${step.to}`}>
                  {said(step.text)} <span className="soft small">{citationIn(i18n.language, step.citation)}</span>
                </li>
              ))}
            </ol>
            {clock.due !== clock.unpausedDue && (
              <p className="small soft">
                {t('due.unpaused')} <Day day={clock.unpausedDue} />
              </p>
            )}
            {!clock.confirmed && <p className="small soft">{t('due.unconfirmed')}</p>}
          </div>
        ))}
      </div>
    </details>
  );
}
