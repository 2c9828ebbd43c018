import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Day } from '../../ui/data/time.js';
import { Glyph } from '../../ui/glyph.js';
import { useNow } from '../../ui/now.js';
import { isEnded, type RequestView } from './dossier-data.js';

const DAY_MS = 86_400_000;

/** Until when, and how near that is: in words and by a shape, so that nobody has to tell red from green. */
export function DueWords({ open }: { open: RequestView }): ReactNode {
  const { t } = useTranslation('dossier');
  const now = useNow(60_000);
  if (open.dueOn === null) return <span className="soft">{t('due.none')}</span>;
  if (isEnded(open) || open.firstAnsweredAt !== null) {
    return (
      <>
        <Day day={open.dueOn} />
        <span className="dossier-beside">{isEnded(open) ? t('due.ended') : t('due.answered')}</span>
      </>
    );
  }
  const left = daysBetween(legalDay(now, open.zone), open.dueOn);
  const near = left < 0 ? 'late' : left <= 2 ? 'soon' : 'far';
  return (
    <span className={`dossier-due dossier-due-${near}`}>
      {near !== 'far' && <Glyph name={near === 'late' ? 'problem' : 'attention'} />}
      <span>
        <Day day={open.dueOn} weekday />
        <span className="dossier-beside">
          {left < 0 ? t('due.late', { count: -left }) : t('due.left', { count: left })}
        </span>
      </span>
    </span>
  );
}

/** The day of an instant in the controller's zone, `YYYY-MM-DD`. */
export const legalDay = (at: Date, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
