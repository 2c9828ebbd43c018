import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../../i18n/bilingual.js';
import { State, type StateTone } from '../../ui/data/state.js';
import type { PersonRequest } from './case-data.js';

type System = NonNullable<PersonRequest['systems']>[number];

const TONES: Record<System['state'], StateTone> = {
  waiting: 'open',
  searching: 'running',
  searched: 'done',
  working: 'running',
  'by-hand': 'person',
  'answers-later': 'running',
  done: 'done',
  stopped: 'stopped',
};

/** Where her data may lie, and how far each place is. */
export function Systems({ systems }: { systems: readonly System[] }): ReactNode {
  const { t } = useTranslation('case');
  const said = useBilingual();
  return (
    <div className="stack-s">
      <h3 className="case-subheading">{t('systems.title')}</h3>
      <ul className="systems">
        {systems.map(({ system, title, state }) => (
          <li key={system}>
            <span>{said(title)}</span>
            <State tone={TONES[state]}>{t(`systems.${state}`)}</State>
          </li>
        ))}
      </ul>
    </div>
  );
}
