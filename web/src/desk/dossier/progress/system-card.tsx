import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/formats.js';
import { State, type StateTone } from '../../../ui/data/state.js';
import { Moment } from '../../../ui/data/time.js';
import { Progress } from '../../../ui/feedback/progress.js';
import { useBilingual } from '../../../i18n/bilingual.js';
import type { RequestView } from '../dossier-data.js';

type System = RequestView['systems'][number];

const TONES: Record<System['state'], StateTone> = {
  waiting: 'open',
  working: 'running',
  done: 'done',
  failed: 'problem',
  cancelled: 'stopped',
};

/** One system: its state, how much is done, and what reading it again has shown. */
export function SystemCard({ system }: { system: System }): ReactNode {
  const { t } = useTranslation('dossier');
  const { t: words } = useTranslation('words');
  const said = useBilingual();
  const formats = useFormats();
  const name = said(system.title);
  return (
    <article className="sheet stack-s progress-system" aria-label={name}>
      <div className="row spread">
        <h3>{name}</h3>
        <State tone={TONES[system.state]}>{t(`progress.${system.state}`)}</State>
      </div>
      <Progress
        label={t('progress.tasks')}
        value={system.done}
        max={system.tasks}
        said={t('progress.of', { done: formats.number(system.done), all: formats.number(system.tasks) })}
      />
      <p className="small soft">{t('progress.found', { count: system.found })}</p>
      {system.evidence !== null && (
        <p className="small">
          {t('progress.evidence')} {words(`evidence.${system.evidence}` as 'evidence.reread')}
          {system.rereadAt !== null && (
            <>
              {' ('}
              <Moment at={system.rereadAt} />)
            </>
          )}
        </p>
      )}
      {system.residue > 0 && (
        <p className="small progress-residue">{t('progress.residue', { count: system.residue })}</p>
      )}
    </article>
  );
}
