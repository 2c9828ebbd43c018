import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Glyph, type GlyphName } from '../../../ui/glyph.js';

const GLYPHS: Record<string, GlyphName> = {
  erased: 'erase',
  masked: 'eye',
  retained: 'lock',
  necessary: 'lock',
  kept: 'box',
  held: 'person',
  detached: 'copy',
};

/** What becomes of records, by its one word (what is masked is never called erased). */
export function OutcomeWord({ outcome }: { outcome: string }): ReactNode {
  const { t, i18n } = useTranslation('words');
  return (
    <span className={`outcome-word outcome-${outcome}`}>
      <Glyph name={GLYPHS[outcome] ?? 'box'} />
      {i18n.exists(`words:outcome.${outcome}`) ? t(`outcome.${outcome}` as 'outcome.erased') : outcome}
    </span>
  );
}
