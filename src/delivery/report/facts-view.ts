import type { Collection, SystemMap } from '../../datamap/language.js';
import { citation } from '../../letters/citing.js';
import { formatDay, formatDuration, formatMoment } from '../../letters/formats.js';
import { say, type Locale } from '../../letters/locale.js';
import type { PackageModel, SystemAnswer } from '../package-model.js';
import type { Texts } from '../texts/catalogue.js';
import { categoriesOf, categoryTitle } from './categories.js';
import { legalBasis } from './legal-basis.js';

/**
 * What the law wants said of one system, in words: Art. 15(1)(a) to (h) and (2) GDPR, or 1798.110(a) and 1798.115(a). What
 * it does not ask for (`answers` in its file) is null.
 */
export interface FactsView {
  /** Basis and end are null where the law asks for none. */
  purposes: { title: string; basis: string | null; ends: string | null }[];
  categories: string[];
  recipients: { name: string; role: string; country: string; sold: boolean }[];
  source: string;
  transfers: string | null;
  decisions: string | null;
  copies: string[] | null;
  consultations: string[];
  retained: string[];
}

/**
 * @param found collections with records of the person: what is said is said of her data, not of everybody's. Null where
 * the search has not ended: then of all that the system holds.
 */
export function factsView(
  model: PackageModel,
  { map, consultations }: SystemAnswer,
  t: Texts,
  found: ReadonlySet<string> | null,
): FactsView {
  const { locale, controller, law } = model;
  const { bases, roles } = law.words;
  const storage = law.asks.has('storage');
  const collections = collectionsOf(map, controller.slug).filter(([name]) => !found || found.has(name));
  const used = new Set(collections.flatMap(([, { purpose }]) => purpose));
  const purposes = Object.entries(map.purposes).filter(([name]) => used.has(name));
  const categories = collections.flatMap(([, { fields }]) =>
    Object.values(fields).flatMap((field) => categoriesOf(field).map((name) => categoryTitle(name, locale))),
  );
  return {
    purposes: purposes.map(([, { title, basis, ends }]) => ({
      title: say(title, locale),
      basis: bases ? legalBasis(basis, bases, locale, t) : null,
      ends: storage ? say(ends, locale) : null,
    })),
    categories: [...new Set(categories)].sort((a, b) => a.localeCompare(b, locale)),
    recipients: map.recipients.map(({ name, role, country, sold }) => ({
      name,
      role: say(roles[role], locale),
      country: country ? countryName(country, locale) : t('empty'),
      sold: sold ?? false,
    })),
    source: say(map.source, locale),
    transfers: !law.asks.has('transfers')
      ? null
      : map.transfers === 'none'
        ? t('system.noTransfers')
        : say(map.transfers, locale),
    decisions: !law.asks.has('automated_decisions')
      ? null
      : map.automatedDecisions === 'none'
        ? t('system.noDecisions', { cite: citation(law, 'no_decisions', locale) })
        : say(map.automatedDecisions, locale),
    copies: storage ? copiesInWords(map, locale, t) : null,
    // Who looked at her data, and when, is about this person: no kind of data.
    consultations: (model.kind === 'categories' ? [] : (consultations ?? [])).map(({ at, role, why }) =>
      t('system.consultation', {
        when: formatMoment(at, controller.zone, locale),
        role: say(role, locale),
        why: say(why, locale),
      }),
    ),
    retained: storage ? [...new Set(collections.flatMap(([, collection]) => retention(collection, model)))] : [],
  };
}

function copiesInWords(map: SystemMap, locale: Locale, t: Texts): string[] {
  return Object.values(map.copies).map(({ title, kind, kept }) =>
    t('system.copy', { title: say(title, locale), kind: t(`copyKind.${kind}`), kept: formatDuration(kept, locale) }),
  );
}

/** Collections that hold rows of this controller at all (`scope`). */
export function collectionsOf(map: SystemMap, controller: string): [string, Collection][] {
  return Object.entries(map.collections).filter(([, { scope }]) => !scope || Object.hasOwn(scope, controller));
}

/** Why and how long rows of the collection are kept whatever a person asks. */
function retention({ erasure }: Collection, { grounds, locale }: PackageModel): string[] {
  if (typeof erasure === 'string') return [];
  if ('keep' in erasure)
    return [`${groundInWords(erasure.keep.ground, grounds, locale)}: ${say(erasure.keep.reason, locale)}`];
  return [groundInWords(erasure.retain.ground, grounds, locale)];
}

export function groundInWords(ground: string, grounds: PackageModel['grounds'], locale: Locale): string {
  const known = Object.hasOwn(grounds, ground) ? grounds[ground] : undefined;
  if (!known) return ground;
  const citation = known.citation ? ` (${say(known.citation, locale)})` : '';
  const period = known.period ? `, ${say(known.period, locale)}` : '';
  return `${say(known.title, locale)}${citation}${period}`;
}

/** How the search of the system went, in a sentence. */
export function outcomeInWords({ outcome }: SystemAnswer, model: PackageModel, t: Texts): string {
  const { locale, controller } = model;
  const moment = (at: Date): string => formatMoment(at, controller.zone, locale);
  switch (outcome.status) {
    case 'found':
    case 'nothing':
      return t(`outcome.${outcome.status}`, { when: moment(outcome.searchedAt) });
    case 'not-searched':
      return t('outcome.not-searched', { reason: say(outcome.reason, locale) });
    case 'failed': {
      const since = moment(outcome.since);
      return outcome.retryBy
        ? t('outcome.failedUntil', { since, until: formatDay(outcome.retryBy, locale) })
        : t('outcome.failed', { since });
    }
    case 'pending':
      return outcome.until
        ? t('outcome.pendingUntil', { until: formatDay(outcome.until, locale) })
        : t('outcome.pending');
  }
}

function countryName(code: string, locale: Locale): string {
  return /^[A-Za-z]{2}$/.test(code)
    ? (new Intl.DisplayNames(locale, { type: 'region' }).of(code.toUpperCase()) ?? code)
    : code;
}
