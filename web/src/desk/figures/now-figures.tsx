import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.js';
import { State } from '../../ui/data/state.js';
import type { QueueSearch } from '../queue/queue-search.js';
import { CountFigure } from './count-figure.js';
import type { FiguresData } from './figures-data.js';

interface Tile {
  name: 'open' | 'unanswered' | 'outstanding' | 'late' | 'dueInWeek' | 'held' | 'errand';
  /** The shelf of the queue on which they lie. */
  shelf?: QueueSearch;
}

const TILES: readonly Tile[] = [
  { name: 'open', shelf: {} },
  { name: 'unanswered' },
  { name: 'outstanding' },
  { name: 'late', shelf: { due: 'late' } },
  { name: 'dueInWeek', shelf: { due: 'week' } },
  { name: 'held', shelf: { flag: 'held' } },
  { name: 'errand', shelf: { flag: 'errand' } },
];

/** How things stand now, whatever the period. */
export function NowFigures(props: { figures: FiguresData; controller: string | undefined }): ReactNode {
  const { now, waiting } = props.figures;
  const { t } = useTranslation('figures');
  const { t: words } = useTranslation('words');
  const formats = useFormats();
  const company = props.controller === undefined ? {} : { controller: props.controller };
  return (
    <>
      <ul className="figures-tiles">
        {TILES.map(({ name, shelf }) => (
          <li key={name} className="sheet figures-tile">
            <span className="figures-number">{formats.number(now[name])}</span>
            {shelf ? (
              <Link to="/" search={{ ...shelf, ...company }}>
                {t(`now.${name}`)}
              </Link>
            ) : (
              <span>{t(`now.${name}`)}</span>
            )}
            <span className="small soft">{t(`now.${name}_hint`)}</span>
            {name === 'late' && now.late > 0 && <State tone="problem">{t('now.attention')}</State>}
          </li>
        ))}
      </ul>
      <div className="figures-grid">
        <CountFigure
          title={t('ageing.title')}
          lead={t('ageing.lead')}
          column={t('ageing.column')}
          rows={now.ageing.map(({ name, count }) => ({ name: t('ageing.days', { span: spanned(name) }), count }))}
        />
        <CountFigure
          title={t('rights.title')}
          column={t('rights.column')}
          rows={now.rights.map(({ name, count }) => ({ name: words(`right.${name}` as 'right.access'), count }))}
        />
        <CountFigure
          title={t('states.title')}
          lead={t('states.lead')}
          column={t('states.column')}
          rows={now.states.map(({ name, count }) => ({ name: words(`state.${name}` as 'state.closed'), count }))}
        />
        <CountFigure
          title={t('waiting.title')}
          lead={t('waiting.lead')}
          column={t('waiting.column')}
          rows={waiting.map(({ name, count }) => ({ name: name === '-' ? t('waiting.none') : name, count }))}
        />
      </div>
    </>
  );
}

const spanned = (name: string): string => name.replace('-', '–');
