import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Day } from '../../../ui/data/time.js';
import { Button } from '../../../ui/form/button.js';
import { Glyph } from '../../../ui/glyph.js';
import { SettleErrand } from '../../errands/settle-errand.js';
import { useMay } from '../../session.js';
import { useBilingual } from '../../../i18n/bilingual.js';
import { type Errand, useOpenRequest } from '../dossier-data.js';
import { PartSection } from '../part-section.js';

/** What waits for a person of the office; first on the page, since the case stands still for it. */
export function ErrandsHere(): ReactNode {
  const { t } = useTranslation('dossier');
  const said = useBilingual();
  const { id, errands, systems } = useOpenRequest();
  const title = (slug: string | null): string | null =>
    slug && said(systems.find(({ system }) => system === slug)?.title ?? { de: slug, en: slug });
  const maySettle = useMay('errand.settle');
  const [settling, setSettling] = useState<Errand | null>(null);
  if (errands.length === 0) return null;
  return (
    <PartSection title={t('errands.title')}>
      <ul className="dossier-list">
        {errands.map((errand) => (
          <li key={errand.id}>
            <span>
              <Glyph name="person" /> {said(errand.text)}
              <span className="dossier-beside">
                {[title(errand.system), errand.place].filter(Boolean).join(' · ')}
                {errand.dueOn !== null && (
                  <>
                    {errand.system === null && errand.place === null ? '' : ' · '}
                    {t('errands.due')} <Day day={errand.dueOn} />
                  </>
                )}
              </span>
            </span>
            {maySettle && (
              <Button small onPress={() => setSettling(errand)}>
                {t('errands.settle')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {settling && <SettleErrand requestId={id} errand={settling} onClose={() => setSettling(null)} />}
    </PartSection>
  );
}
