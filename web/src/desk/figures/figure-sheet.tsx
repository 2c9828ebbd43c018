import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Fatal } from '../../ui/fatal.js';

interface Props {
  title: string;
  lead?: string | undefined;
  /** There is nothing to draw. */
  empty: boolean;
  chart: ReactNode;
  table: ReactNode;
  wide?: boolean;
}

/** A chart and its table. The table says the same and is what screen readers read; the chart is for the eye alone. */
export function FigureSheet({ title, lead, empty, chart, table, wide }: Props): ReactNode {
  const { t } = useTranslation('figures');
  const id = useId();
  return (
    <section
      className={wide ? 'sheet stack figures-sheet figures-wide' : 'sheet stack figures-sheet'}
      aria-labelledby={id}
    >
      <div>
        <h3 id={id}>{title}</h3>
        {lead !== undefined && <p className="small soft">{lead}</p>}
      </div>
      {empty ? (
        <p className="soft">{t('nothing')}</p>
      ) : (
        <>
          <div aria-hidden="true" className="figures-chart">
            <Fatal>{chart}</Fatal>
          </div>
          {table}
        </>
      )}
    </section>
  );
}
