import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { citationIn } from '../../../i18n/citation.js';
import { Facts } from '../../../ui/data/facts.js';
import { State, Tag } from '../../../ui/data/state.js';
import { Day } from '../../../ui/data/time.js';
import { Glyph } from '../../../ui/glyph.js';
import { useBilingual } from '../../../i18n/bilingual.js';
import { type Clock, useOpenRequest } from '../dossier-data.js';
import { DayOrNone } from '../dossier-header.js';
import { PartSection } from '../part-section.js';

const TONES = { running: 'running', paused: 'attention', answered: 'done', withdrawn: 'stopped' } as const;

/** Until when, and every step of how that day was found: whoever doubts it can reckon it again. */
export function Clocks(): ReactNode {
  const { t } = useTranslation('dossier');
  const { clocks } = useOpenRequest();
  return (
    <PartSection title={t('clock.title')}>
      {clocks.length === 0 && <p className="soft">{t('due.none')}</p>}
      {clocks.map((clock) => (
        <OneClock key={clock.law} clock={clock} />
      ))}
    </PartSection>
  );
}

function OneClock({ clock }: { clock: Clock }): ReactNode {
  const { t } = useTranslation('dossier');
  return (
    <div className="stack">
      <p className="row">
        <Tag>{clock.law}</Tag>
        <State tone={TONES[clock.state]}>{t(`clock.${clock.state}`)}</State>
        {clock.extended && <Tag>{t('clock.extended')}</Tag>}
        {clock.inTime === true && <State tone="done">{t('clock.in_time')}</State>}
        {clock.inTime === false && <State tone="problem">{t('clock.late')}</State>}
      </p>
      <Facts
        facts={[
          { name: t('clock.due'), value: <Day day={clock.due} /> },
          { name: t('clock.unpaused'), value: <Day day={clock.unpausedDue} /> },
          { name: t('clock.answer_by'), value: <Day day={clock.answerBy} /> },
          { name: t('clock.may_extend'), value: <DayOrNone day={clock.mayExtendUntil} /> },
        ]}
      />
      <details className="dossier-why">
        <summary>{t('clock.why')}</summary>
        <ol className="dossier-steps">
          {clock.steps.map((step, index) => (
            <Step key={index} step={step} />
          ))}
        </ol>
      </details>
      {!clock.confirmed && (
        <p className="small dossier-unconfirmed">
          <Glyph name="attention" /> {t('clock.unconfirmed')}
        </p>
      )}
    </div>
  );
}

function Step({ step }: { step: Clock['steps'][number] }): ReactNode {
  const { t, i18n } = useTranslation('dossier');
  const said = useBilingual();
  return (
    <li>
      <p>{said(step.text)}</p>
      <p className="small soft">
        {step.from === step.to ? (
          <Day day={step.to} />
        ) : (
          <>
            <Day day={step.from} /> → <Day day={step.to} />
          </>
        )}{' '}
        · {citationIn(i18n.language, step.citation)}
      </p>
      {!step.confirmed && (
        <p className="small dossier-unconfirmed">
          <Glyph name="attention" /> {t('clock.step_unconfirmed')}
          {step.check === null ? '' : ` ${step.check}`}
        </p>
      )}
    </li>
  );
}
