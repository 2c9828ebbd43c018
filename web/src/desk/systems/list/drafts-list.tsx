import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { State } from '../../../ui/data/state.js';
import { Moment } from '../../../ui/data/time.js';
import { ErrorNotice } from '../../../ui/feedback/error-state.js';
import { draftsQuery } from '../systems-data.js';

/** Systems whose map is being written. None of this acts yet. */
export function DraftsList({ registered }: { registered: readonly string[] }): ReactNode {
  const { t } = useTranslation('systems');
  const drafts = useQuery(draftsQuery);
  if (drafts.isError) return <ErrorNotice error={drafts.error} onRetry={() => void drafts.refetch()} />;
  if (!drafts.data || drafts.data.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="drafts">
      <div className="stack-s">
        <h2 id="drafts">{t('drafts.title')}</h2>
        <p className="soft">{t('drafts.lead')}</p>
      </div>
      <ul className="systems-drafts">
        {drafts.data.map(({ system, changedAt }) => (
          <li key={system} className="sheet row spread">
            <Link to="/systems/$system" params={{ system }} className="systems-draft-name">
              {system}
            </Link>
            <State tone="open">{registered.includes(system) ? t('drafts.change') : t('drafts.new')}</State>
            <span className="small soft">
              {t('drafts.changed')} <Moment at={changedAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
