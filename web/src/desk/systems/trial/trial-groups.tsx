import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/formats.js';
import { DataTable, type TableColumn } from '../../../ui/data/data-table.js';
import { State, type StateTone } from '../../../ui/data/state.js';
import { Day } from '../../../ui/data/time.js';
import { citationIn } from '../../../i18n/citation.js';
import { useBilingual } from '../../../i18n/bilingual.js';
import type { Trial } from './trial-result.js';

type Group = Trial['groups'][number];
type Outcome = 'erased' | 'masked' | 'retained' | 'necessary' | 'kept' | 'held' | 'detached';

const TONES: Record<Outcome, StateTone> = {
  erased: 'done',
  masked: 'done',
  detached: 'done',
  retained: 'stopped',
  necessary: 'stopped',
  kept: 'stopped',
  held: 'person',
};

/** The records by what an erasure would make of them. */
export function TrialGroups({ trial }: { trial: Trial }): ReactNode {
  const { t, i18n } = useTranslation('systems');
  const said = useBilingual();
  const formats = useFormats();
  const columns: TableColumn<Group>[] = [
    {
      id: 'collection',
      title: t('trial.collection'),
      isRowHeader: true,
      cell: ({ collection }) => <code>{collection}</code>,
    },
    { id: 'records', title: t('trial.records'), align: 'end', cell: ({ records }) => formats.number(records) },
    {
      id: 'verdict',
      title: t('trial.verdict'),
      cell: (group) => <State tone={TONES[outcomeOf(group)]}>{t(`verdict.${outcomeOf(group)}`)}</State>,
    },
    {
      id: 'ground',
      title: t('trial.ground'),
      cell: ({ ground, groundTitle, citation, until }) => (
        <span className="systems-map">
          {groundTitle ? <span>{said(groundTitle)}</span> : <code>{ground}</code>}
          {citation !== null && <span className="small soft">{citationIn(i18n.language, citation)}</span>}
          {until !== undefined && (
            <span className="small">
              {t('trial.until')} <Day day={until} />
            </span>
          )}
        </span>
      ),
    },
    {
      id: 'masked',
      title: t('trial.masked'),
      cell: ({ masked }) =>
        masked.length === 0 ? (
          <span className="soft">{t('trial.none')}</span>
        ) : (
          <span className="systems-names">
            {masked.map((field) => (
              <code key={field}>{field}</code>
            ))}
          </span>
        ),
    },
  ];
  return (
    <section className="stack">
      <h3>{t('trial.erasure')}</h3>
      <DataTable
        caption={t('trial.erasure')}
        columns={columns}
        rows={trial.groups}
        rowId={({ collection, action, because, ground, until = '' }) =>
          [collection, action, because, ground, until].join(' ')
        }
      />
    </section>
  );
}

/** The word for what would become of the records; masked is never called erased. */
function outcomeOf({ action, because }: Group): Outcome {
  if (action === 'release') return 'detached';
  if (because === 'retain') return 'retained';
  if (because === 'necessary') return 'necessary';
  if (because === 'held') return 'held';
  if (because === 'keep' || action === 'none') return 'kept';
  return action === 'mask' ? 'masked' : 'erased';
}
