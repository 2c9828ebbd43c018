import { LOCALES } from '../../src/letters/locale.js';
import { letterTexts, render } from '../../src/letters/templates/render.js';
import type { LetterKind } from '../../src/letters/templates/letter-data.js';
import { letters, systems } from './delivery-letters-fixture.js';
import { controller, lawSays } from './delivery-fixture.js';

const kinds = Object.keys(letters) as LetterKind[];
const each = LOCALES.flatMap((locale) => kinds.map((kind) => [kind, locale] as const));

/** The words that stand in the HTML, without its tags. */
const wordsOf = (html: string): string =>
  html
    .replace(/^[\s\S]*<\/h1>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, '');

describe('letters', () => {
  it('exist in both languages, each with a fixture', () => {
    for (const locale of LOCALES) expect(Object.keys(letterTexts(locale).letters).sort()).toEqual([...kinds].sort());
  });

  it.each(each)('%s (%s) says the same in text and HTML, and has no gaps', (kind, locale) => {
    const { subject, text, html } = render(kind, locale, letters[kind] as never);
    expect(`${subject}${text}${html}`).not.toMatch(/undefined|null|NaN|\[object|<%|%>|\{\{|[\uE000-\uF8FF]/);
    expect(wordsOf(html)).toBe(text.replace(/^- /gm, '').replace(/\s+/g, ''));
    expect(text).not.toMatch(/\n{3}|[ \t]\n|^\s/);
    expect(html).toContain(`<html lang="${locale}">`);
  });

  it.each(each)('%s (%s) loads nothing, runs nothing, tracks nothing', (kind, locale) => {
    const { html } = render(kind, locale, letters[kind] as never);
    expect(html).not.toMatch(
      /<(script|img|iframe|link|object|form|video|svg)|<[^>]+\s(src|srcset|background|action|on\w+)=|url\(|@import/i,
    );
    for (const [, href] of html.matchAll(/href="([^"]+)"/g)) {
      expect(['https://privacy.nordwind.example/case#t=3q2-7wAbcDEF', 'https://datenschutz-hamburg.de']).toContain(
        href,
      );
    }
  });

  it.each(each)('%s (%s) has a subject of one line without personal data', (kind, locale) => {
    const { subject } = render(kind, locale, letters[kind] as never);
    expect(subject).not.toMatch(/[\n\r]|Erika|Mustermann|@|482|lösch|delet|erasure|Auskunft/i);
    expect(subject.length).toBeLessThan(78);
  });

  it('gives a code mail that holds the code, how long it is good, and nothing of the case', () => {
    const { text } = render('code', 'de', letters.code);
    expect(text).toContain('482 913');
    expect(text).toContain('15 Minuten');
    expect(text).not.toMatch(/HB-|http|Vorgang|Anfrage|lösch/i);
  });

  it.each([
    'refusal',
    'erasure-answer',
    'partial-answer',
    'nothing-found',
    'further-data',
    'extension',
    'withdrawal-late',
  ] as const)('%s names the authority and the court (Art. 12(4))', (kind) => {
    const { text } = render(kind, 'de', letters[kind] as never);
    expect(text).toContain('Der Hamburgische Beauftragte für Datenschutz');
    expect(text).toContain('Art. 77 DSGVO');
    expect(text).toContain('Gericht');
  });

  it.each(each.filter(([kind]) => kind !== 'code' && kind !== 'recipient-notice'))(
    '%s (%s) cites no article of the GDPR under another law',
    (kind, locale) => {
      const plain = {
        ...letters[kind],
        law: lawSays('us-ca@2026-01-01'),
        systems: [],
        reasons: ['x'],
        doubt: 'x',
        notSearched: [],
      };
      const { text } = render(
        kind,
        locale,
        (kind === 'nothing-found' ? { ...plain, systems: letters[kind].systems } : plain) as never,
      );
      expect(text).not.toMatch(/GDPR|DSGVO|  /);
    },
  );

  it('claims of each outcome what was shown, and no more', () => {
    const { text } = render('erasure-answer', 'de', letters['erasure-answer']);
    for (const sentence of [
      'Im laufenden System am 18. November 2026 gelöscht und am 19. November 2026 nachgeprüft. In Kopien (Nächtliche Sicherung) noch bis längstens 23. Dezember 2026, dort nicht verwendet.',
      'Frühestens am 1. Januar 2033 kann gelöscht werden. Bis dahin ist die Verarbeitung eingeschränkt.',
      'Der Datensatz selbst bleibt gespeichert.',
      'Wir erwarten das Ergebnis bis zum 18. Dezember 2026',
      'als gelöscht erklärt von der Poststelle (nach Anmeldung). Selbst nachgeprüft haben wir das nicht.',
      'Ob sie ausgeführt ist, lässt sich hier nicht nachprüfen.',
      'Er belegt, was wir wann aufgezeichnet haben, nicht die Löschung selbst.',
      'Ihr Eintrag in unserer Werbesperre. Er bleibt',
    ]) {
      expect(text).toContain(sentence);
    }
  });

  it('says what "nothing found" may say', () => {
    const { text } = render('nothing-found', 'de', letters['nothing-found']);
    expect(text).toContain(
      'unter diesen Angaben haben wir in diesen Systemen nichts gefunden; gespeichert ist dieser Vorgang.',
    );
    expect(text).toContain('Online-Shop, am 20. November 2026');
  });

  it('does not let a value write the letter', () => {
    const { text, html } = render('refusal', 'de', {
      ...letters.refusal,
      reasons: [
        '- x\n\n## Geld zurück\n\nhttps://evil.example \uE000https://evil.example\uE001 <b>fett</b> <%= 1 %> \u202Eabc',
      ],
    });
    expect(text).toContain('- x ## Geld zurück https://evil.example https://evil.example <b>fett</b> <%= 1 %>');
    expect(html).not.toContain('href="https://evil.example"');
    expect(html).not.toContain('<b>');
    expect(html).not.toMatch(/<h2[^>]*>Geld/);
  });

  it('refuses a link that leads nowhere or somewhere strange', () => {
    for (const link of ['javascript:alert(1)', 'https://a.example/"onclick=', 'nonsense']) {
      expect(() => render('package-ready', 'de', { ...letters['package-ready'], link })).toThrow();
    }
  });

  it('does not leave with a gap', () => {
    const gap = { ...letters.extension, controller: { ...controller, name: undefined as unknown as string } };
    expect(() => render('extension', 'de', gap)).toThrow('lacks a value');
    expect(() =>
      render('partial-answer', 'de', {
        ...letters['partial-answer'],
        systems: [{ system: 'x', outcomes: [{ kind: 'erased', on: 'soon' } as never] }],
      }),
    ).toThrow();
  });

  it('speaks of several outcomes in the order given', () => {
    const { text } = render('supplement', 'en', { ...letters.supplement, systems });
    expect(text.indexOf('Online shop')).toBeLessThan(text.indexOf('Zendesk'));
    expect(text).toContain('We have not checked it ourselves.');
  });
});
