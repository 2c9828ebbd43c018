import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.js';
import { Facts } from '../../ui/data/facts.js';
import { CountFigure } from './count-figure.js';
import { DaysFigure } from './days-figure.js';
import { useDurations } from './durations.js';
import type { FiguresData } from './figures-data.js';
import { TakenFigure } from './taken-figure.js';

/** Actions of tasks that have words here; another one keeps its code. */
const ACTIONS = ['locate', 'collect', 'erase', 'optOut', 'restrict'] as const;

/** What happened in the period. */
export function PeriodFigures({ figures }: { figures: FiguresData }): ReactNode {
  const { period } = figures;
  const { t } = useTranslation('figures');
  const { t: words } = useTranslation('words');
  const formats = useFormats();
  const durations = useDurations();
  const { inTime, late, medianSeconds, p90Seconds } = period.firstAnswers;
  const answers = inTime + late;
  const taken = (seconds: number | null): string => (seconds === null ? t('none') : durations.words(seconds));
  const actionOf = (action: string): string => {
    const known = ACTIONS.find((one) => one === action);
    return known ? t(`action.${known}`) : action;
  };
  return (
    <>
      <div className="sheet">
        <Facts
          facts={[
            { name: t('period.received'), value: formats.number(period.received) },
            { name: t('period.answers'), value: formats.number(answers) },
            {
              name: t('period.in_time'),
              value: answers === 0 ? t('none') : t('period.share', { percent: percentOf(inTime, answers) }),
            },
            { name: t('period.median'), value: taken(medianSeconds) },
            { name: t('period.p90'), value: taken(p90Seconds) },
          ]}
        />
      </div>
      <DaysFigure days={period.days} />
      <div className="figures-grid">
        <CountFigure
          title={t('answers.title')}
          lead={t('answers.lead')}
          column={t('answers.column')}
          rows={
            answers === 0
              ? []
              : [
                  { name: t('answers.in_time'), count: inTime },
                  { name: t('answers.late'), count: late },
                ]
          }
        />
        <TakenFigure
          title={t('ended.title')}
          lead={t('ended.lead')}
          column={t('ended.column')}
          rows={period.ended.map((row) => ({ ...row, name: words(`state.${row.name}` as 'state.closed') }))}
        />
        <TakenFigure
          title={t('stages.title')}
          lead={t('stages.lead')}
          column={t('stages.column')}
          rows={period.stages.map((row) => ({ ...row, name: words(`state.${row.name}` as 'state.closed') }))}
        />
        <TakenFigure
          title={t('systems.title')}
          lead={t('systems.lead')}
          column={t('systems.column')}
          rows={period.systems.map(({ system, action, ...row }) => ({
            ...row,
            name: `${system} · ${actionOf(action)}`,
          }))}
        />
      </div>
    </>
  );
}

/** Rounded down: one late answer in a thousand is no hundred per cent. */
const percentOf = (part: number, whole: number): number => Math.floor((part * 100) / whole);
