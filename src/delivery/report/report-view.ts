import type { Field } from '../../datamap/language.js';
import { citation, elsewhere } from '../../letters/citing.js';
import { formatDay, formatList, formatMoment, formatNumber } from '../../letters/formats.js';
import type { CitedStep } from '../../laws/law-data.js';
import { say, type Locale } from '../../letters/locale.js';
import type { CollectionInPackage } from '../package/collection-in-package.js';
import type { WithholdingReason } from '../review/exclusion.js';
import { coverage, wasSearched, type PackageModel, type SystemAnswer } from '../package-model.js';
import { texts, type Texts } from '../texts/catalogue.js';
import { categoriesOf, categoryTitle } from './categories.js';
import { collectionsOf, factsView, groundInWords, outcomeInWords, type FactsView } from './facts-view.js';
import { headingOf } from './readme.js';
import { showValue, type ShownValue } from './values.js';

/** Everything the template prints, already in words: the template only arranges. */
export interface ReportView {
  lang: Locale;
  t: Texts;
  title: string;
  subtitle: string;
  head: { term: string; lines: string[] }[];
  summary: string[];
  searchedWith: string[];
  systems: SystemView[];
  /** Null where no single data are given, and so none are held back. */
  withheld: { where: string; reason: string; count: string }[] | null;
  remedy: string;
  notSearched: { title: string; reason: string }[];
  rights: string[];
  about: string[];
}

export interface SystemView {
  anchor: string;
  title: string;
  status: string;
  outcome: string;
  /** Null where single data are neither given nor counted. */
  records: string | null;
  searched: boolean;
  /** null where nothing was found: then nothing was processed there. */
  facts: FactsView | null;
  /** The facts are those of the system, not of data that were found. */
  general: boolean;
  collections: CollectionView[];
  unsearched: { title: string; reason: string }[];
}

export interface CollectionView {
  title: string;
  count: string;
  notes: string[];
  /** A table of rows when it is narrow enough for paper, else a small table for each record. */
  wide: boolean;
  columns: { title: string; category: string }[];
  rows: ShownValue[][];
}

/** Columns that fit a printed page side by side. */
const NARROW = 5;

export function reportView(model: PackageModel, collections: readonly CollectionInPackage[]): ReportView {
  const { locale, controller, law } = model;
  const t = texts(locale);
  const heading = headingOf(model);
  const pieces = model.kind !== 'categories';
  const systems = model.systems.map((system, index): SystemView => {
    const own = collections.filter((entry) => entry.system === system.map.system);
    const records = own.reduce((sum, { tally }) => sum + tally.records, 0);
    const found =
      system.outcome.status === 'found' ? new Set(system.holds ?? own.map(({ collection }) => collection)) : null;
    return {
      anchor: `system-${index + 1}`,
      title: say(system.map.title, locale),
      status: t(`status.${system.outcome.status}`),
      outcome: [outcomeInWords(system, model, t), ...areasHeld(system, model, t)].join(' '),
      records: pieces ? (wasSearched(system.outcome) ? formatNumber(records, locale) : t('empty')) : null,
      searched: wasSearched(system.outcome),
      facts: system.outcome.status === 'nothing' ? null : factsView(model, system, t, found),
      general: system.outcome.status !== 'found',
      collections: own.map((entry) => collectionView(entry, model, t)),
      unsearched: collectionsOf(system.map, controller.slug).flatMap(([name, { title, searched }]) =>
        searched && 'not' in searched
          ? [
              {
                title: title ? say(title, locale) : name,
                reason: `${say(searched.not.reason, locale)} (${groundInWords(searched.not.ground, model.grounds, locale)})`,
              },
            ]
          : [],
      ),
    };
  });
  return {
    lang: locale,
    t,
    title: say(heading.title, locale),
    subtitle: say(heading.under, locale),
    head: headOf(model, t),
    summary: summaryOf(model, collections, t),
    searchedWith: [...new Set(model.searchedWith.map(({ kind, shown }) => identifierInWords(kind, shown, t)))],
    systems,
    withheld: pieces ? withheldOf(model, collections, t) : null,
    remedy: t('withheld.remedy', { elsewhere: elsewhere(law, locale) }),
    notSearched: systems.flatMap(({ title, outcome, searched, unsearched }) => [
      ...(searched ? [] : [{ title, reason: outcome }]),
      ...unsearched.map((area) => ({ title: `${title}: ${area.title}`, reason: area.reason })),
    ]),
    rights: [
      ...law.words.rights.map((text) => say(text, locale)),
      t('rights.authority', { name: say(controller.authority.name, locale) }),
      t('rights.write', { email: controller.officer.email, reference: model.reference }),
    ],
    about: [t('about.scope', { controller: controller.name }), t(pieces ? 'about.files' : 'categories.file')],
  };
}

function headOf({ controller, reference, receivedOn, builtAt, locale }: PackageModel, t: Texts): ReportView['head'] {
  const { name, address, officer, dpo, authority, zone } = controller;
  return [
    { term: t('head.controller'), lines: [name, ...address] },
    { term: t('head.reference'), lines: [reference] },
    { term: t('head.received'), lines: [formatDay(receivedOn, locale)] },
    { term: t('head.built'), lines: [formatMoment(builtAt, zone, locale)] },
    { term: t('head.office'), lines: [t('head.office_value', { name: officer.name, email: officer.email })] },
    ...(dpo ? [{ term: t('head.dpo'), lines: [...(dpo.name ? [dpo.name] : []), dpo.email] }] : []),
    {
      term: t('head.authority'),
      lines: [say(authority.name, locale), authority.address, authority.url].filter((line) => line !== undefined),
    },
  ];
}

function summaryOf(model: PackageModel, collections: readonly CollectionInPackage[], t: Texts): string[] {
  const { locale, systems, law } = model;
  const found = systems.filter(({ outcome }) => outcome.status === 'found');
  const open = systems.filter(({ outcome }) => outcome.status === 'failed' || outcome.status === 'pending').length;
  const shown = collections.reduce((sum, { tally }) => sum + tally.records - tally.recordsWithheld, 0);
  const withheld = collections.reduce((sum, { tally }) => sum + tally.withheldTotal, 0);
  const counted = (key: string, count: number): string => t(key, { count, shown: formatNumber(count, locale) });
  const { searched, of } = coverage(systems);
  const lesser =
    model.kind === 'categories'
      ? [t('categories.why', { cite: citation(law, 'categories', locale) }), t('categories.more')]
      : [];
  return [
    ...lesser,
    t('summary.searched', { searched, of }),
    found.length === 0
      ? t('summary.foundNone')
      : t('summary.found', {
          count: found.length,
          names: formatList(
            found.map(({ map }) => say(map.title, locale)),
            locale,
          ),
        }),
    ...(found.length === 0 || lesser.length > 0 ? [] : [counted('summary.records', shown)]),
    ...(withheld === 0 ? [] : [counted('summary.withheld', withheld)]),
    ...(open === 0 ? [] : [t('summary.open', { count: open })]),
  ];
}

function withheldOf(
  model: PackageModel,
  collections: readonly CollectionInPackage[],
  t: Texts,
): ReportView['withheld'] {
  const { locale } = model;
  return collections.flatMap(({ system, collection, map, tally }) => {
    const title = model.systems.find((answer) => answer.map.system === system)?.map.title ?? system;
    return [...tally.withheld].map(([reason, count]) => ({
      where: `${say(title, locale)}: ${map.title ? say(map.title, locale) : collection}`,
      reason: t(`reason.${reason}.long`, { cite: citeReason(reason, model) }),
      count: formatNumber(count, locale),
    }));
  });
}

function collectionView(entry: CollectionInPackage, model: PackageModel, t: Texts): CollectionView {
  const { map, tally, json, csv } = entry;
  const { locale } = model;
  const { preview } = tally;
  const disclosed = tally.records - tally.recordsWithheld;
  const counted = (key: string, count: number): string => t(key, { count, shown: formatNumber(count, locale) });
  return {
    title: map.title ? say(map.title, locale) : entry.collection,
    count: counted('collection.found', tally.records),
    notes: [
      ...(tally.recordsWithheld > 0 ? [counted('collection.withheldRecords', tally.recordsWithheld)] : []),
      preview.length < disclosed
        ? t('collection.shownFirst', { shown: formatNumber(preview.length, locale), json, csv })
        : t('collection.files', { json, csv }),
    ],
    wide: entry.fields.length > NARROW,
    columns: entry.fields.map((name) => columnOf(name, map.fields[name], locale)),
    rows: preview.map((record) =>
      entry.fields.map((name) =>
        showValue(Object.hasOwn(record, name) ? record[name] : undefined, locale, model.controller.zone, t),
      ),
    ),
  };
}

function columnOf(
  name: string,
  field: string | string[] | Field | undefined,
  locale: Locale,
): { title: string; category: string } {
  const category =
    field === undefined
      ? ''
      : categoriesOf(field)
          .map((one) => categoryTitle(one, locale))
          .join(', ');
  const title = typeof field === 'object' && !Array.isArray(field) && field.title ? say(field.title, locale) : null;
  if (title === null) return { title: category === '' ? name : capital(category), category: name };
  return { title, category: title.toLowerCase() === category.toLowerCase() ? '' : category };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const IDENTIFIERS = new Set(['email', 'phone', 'customer_id', 'customer_no']);

function identifierInWords(kind: string, shown: string, t: Texts): string {
  return t(`identifier.${IDENTIFIERS.has(kind) ? kind : 'other'}`, { kind: capital(kind.replaceAll('_', ' ')), shown });
}

/** Where a reason to withhold stands in the law. */
const CITED: Partial<Record<WithholdingReason, CitedStep>> = {
  'free-text-unreviewed': 'others',
  'others-unreviewed': 'others',
  'joint-unreviewed': 'others',
  'never-disclosed': 'never_disclosed',
  'rights-of-others': 'others',
  'trade-secret': 'trade_secret',
  'legal-privilege': 'privilege',
  'duty-of-secrecy': 'secrecy',
  'pending-investigation': 'investigation',
};

function citeReason(reason: WithholdingReason, { law, locale }: PackageModel): string {
  const step = CITED[reason];
  return step ? citation(law, step, locale) : '';
}

/** Of which areas of a system the person has data, where no single ones are given. */
function areasHeld({ map, holds, outcome }: SystemAnswer, { locale }: PackageModel, t: Texts): string[] {
  if (!holds || outcome.status !== 'found') return [];
  const areas = holds.map((name) => say(map.collections[name]?.title ?? name, locale));
  return [t('categories.held', { areas: formatList(areas, locale) })];
}
