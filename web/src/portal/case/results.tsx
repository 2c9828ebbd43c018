import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../../i18n/bilingual.js';
import { useFormats } from '../../i18n/formats.js';
import { Glyph, type GlyphName } from '../../ui/glyph.js';
import type { PersonRequest } from './case-data.js';

type SystemResults = NonNullable<PersonRequest['results']>[number];
type Outcome = SystemResults['outcomes'][number];
type Localised = SystemResults['system'];

const GLYPHS: Record<Outcome['kind'], GlyphName> = {
  erased: 'check',
  masked: 'check',
  anonymised: 'check',
  detached: 'check',
  corrected: 'check',
  restricted: 'lock',
  retained: 'lock',
  refused: 'stop',
  pending: 'running',
  stopped: 'stop',
  undone: 'attention',
  'by-hand': 'person',
  blocked: 'shield',
  nothing: 'search',
};

/** System by system: what was done and how we know, what stays, why and until when. In the words of the letters. */
export function Results({ results }: { results: readonly SystemResults[] }): ReactNode {
  const { t } = useTranslation('case');
  const said = useBilingual();
  return (
    <div className="stack">
      <h3 className="case-subheading">{t('results.title')}</h3>
      {results.map(({ system, outcomes, stays, returns }) => (
        <section key={system.de} className="result stack-s">
          <h4>{said(system)}</h4>
          <SystemOutcomes outcomes={outcomes} said={said} />
          {stays && <Remark name={t('results.stays')} text={said(stays)} />}
          {returns && <Remark name={t('results.returns')} text={said(returns)} />}
        </section>
      ))}
      <p className="small soft">{t('results.evidence')}</p>
    </div>
  );
}

type Said = (text: Localised) => string;

/** What the system is known for, whoever is erased there. */
function Remark({ name, text }: { name: string; text: string }): ReactNode {
  return (
    <p className="small soft">
      <strong>{name}</strong> {text}
    </p>
  );
}

/** Outcomes that differ only in what they are about are said once, and so are copies that are the same for all. */
function SystemOutcomes({ outcomes, said }: { outcomes: readonly Outcome[]; said: Said }): ReactNode {
  const { t } = useTranslation('case');
  const common = commonCopies(outcomes);
  return (
    <ul className="result-list">
      {alike(outcomes).map(({ outcome, whats }, index) => (
        <li key={index}>
          <Glyph name={GLYPHS[outcome.kind]} className={`result-glyph result-${outcome.kind}`} />
          <div>
            {whats.length > 0 && <strong>{whats.map(said).join('; ')}: </strong>}
            <OutcomeWords outcome={outcome} said={said} />
            {!common && <Copies copies={outcome.copies} said={said} />}
          </div>
        </li>
      ))}
      {common && (
        <li>
          <Glyph name="copy" className="result-glyph" />
          <div>
            <strong>{t('outcome.copies_of_all')}</strong>
            <Copies copies={common} said={said} />
          </div>
        </li>
      )}
    </ul>
  );
}

function alike(outcomes: readonly Outcome[]): { outcome: Outcome; whats: Localised[] }[] {
  const groups = new Map<string, { outcome: Outcome; whats: Localised[] }>();
  for (const outcome of outcomes) {
    const { what, ...rest } = outcome;
    const group = groups.get(JSON.stringify(rest)) ?? { outcome, whats: [] };
    if (what) group.whats.push(what);
    groups.set(JSON.stringify(rest), group);
  }
  return [...groups.values()];
}

/** The copies in which all that was changed in a system lives on, if they are the same for more than one outcome. */
function commonCopies(outcomes: readonly Outcome[]): Outcome['copies'] | null {
  const changed = outcomes.filter(({ copies }) => copies.length > 0);
  const [first] = changed;
  if (!first || changed.length < 2) return null;
  const same = changed.every(({ copies }) => JSON.stringify(copies) === JSON.stringify(first.copies));
  return same ? first.copies : null;
}

function Copies({ copies, said }: { copies: Outcome['copies']; said: Said }): ReactNode {
  const { t } = useTranslation('case');
  const formats = useFormats();
  return copies.map((copy) => (
    <span key={copy.title.de}> {t('outcome.copy', { title: said(copy.title), until: formats.day(copy.until) })}</span>
  ));
}

function OutcomeWords({ outcome, said }: { outcome: Outcome; said: Said }): ReactNode {
  const { t } = useTranslation('case');
  const formats = useFormats();
  const values = {
    on: outcome.on === null ? '' : formats.day(outcome.on),
    by: outcome.declaredBy ? said(outcome.declaredBy) : '',
    via: outcome.declaredVia ? said(outcome.declaredVia) : '',
    ground: outcome.ground ? said(outcome.ground).replace(/\.$/, '') : '',
    notBefore: outcome.notBefore === null ? '' : formats.day(outcome.notBefore),
    until: outcome.until === null ? '' : formats.day(outcome.until),
  };
  return (
    <>
      <Sentence outcome={outcome} values={values} />
      {outcome.askedOn !== null && <> {t('outcome.answers_later', { on: formats.day(outcome.askedOn) })}</>}
      {outcome.kind === 'retained' && outcome.restricted && <> {t('outcome.retained_restricted')}</>}
    </>
  );
}

// An alias and no interface: only that may be passed as a dictionary.
type Values = {
  on: string;
  by: string;
  via: string;
  ground: string;
  notBefore: string;
  until: string;
};

/** Kinds that differ by how we know say so; the others have one sentence. */
function Sentence({ outcome, values }: { outcome: Outcome; values: Values }): ReactNode {
  const { t } = useTranslation('case');
  const { kind, how } = outcome;
  if (kind === 'erased' || kind === 'masked' || kind === 'corrected') {
    return t(`outcome.${kind}.${how ?? 'unverifiable'}`, values);
  }
  if (kind === 'pending') return values.until === '' ? t('outcome.pending') : t('outcome.pending_until', values);
  return t(`outcome.${kind}`, values);
}
