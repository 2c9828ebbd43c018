import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Glyph, type GlyphName } from '../../ui/glyph.js';
import { Day } from '../../ui/data/time.js';
import type { ListedRequest } from './queue-data.js';

type Nearness = 'late' | 'soon' | 'week' | 'far';

const GLYPHS: Record<Nearness, GlyphName> = { late: 'problem', soon: 'attention', week: 'running', far: 'open' };

/** A date as it presses: by shape and words, so that nobody has to tell red from green. */
export function DueCell({ request }: { request: ListedRequest }): ReactNode {
  const { t } = useTranslation('queue');
  const { dueOn, daysLeft, ended, firstAnsweredAt } = request;
  if (dueOn === null) return <span className="soft">{t('due.none')}</span>;
  if (ended || firstAnsweredAt !== null || daysLeft === null) {
    return (
      <span className="soft">
        <Day day={dueOn} />
        {firstAnsweredAt !== null && !ended && <span className="queue-due-words">{t('due.answered')}</span>}
      </span>
    );
  }
  const near = nearness(daysLeft);
  return (
    <span className={`queue-due queue-due-${near}`}>
      <Glyph name={GLYPHS[near]} />
      <span>
        <Day day={dueOn} />
        <span className="queue-due-words">
          {daysLeft < 0 ? t('due.late', { count: -daysLeft }) : t('due.left', { count: daysLeft })}
        </span>
      </span>
    </span>
  );
}

function nearness(daysLeft: number): Nearness {
  if (daysLeft < 0) return 'late';
  if (daysLeft <= 2) return 'soon';
  return daysLeft <= 6 ? 'week' : 'far';
}
