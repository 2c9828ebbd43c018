import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.js';
import { State, type StateTone } from '../../ui/data/state.js';
import type { PersonRequest } from './case-data.js';

type FollowUp = NonNullable<PersonRequest['aftermath']>;
type Look = FollowUp['looks'][number];

const TONES: Record<Look['state'], StateTone> = {
  planned: 'open',
  clear: 'done',
  found: 'person',
  'not-possible': 'problem',
  'called-off': 'stopped',
};

/** After an erasure: when we look whether the data are back, and what we keep so that we can. */
export function Aftermath({ aftermath }: { aftermath: FollowUp }): ReactNode {
  const { t } = useTranslation('case');
  const formats = useFormats();
  const { looks, identifiersUntil, tombstone, blockEntry } = aftermath;
  return (
    <div className="stack">
      {looks.length > 0 && (
        <div className="stack-s">
          <h3 className="case-subheading">{t('looks.title')}</h3>
          <p className="soft">{t('looks.text')}</p>
          <ul className="systems">
            {looks.map(({ days, on, state }) => (
              <li key={days}>
                <span>
                  {t('looks.after', { count: days })} · {formats.day(on)}
                </span>
                <State tone={TONES[state]}>{t(`looks.${state}`)}</State>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="stack-s">
        <h3 className="case-subheading">{t('kept.title')}</h3>
        <ul className="kept">
          <li>
            {identifiersUntil === null
              ? t('kept.identifiers_gone')
              : t('kept.identifiers', { day: formats.day(identifiersUntil) })}
          </li>
          {tombstone && <li>{t('kept.tombstone')}</li>}
          {blockEntry && <li>{t('kept.block_entry')}</li>}
        </ul>
      </div>
    </div>
  );
}
