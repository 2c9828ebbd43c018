import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { components } from '../../../api/schema.js';
import { useFormats } from '../../../i18n/formats.js';
import { Facts } from '../../../ui/data/facts.js';
import { Day } from '../../../ui/data/time.js';
import { EmptyState } from '../../../ui/feedback/empty-state.js';
import { Notice } from '../../../ui/feedback/notice.js';
import { TrialFields } from './trial-fields.js';
import { TrialGroups } from './trial-groups.js';

export type Trial = components['schemas']['TrialView'];

/** What a trial has shown: counts and verdicts, and no value of the person's. */
export function TrialResult({ trial }: { trial: Trial }): ReactNode {
  const { t } = useTranslation('systems');
  const formats = useFormats();
  const heading = useRef<HTMLHeadingElement>(null);
  // Drawn anew for each trial: the place to read on.
  useEffect(() => heading.current?.focus(), []);
  const records = trial.groups.reduce((sum, group) => sum + group.records, 0);
  const found = trial.groups.length > 0;
  return (
    <div className="stack-l">
      <div className="stack">
        <h2 ref={heading} tabIndex={-1}>
          {found ? t('trial.found', { count: records }) : t('trial.found_nothing')}
        </h2>
        <Notice tone="good" title={t('trial.unchanged')}>
          <p>{t('trial.unchanged_text')}</p>
        </Notice>
        <Facts
          facts={[
            {
              name: t('trial.tried'),
              value: trial.draft
                ? t('trial.revision', { revision: trial.version })
                : t('map_version', { version: trial.version }),
            },
            { name: t('trial.day'), value: <Day day={trial.day} /> },
            { name: t('trial.law'), value: <code>{trial.law}</code> },
          ]}
        />
      </div>
      {trial.doubtful.length > 0 && (
        <Notice tone="attention" title={t('trial.doubtful')}>
          <p>{t('trial.doubtful_text')}</p>
          <ul>
            {trial.doubtful.map(({ collection, kind }) => (
              <li key={`${collection} ${kind}`}>
                <code>{collection}</code>: {kind}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {trial.unmaskable.length > 0 && (
        <Notice tone="problem" title={t('trial.unmaskable')}>
          <p>{t('trial.unmaskable_text')}</p>
          <ul>
            {trial.unmaskable.map(({ collection, field, because }) => (
              <li key={`${collection} ${field}`}>
                <code>
                  {collection}.{field}
                </code>{' '}
                <span lang="en">({because})</span>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {found ? (
        <TrialGroups trial={trial} />
      ) : (
        <EmptyState glyph="search" title={t('trial.found_nothing')}>
          <p>{t('trial.found_nothing_text')}</p>
        </EmptyState>
      )}
      {trial.learnt.length > 0 && (
        <section className="stack-s">
          <h3>{t('trial.learnt')}</h3>
          <p>{formats.list(trial.learnt.map(({ kind, count }) => `${kind} (${formats.number(count)})`))}</p>
        </section>
      )}
      {found && trial.empty.length > 0 && (
        <section className="stack-s">
          <h3>{t('trial.empty')}</h3>
          <p className="systems-names">
            {trial.empty.map((name) => (
              <code key={name}>{name}</code>
            ))}
          </p>
        </section>
      )}
      {trial.fields.length > 0 && <TrialFields fields={trial.fields} />}
    </div>
  );
}
