import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../ui/feedback/empty-state.js';
import { useOpenRequest } from '../dossier-data.js';
import { Failures } from './failures.js';
import { Looks } from './looks.js';
import { Outcomes } from './outcomes.js';
import { SystemCard } from './system-card.js';
import { Tasks } from './tasks.js';
import './progress.css';

/** How far each system is, what failed and what to do about it, and what was shown in the end. */
export function ProgressPart(): ReactNode {
  const { t } = useTranslation('dossier');
  const { systems, tasks, outcomes } = useOpenRequest();
  if (systems.length === 0) {
    return (
      <EmptyState glyph="running" title={t('progress.none')}>
        <p>{t('progress.none_text')}</p>
      </EmptyState>
    );
  }
  return (
    <div className="stack-l">
      <Failures />
      <section className="stack" aria-labelledby="systems-title">
        <h2 id="systems-title" className="dossier-heading">
          {t('progress.systems')}
        </h2>
        <div className="progress-systems">
          {systems.map((system) => (
            <SystemCard key={system.system} system={system} />
          ))}
        </div>
      </section>
      {outcomes.length > 0 && <Outcomes />}
      <Looks />
      {tasks.length > 0 && <Tasks />}
    </div>
  );
}
