import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Moment } from '../../../ui/data/time.js';
import { Glyph, type GlyphName } from '../../../ui/glyph.js';
import { useReasonWords } from '../codes.js';
import { type RequestView, useOpenRequest } from '../dossier-data.js';
import { PartSection } from '../part-section.js';

type Stage = RequestView['stages'][number];

const GLYPHS: Record<Stage['progress'], GlyphName> = {
  done: 'check',
  current: 'running',
  ahead: 'open',
  skipped: 'stop',
};

/** The way of the request: what it passed, where it is, what is ahead. */
export function Road(): ReactNode {
  const { t } = useTranslation('dossier');
  const { stages } = useOpenRequest();
  return (
    <PartSection title={t('road.title')}>
      <ol className="dossier-road">
        {stages.map((stage) => (
          <Milestone key={stage.state} stage={stage} />
        ))}
      </ol>
    </PartSection>
  );
}

function Milestone({ stage }: { stage: Stage }): ReactNode {
  const { t } = useTranslation('dossier');
  const { t: words } = useTranslation('words');
  const reason = useReasonWords();
  const { state, progress, enteredAt, code } = stage;
  return (
    <li
      className={`dossier-stage dossier-stage-${progress}`}
      aria-current={progress === 'current' ? 'step' : undefined}
    >
      <Glyph name={GLYPHS[progress]} className="dossier-stage-glyph" />
      <div>
        <p className="dossier-stage-name">
          {words(`state.${state}` as 'state.closed')}
          {progress !== 'done' && <span className="visually-hidden"> ({t(`road.${progress}`)})</span>}
        </p>
        {enteredAt !== null && (
          <p className="small soft">
            <Moment at={enteredAt} />
            {code === null ? '' : ` · ${reason(code)}`}
          </p>
        )}
        {progress === 'skipped' && <p className="small soft">{t('road.skipped')}</p>}
      </div>
    </li>
  );
}
