import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Moment } from '../../../ui/data/time.js';
import { Button } from '../../../ui/form/button.js';
import { Glyph } from '../../../ui/glyph.js';
import { useBilingual } from '../../../i18n/bilingual.js';
import { LiftDialog } from '../decide/hold-dialog.js';
import { useDecision, useOpenRequest } from '../dossier-data.js';
import { PartSection } from '../part-section.js';

/** What keeps everything of the case from being destroyed, also where it has begun. */
export function Holds(): ReactNode {
  const { t } = useTranslation('dossier');
  const said = useBilingual();
  const { holds } = useOpenRequest();
  const lift = useDecision('holds/lift');
  const [lifting, setLifting] = useState<string | null>(null);
  if (holds.length === 0) return null;
  return (
    <PartSection title={t('holds.title')}>
      <ul className="dossier-list">
        {holds.map(({ id, text, placedAt, placedBy }) => (
          <li key={id}>
            <span>
              <Glyph name="lock" /> {said(text)}
              <span className="dossier-beside">
                <Moment at={placedAt} />
                {placedBy ? ` · ${placedBy.name}` : ''}
              </span>
            </span>
            {lift?.allowed && (
              <Button small onPress={() => setLifting(id)}>
                {t('holds.lift')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {lifting !== null && <LiftDialog holdId={lifting} onClose={() => setLifting(null)} />}
    </PartSection>
  );
}
