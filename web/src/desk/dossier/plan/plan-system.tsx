import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { citationIn } from '../../../i18n/citation.js';
import { useFormats } from '../../../i18n/formats.js';
import { DataTable } from '../../../ui/data/data-table.js';
import { State } from '../../../ui/data/state.js';
import { Day } from '../../../ui/data/time.js';
import { Notice } from '../../../ui/feedback/notice.js';
import { useBilingual } from '../../../i18n/bilingual.js';
import { useCodeWords, useReasonWords } from '../codes.js';
import { durationWords } from '../duration.js';
import { OutcomeWord } from './outcome-word.js';
import type { PlannedGroup, PlannedSystem } from './plan-data.js';

/** One system of the plan: what becomes of which records, what cannot be undone, and what „done" may claim here. */
export function PlanSystem({ system, copy }: { system: PlannedSystem; copy: boolean }): ReactNode {
  const { t } = useTranslation('dossier');
  const said = useBilingual();
  const reason = useReasonWords();
  const id = useId();
  return (
    <article className="sheet stack plan-system" aria-labelledby={id}>
      <div className="row spread">
        <h3 id={id}>{said(system.title)}</h3>
        {system.irreversible && <State tone="attention">{t('plan.irreversible')}</State>}
      </div>
      {system.unsearched !== null && (
        <Notice tone="attention" title={t('plan.unsearched')}>
          <p>
            {reason(system.unsearched)} {t('plan.unsearched_text')}
          </p>
        </Notice>
      )}
      {system.groups.length === 0 ? (
        system.unsearched === null && <p className="soft">{t('plan.nothing_here')}</p>
      ) : (
        <Groups system={system} copy={copy} name={said(system.title)} />
      )}
      {!copy && system.groups.length > 0 && <DoneHere system={system} />}
    </article>
  );
}

function Groups({ system, copy, name }: { system: PlannedSystem; copy: boolean; name: string }): ReactNode {
  const { t, i18n } = useTranslation('dossier');
  const said = useBilingual();
  const formats = useFormats();
  const rows = system.groups.map((group, index) => ({ group, index }));
  type Row = { group: PlannedGroup; index: number };
  return (
    <DataTable
      caption={t('plan.groups_of', { system: name })}
      rows={rows}
      rowId={({ index }) => String(index)}
      detail={({ group }: Row) => (hasFields(group) ? <Fields group={group} /> : null)}
      columns={[
        {
          id: 'collection',
          title: t('plan.collection'),
          isRowHeader: true,
          cell: ({ group }: Row) => said(group.title),
        },
        { id: 'records', title: t('plan.records'), align: 'end', cell: ({ group }) => formats.number(group.records) },
        {
          id: 'outcome',
          title: t('plan.outcome'),
          cell: ({ group }) => (copy ? t('plan.copied') : <OutcomeWord outcome={group.outcome} />),
        },
        {
          id: 'ground',
          title: t('plan.ground'),
          cell: ({ group }) =>
            group.ground === null ? (
              <span className="soft">{t('plan.no_ground')}</span>
            ) : (
              <span>
                {said(group.ground.title)}
                <span className="dossier-beside">{citationIn(i18n.language, group.ground.citation)}</span>
              </span>
            ),
        },
        {
          id: 'until',
          title: t('plan.until'),
          cell: ({ group }) => (group.until === null ? <span className="soft">–</span> : <Day day={group.until} />),
        },
      ]}
    />
  );
}

const hasFields = ({ masked, kept }: PlannedGroup): boolean =>
  Object.keys(masked ?? {}).length + (kept?.length ?? 0) > 0;

/** Which fields are emptied or replaced, and which stay legible in a record that is not erased. */
function Fields({ group }: { group: PlannedGroup }): ReactNode {
  const { t } = useTranslation('dossier');
  const word = useCodeWords();
  const masked = Object.entries(group.masked ?? {});
  const kept = group.kept ?? [];
  return (
    <details className="plan-fields">
      <summary>{t('plan.fields_of', { masked: masked.length, kept: kept.length })}</summary>
      {masked.length > 0 && (
        <p>
          {t('plan.masked')}{' '}
          {masked.map(([field, strategy], index) => (
            <span key={field}>
              {index > 0 && ', '}
              <code>{field}</code> ({strategyWord(strategy, word)})
            </span>
          ))}
        </p>
      )}
      {kept.length > 0 && (
        <p>
          {t('plan.kept')} <span className="mono">{kept.join(', ')}</span>
        </p>
      )}
    </details>
  );
}

function strategyWord(strategy: unknown, word: (key: string, code: string) => string): string {
  const name = typeof strategy === 'object' && strategy !== null ? (Object.keys(strategy)[0] ?? '') : 'empty';
  return word(`strategy.${name}`, name);
}

/** What „done" means in this system, what stays whatever we do, and the copies with how long they live. */
function DoneHere({ system }: { system: PlannedSystem }): ReactNode {
  const { t, i18n } = useTranslation('dossier');
  const { t: words } = useTranslation('words');
  const said = useBilingual();
  const { deletion, after, residue, returns, evidence } = system.doneMeans;
  return (
    <dl className="plan-done">
      <Told name={t('done.means')}>
        {deletion === 'soft'
          ? t('done.soft', { after: after === null ? t('done.unknown') : durationWords(after, i18n.language) })
          : t('done.hard')}
      </Told>
      <Told name={t('done.evidence')}>{words(`evidence.${evidence}` as 'evidence.reread')}</Told>
      {residue !== null && <Told name={t('done.residue')}>{said(residue)}</Told>}
      {returns !== null && <Told name={t('done.returns')}>{said(returns)}</Told>}
      <Told name={t('done.copies')}>
        {system.copies.length === 0
          ? t('done.no_copies')
          : system.copies.map((copy, index) => (
              <span key={index} className="plan-copy">
                {t('done.copy', { title: said(copy.title), kept: durationWords(copy.kept, i18n.language) })}
              </span>
            ))}
      </Told>
    </dl>
  );
}

function Told({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
