import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/formats.js';
import { Moment } from '../../../ui/data/time.js';
import { Glyph, type GlyphName } from '../../../ui/glyph.js';
import { useBilingual } from '../../../i18n/bilingual.js';
import { useCodeWords, useReasonWords } from '../codes.js';
import { useOpenRequest } from '../dossier-data.js';
import type { CheckedEntry } from './check-trail.js';

/** The entries in order. Each says what was recorded and whether its proof holds. */
export function TrailEntries({ entries }: { entries: readonly CheckedEntry[] }): ReactNode {
  return (
    <ol className="trail">
      {entries.map((one) => (
        <Entry key={one.entry.id} one={one} />
      ))}
    </ol>
  );
}

const glyphOf = (verdict: string): GlyphName =>
  verdict === 'proven' ? 'check' : verdict === 'waits' ? 'running' : 'problem';

function Entry({ one }: { one: CheckedEntry }): ReactNode {
  const { t } = useTranslation('dossier');
  const word = useCodeWords();
  const formats = useFormats();
  const { entry, verdict, content } = one;
  const by = content.by?.role;
  return (
    <li className={`trail-entry trail-${verdict === 'proven' || verdict === 'waits' ? verdict : 'broken'}`}>
      <Glyph name={glyphOf(verdict)} className="trail-glyph" />
      <div className="stack-s">
        <p>
          <strong>{word(`entry.${entry.kind.replaceAll('.', '_')}`, entry.kind)}</strong>
          <Details content={content.data} kind={entry.kind} />
        </p>
        <p className="small soft">
          <Moment at={entry.at} />
          {by !== undefined && ` · ${word(`by.${by}`, by)}`}
          {' · '}
          {entry.index === null ? t('trail.no_place') : t('trail.place', { index: formats.number(entry.index) })}
          {' · '}
          {verdict === 'proven' ? t('trail.proven') : verdict === 'waits' ? t('trail.waits') : t('trail.broken')}
        </p>
        <details className="small">
          <summary>{t('trail.raw')}</summary>
          <pre className="trail-raw">{entry.leaf ?? entry.body}</pre>
        </details>
      </div>
    </li>
  );
}

/** What of an entry says something at a glance: the state it led to, its reason, the system. */
function Details({ content, kind }: { content: Record<string, unknown>; kind: string }): ReactNode {
  const { t, i18n } = useTranslation('words');
  const reason = useReasonWords();
  const said = useBilingual();
  const { systems } = useOpenRequest();
  const text = (name: string): string | null => (typeof content[name] === 'string' ? content[name] : null);
  const word = useCodeWords();
  const [to, system, code, what, duty] = [text('to'), text('system'), text('code'), text('what'), text('duty')];
  const parts = [
    kind === 'request.moved' && to !== null && i18n.exists(`words:state.${to}`)
      ? t(`state.${to}` as 'state.closed')
      : null,
    system === null ? null : said(systems.find((one) => one.system === system)?.title ?? { de: system, en: system }),
    duty === null ? null : word(`own_work_of.${duty}`, duty),
    what === null ? null : word(`revealed.${what}`, what),
    code === null ? null : reason(code),
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : <span className="trail-details"> {parts.join(' · ')}</span>;
}
