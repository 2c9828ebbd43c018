import { Tally, PreviewBudget } from '../../src/delivery/package/tally.js';
import type { CollectionInPackage } from '../../src/delivery/package/collection-in-package.js';
import type { PackageModel } from '../../src/delivery/package-model.js';
import { readmeOf } from '../../src/delivery/report/readme.js';
import { reportOf } from '../../src/delivery/report/report.js';
import { WITHHOLDING, type WithholdingReason } from '../../src/delivery/review/exclusion.js';
import { reasons, type ReasonCode } from '../../src/ledger/reasons.js';
import { cited } from '../../src/letters/citing.js';
import type { LetterKind } from '../../src/letters/templates/letter-data.js';
import { render } from '../../src/letters/templates/render.js';
import { letters } from './delivery-letters-fixture.js';
import { answerLaw, lawSays, packageModel, shop } from './delivery-fixture.js';

const CALIFORNIA = 'us-ca@2026-01-01';
const GERMANY = 'de@2026-01-01';
const EUROPEAN = /GDPR|DSGVO|BDSG|\bArt(\.|icle) ?\d|Datenschutz-Grundverordnung|EWR|EEA|Auftragsverarbeiter/;
const CALIFORNIAN = /CCPA|1798|11 CCR|California|Kalifornien/;

/** A collection of which something is withheld for every reason there is. */
function withheldForAllReasons(): CollectionInPackage[] {
  const map = shop.collections.customers!;
  const tally = new Tally(new PreviewBudget());
  tally.count({
    record: { email: 'erika.mustermann@example.org' },
    withheld: (Object.keys(WITHHOLDING) as WithholdingReason[]).map((reason) => ({ field: 'email', reason })),
  });
  return [
    {
      system: 'shop',
      collection: 'customers',
      map,
      fields: Object.keys(map.fields),
      json: 'data/shop/customers.json',
      csv: 'data/shop/customers.csv',
      tally,
    },
  ];
}

/** Grounds of another law are named without their citation (`package-model-reader.ts`). */
const grounds = { 'de/bdsg-34-1-2': { title: { de: 'Nur noch gesichert', en: 'Kept as a back-up only' } } };

const californian = (change: Partial<PackageModel> = {}): PackageModel =>
  packageModel({ law: answerLaw(CALIFORNIA, 'access'), grounds, ...change });

/** What a lesser request is answered with: where something was found, and no records. */
const categories = (locale: 'de' | 'en'): PackageModel =>
  californian({
    kind: 'categories',
    locale,
    law: answerLaw(CALIFORNIA, 'categories'),
    searchedWith: [{ kind: 'email', shown: '•••' }],
    systems: packageModel().systems.map((system) =>
      system.outcome.status === 'found'
        ? { ...system, holds: system.map.system === 'shop' ? ['customers'] : ['notes'] }
        : system,
    ),
  });

describe('an answer under Californian law', () => {
  it.each(['de', 'en'] as const)('cites that law and no other (%s)', (locale) => {
    const model = californian({ locale });
    const report = reportOf(model, withheldForAllReasons());
    for (const text of [report, readmeOf(model), readmeOf({ ...model, kind: 'portability' })]) {
      expect(EUROPEAN.exec(text)?.[0]).toBeUndefined();
      expect(text).toMatch(CALIFORNIAN);
    }
    for (const said of ['1798.110', '1798.105', '1798.120', '1798.125', '7024(d)']) expect(report).toContain(said);
    expect(report).toContain(locale === 'de' ? 'Attorney General von Kalifornien' : 'California Attorney General');
  });

  it('says what 1798.110(a) and 1798.115(a) ask, and not what the GDPR asks beside', () => {
    const report = reportOf(californian({ locale: 'en' }), withheldForAllReasons());
    for (const said of [
      'Carrying out orders',
      'e-mail address',
      'From you, when you ordered',
      'Adwerk Ltd.',
      'third party, sold',
    ])
      expect(report).toContain(said);
    for (const unasked of ['Legal basis', 'Transfers to third countries', 'Automated decisions', 'contract'])
      expect(report).not.toContain(unasked);
  });

  const kinds = (Object.keys(letters) as LetterKind[]).filter((kind) => kind !== 'code');
  it.each((['de', 'en'] as const).flatMap((locale) => kinds.map((kind) => [kind, locale] as const)))(
    'is written as a letter without a word of the GDPR: %s (%s)',
    (kind, locale) => {
      const law = lawSays(CALIFORNIA);
      const codes: ReasonCode[] = [
        'unfounded',
        'excessive',
        'unidentifiable',
        'no-ground-for-erasure',
        'rights-of-others',
      ];
      const { text, html } = render(kind, locale, {
        ...letters[kind],
        law,
        ...(kind === 'nothing-found' ? { notSearched: [] } : { systems: [] }),
        reasons: codes.map((code) =>
          cited(reasons[code], law, code === 'no-ground-for-erasure' ? 'no_ground' : undefined),
        ),
      });
      expect(EUROPEAN.exec(text + html)?.[0]).toBeUndefined();
    },
  );
});

describe('an answer that names categories only (11 CCR 7024(a))', () => {
  it.each([
    ['de', 'nicht in dem Maß geprüft', 'Weisen Sie sich weiter aus', 'Zu Ihnen haben wir hier: Kundenkonto'],
    ['en', 'could not verify to the degree', 'show further who you are', 'About you we have here: Customer account'],
  ] as const)('says why, how to have more, and nothing single (%s)', (locale, why, more, area) => {
    const model = categories(locale);
    const report = reportOf(model, []);
    for (const said of [why, more, area, '7024(a)', 'Adwerk Ltd.']) expect(report).toContain(said);
    expect(report).toContain(locale === 'de' ? 'E-Mail-Adresse' : 'e-mail address');
    expect(report).toContain(locale === 'de' ? 'Von Ihnen selbst' : 'From you');
    for (const single of ['erika', 'Mustermann', '1979']) expect(report).not.toContain(single);
    expect(report).not.toMatch(/\.csv|customers\.json/);
    expect(report).not.toMatch(EUROPEAN);
    expect(readmeOf(model)).not.toMatch(/CSV|Ordner data|folder data/);
  });

  it('of systems in which something was found names the kinds of data of those areas alone', () => {
    expect(reportOf(categories('en'), [])).toContain('date of birth');
    const none = reportOf(
      {
        ...categories('en'),
        systems: [{ map: shop, holds: ['orders'], outcome: { status: 'found', searchedAt: new Date(0) } }],
      },
      [],
    );
    expect(none).not.toContain('date of birth');
  });
});

describe('an answer under German law', () => {
  it.each(['de', 'en'] as const)('knows no Californian law (%s)', (locale) => {
    const model = packageModel({ locale });
    for (const text of [
      reportOf(model, withheldForAllReasons()),
      readmeOf(model),
      readmeOf({ ...model, kind: 'portability' }),
    ]) {
      expect(CALIFORNIAN.exec(text)?.[0]).toBeUndefined();
      expect(text).toMatch(EUROPEAN);
    }
    for (const kind of Object.keys(letters) as LetterKind[]) {
      expect(CALIFORNIAN.exec(render(kind, locale, letters[kind] as never).text)?.[0]).toBeUndefined();
    }
  });

  it('cites its own federal act beside the GDPR', () => {
    expect(lawSays(GERMANY).cites).toMatchObject({
      privilege: { de: '§ 29 Abs. 1 BDSG' },
      doubt: { de: 'Art. 12 Abs. 6 DSGVO' },
    });
    expect(lawSays('eu-gdpr@2026-01-01').cites).not.toHaveProperty('privilege');
    expect(cited(reasons.excessive, lawSays(GERMANY), 'excessive')).toEqual({
      de: 'Die Anfrage ist exzessiv (Art. 12 Abs. 5 DSGVO).',
      en: 'The request is excessive (Article 12(5) GDPR).',
    });
    expect(cited(reasons.excessive, lawSays(CALIFORNIA), 'excessive')).toEqual(reasons.excessive);
  });
});
