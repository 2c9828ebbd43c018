import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/formats.js';
import { DataTable } from '../../../ui/data/data-table.js';
import { Moment } from '../../../ui/data/time.js';
import { useBilingual } from '../../../i18n/bilingual.js';
import { type RequestView, useOpenRequest } from '../dossier-data.js';
import { OutcomeWord } from '../plan/outcome-word.js';
import '../plan/plan.css';

type Outcome = RequestView['outcomes'][number];

/** In place of a collection: the outcome is about all that the system holds of her. */
const WHOLE = '*';

/** What became of the records, what was still there when we looked again, and how we know. */
export function Outcomes(): ReactNode {
  const { t } = useTranslation('dossier');
  const { t: words } = useTranslation('words');
  const said = useBilingual();
  const formats = useFormats();
  const { outcomes, systems } = useOpenRequest();
  const shared = outcomes.some(({ heldByOthers }) => heldByOthers > 0);
  const title = (slug: string): string =>
    said(systems.find(({ system }) => system === slug)?.title ?? { de: slug, en: slug });
  return (
    <section className="stack" aria-labelledby="outcomes-title">
      <h2 id="outcomes-title" className="dossier-heading">
        {t('outcomes.title')}
      </h2>
      <DataTable
        caption={t('outcomes.title')}
        rows={outcomes}
        rowId={({ system, collection, verdict }) => `${system} ${collection} ${verdict}`}
        columns={[
          {
            id: 'place',
            title: t('outcomes.place'),
            isRowHeader: true,
            cell: ({ system, collection, title: name }) => (
              <span>
                {collection === WHOLE ? t('outcomes.whole') : said(name)}
                <span className="dossier-beside">{title(system)}</span>
              </span>
            ),
          },
          {
            id: 'word',
            title: t('plan.outcome'),
            cell: ({ word, collection }) =>
              // Nobody counted what was done by hand: it is somebody's word for the system as a whole.
              collection === WHOLE ? t('outcomes.by_hand') : <OutcomeWord outcome={word} />,
          },
          {
            id: 'intended',
            title: t('outcomes.intended'),
            align: 'end',
            cell: ({ intended, collection }) => (collection === WHOLE ? '–' : formats.number(intended)),
          },
          {
            id: 'residue',
            title: t('outcomes.residue'),
            align: 'end',
            cell: ({ residue, evidence, action }) =>
              action === 'none' ? (
                <span className="soft">–</span>
              ) : evidence === 'reread' ? (
                <span className={residue > 0 ? 'progress-residue' : undefined}>{formats.number(residue)}</span>
              ) : (
                <span className="soft">{t('outcomes.not_read')}</span>
              ),
          },
          ...(shared
            ? [
                {
                  id: 'others',
                  title: t('outcomes.others'),
                  align: 'end' as const,
                  cell: ({ heldByOthers }: Outcome) => formats.number(heldByOthers),
                },
              ]
            : []),
          {
            id: 'evidence',
            title: t('outcomes.evidence'),
            cell: ({ evidence, action, shownAt }) => (
              <span>
                {evidence === 'reread' || action === 'none'
                  ? t(`outcomes.shown.${action}`)
                  : words(`evidence.${evidence}` as 'evidence.reread')}
                <span className="dossier-beside">
                  <Moment at={shownAt} />
                </span>
              </span>
            ),
          },
        ]}
      />
      <p className="small soft">{t('outcomes.note')}</p>
    </section>
  );
}
