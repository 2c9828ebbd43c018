import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Moment } from '../../ui/data/time.js';
import type { PersonCase } from './case-data.js';

/** What we have written to her, so that she misses none of it. */
export function Letters({ letters }: { letters: NonNullable<PersonCase['letters']> }): ReactNode {
  const { t, i18n } = useTranslation('case');
  return (
    <details className="why">
      <summary>{t('letters.title', { count: letters.length })}</summary>
      <ul className="letters">
        {letters.map(({ kind, at, state }, index) => (
          <li key={index}>
            <span>
              {i18n.exists(`case:letter.${kind}`) ? t(`letter.${kind}` as 'letter.acknowledgement') : t('letter.other')}
            </span>
            <span className="small soft">
              <Moment at={at} /> · {t(`letter_state.${state}`)}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
