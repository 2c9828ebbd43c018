import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../../api/client.js';
import type { components } from '../../../api/schema.js';
import { DataTable } from '../../../ui/data/data-table.js';
import { Facts } from '../../../ui/data/facts.js';
import { State, type StateTone } from '../../../ui/data/state.js';
import { Moment } from '../../../ui/data/time.js';
import { ErrorNotice } from '../../../ui/feedback/error-state.js';
import { api } from '../../api.js';
import { useBilingual } from '../../../i18n/bilingual.js';
import { useCodeWords, useReasonWords } from '../codes.js';
import { useOpenRequest } from '../dossier-data.js';
import { PartSection } from '../part-section.js';

type Look = components['schemas']['ProbeDto'];
type Kept = components['schemas']['KeptOfErasedDto'];

const TONES: Record<string, StateTone> = {
  clear: 'done',
  known: 'done',
  'came-back': 'person',
  'details-back': 'person',
  'not-possible': 'problem',
};

/** Whether the erased person has come back: on which days each system is asked, what was found, and what is kept for it. */
export function Looks(): ReactNode {
  const { t } = useTranslation('dossier');
  const { id, right } = useOpenRequest();
  const looks = useQuery({
    queryKey: ['request', id, 'looks'],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/requests/{id}/probes', { params: { path: { id } }, signal })),
    enabled: right === 'erasure',
  });
  if (looks.isError) return <ErrorNotice error={looks.error} />;
  if (!looks.data || looks.data.probes.length === 0) return null;
  return (
    <PartSection title={t('looks.title')}>
      <p className="soft">{t('looks.lead')}</p>
      <LookTable looks={looks.data.probes} />
      <h3>{t('looks.kept')}</h3>
      <p className="small soft">{t('looks.kept_lead')}</p>
      <KeptFacts kept={looks.data.kept} />
    </PartSection>
  );
}

function LookTable({ looks }: { looks: Look[] }): ReactNode {
  const { t } = useTranslation('dossier');
  const said = useBilingual();
  const word = useCodeWords();
  const reason = useReasonWords();
  const { systems } = useOpenRequest();
  const title = (slug: string): string =>
    said(systems.find(({ system }) => system === slug)?.title ?? { de: slug, en: slug });
  return (
    <DataTable
      caption={t('looks.caption')}
      rows={looks}
      rowId={({ system, day }) => `${system} ${day}`}
      columns={[
        { id: 'day', title: t('looks.day'), isRowHeader: true, cell: ({ day }) => t('looks.after', { count: day }) },
        { id: 'system', title: t('plan.system'), cell: ({ system }) => title(system) },
        {
          id: 'result',
          title: t('looks.result'),
          cell: ({ state, result, records, code }) => (
            <span>
              {result !== null ? (
                <State tone={TONES[result] ?? 'open'}>{word(`look.${result}`, result)}</State>
              ) : (
                <State tone={state === 'cancelled' ? 'stopped' : 'open'}>{word(`look_state.${state}`, state)}</State>
              )}
              {records > 0 && <span className="dossier-beside">{t('looks.records', { count: records })}</span>}
              {code !== null && <span className="dossier-beside">{reason(code)}</span>}
            </span>
          ),
        },
        { id: 'at', title: t('looks.at'), cell: ({ doneAt, dueAt }) => <Moment at={doneAt ?? dueAt} dayOnly /> },
      ]}
    />
  );
}

function KeptFacts({ kept }: { kept: Kept[] }): ReactNode {
  const { t } = useTranslation('dossier');
  const word = useCodeWords();
  return (
    <Facts
      facts={kept
        .filter(({ present }) => present)
        .map(({ kind, until, untilMoment }) => ({
          name: word(`kept.${kind}`, kind),
          value: (
            <span>
              {untilMoment === null ? (
                word(`kept_until.${until}`, until)
              ) : (
                <>
                  {t('looks.until')} <Moment at={untilMoment} dayOnly />
                </>
              )}
              <span className="dossier-beside">{word(`kept_why.${kind}`, kind)}</span>
            </span>
          ),
        }))}
    />
  );
}
