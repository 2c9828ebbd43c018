import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/formats.js';
import { DataTable } from '../../../ui/data/data-table.js';
import { Day, Moment } from '../../../ui/data/time.js';
import { Notice } from '../../../ui/feedback/notice.js';
import { useBilingual } from '../../../i18n/bilingual.js';
import { useReasonWords } from '../codes.js';
import { OutcomeWord } from './outcome-word.js';
import type { PlannedSystem, PlanView } from './plan-data.js';

type Diff = NonNullable<PlanView['diff']>;
type Side = NonNullable<Diff['changes'][number]['now']>;

/** What is otherwise than in the plan that was approved before and voided because a system had changed. */
export function Drift({ diff, systems }: { diff: Diff; systems: readonly PlannedSystem[] }): ReactNode {
  const { t } = useTranslation('dossier');
  const reason = useReasonWords();
  const formats = useFormats();
  const said = useBilingual();
  const title = (slug: string): string =>
    said(systems.find(({ system }) => system === slug)?.title ?? { de: slug, en: slug });
  return (
    <section className="stack" aria-labelledby="drift-title">
      <h2 id="drift-title" className="dossier-heading">
        {t('drift.title')}
      </h2>
      <Notice tone="attention" title={diff.code === null ? t('drift.voided') : reason(diff.code)}>
        <p>
          {t('drift.text')} <Moment at={diff.approvedAt} />. {t('drift.again')}
        </p>
      </Notice>
      <DataTable
        caption={t('drift.title')}
        rows={diff.changes}
        rowId={({ system, collection, before, now }) =>
          [system, collection, before?.outcome, before?.ground, now?.outcome, now?.ground].join(' ')
        }
        empty={<p className="soft">{t('drift.same')}</p>}
        columns={[
          { id: 'system', title: t('plan.system'), isRowHeader: true, cell: ({ system }) => title(system) },
          { id: 'collection', title: t('plan.collection'), cell: ({ title: collection }) => said(collection) },
          { id: 'before', title: t('drift.before'), cell: ({ before }) => <OneSide side={before} was /> },
          { id: 'now', title: t('drift.now'), cell: ({ now }) => <OneSide side={now} /> },
        ]}
      />
      <ul className="small">
        {diff.maps.length > 0 && <li>{t('drift.maps', { systems: formats.list(diff.maps.map(title)) })}</li>}
        {diff.law !== null && <li>{t('drift.law', { law: diff.law })}</li>}
        {diff.otherRecords.map(({ system, collection, title: name }) => (
          <li key={`${system} ${collection}`}>{t('drift.other', { system: title(system), collection: said(name) })}</li>
        ))}
      </ul>
    </section>
  );
}

function OneSide({ side, was }: { side: Side | null; was?: boolean }): ReactNode {
  const { t } = useTranslation('dossier');
  if (side === null) return <span className="soft">{was ? t('drift.not_before') : t('drift.not_now')}</span>;
  return (
    <span className={was ? 'drift-was' : 'drift-is'}>
      {t('records', { count: side.records })} <OutcomeWord outcome={side.outcome} />
      {side.until !== null && (
        <span className="dossier-beside">
          {t('plan.until')} <Day day={side.until} />
        </span>
      )}
    </span>
  );
}
