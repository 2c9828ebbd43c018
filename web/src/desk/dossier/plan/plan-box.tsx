import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/formats.js';
import { Glyph } from '../../../ui/glyph.js';
import { useBilingual } from '../../../i18n/bilingual.js';
import type { PlanNode } from './graph-layout.js';
import { OutcomeWord } from './outcome-word.js';

/** A box of the graph: what it is, how many records come to what, and what must not be overlooked. */
export function PlanBox({ node, copy }: { node: PlanNode; copy: boolean }): ReactNode {
  const { t } = useTranslation('dossier');
  const said = useBilingual();
  const formats = useFormats();
  const { kind, title, modes, records, irreversible, unsearched } = node;
  return (
    <div className={`plan-box plan-box-${kind}`}>
      <p className="plan-box-title">
        {kind === 'person' && <Glyph name="person" />}
        {said(title)}
      </p>
      {kind === 'system' && <p className="plan-box-line">{t('records', { count: records })}</p>}
      {kind === 'collection' &&
        (copy ? (
          <p className="plan-box-line">{t('records', { count: records })}</p>
        ) : (
          modes.slice(0, 4).map(({ outcome, records: count }) => (
            <p key={outcome} className="plan-box-line">
              {formats.number(count)} <OutcomeWord outcome={outcome} />
            </p>
          ))
        ))}
      {irreversible && (
        <p className="plan-box-line plan-box-grave">
          <Glyph name="attention" /> {t('plan.irreversible')}
        </p>
      )}
      {unsearched && (
        <p className="plan-box-line plan-box-grave">
          <Glyph name="attention" /> {t('plan.unsearched')}
        </p>
      )}
    </div>
  );
}
