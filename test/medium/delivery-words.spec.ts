import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { LOCALES } from '../../src/letters/locale.js';
import { render } from '../../src/letters/templates/render.js';
import type { LetterKind } from '../../src/letters/templates/letter-data.js';
import { letters } from './delivery-letters-fixture.js';

/**
 * What a text may not claim, with the rule of the trade it would break. A word has a place where it is allowed only if
 * what it says has been shown there.
 */
const FORBIDDEN: { words: RegExp; why: string; allowedAt?: RegExp }[] = [
  {
    words:
      /vollständig\w*\s+(gelöscht|entfernt|vernichtet)|restlos|completely (deleted|erased|removed)|fully (deleted|erased)/i,
    why: 'copies live on',
  },
  {
    words: /unwiderruflich|irrevocabl|irreversibl|permanently (deleted|erased)|endgültig\w*\s+gelöscht/i,
    why: 'a vendor may restore',
  },
  {
    words: /nachweislich|nachgewiesen\w*\s+gelöscht|provabl|demonstrably|proof of (deletion|erasure)/i,
    why: 'a re-reading proves the live system only',
  },
  {
    words:
      /speichern nichts über Sie|keine Daten über Sie|keine Daten zu Ihnen (gespeichert|vorhanden)|(store|hold|have) no(thing| data) about you/i,
    why: 'nothing found is not nothing stored',
  },
  {
    words: /anonymisier|anonymi[sz]ed/i,
    why: 'masked is not anonymous',
    allowedAt: /^letters\..*\.outcomes\.anonymised$/,
  },
  {
    words: /Datenschutzbeauftragte[rn]?\b(?! Stelle)/,
    why: 'who decides is not the DPO (Art. 38(6) GDPR)',
    allowedAt: /^report\..*\.head\.dpo$/,
  },
  {
    words: /sofort umgesetzt|ab sofort|with immediate effect|effective immediately/i,
    why: 'an opt-out is honoured when every sink has said so',
  },
  { words: /\b(du|dein|deine|dich|dir)\b/i, why: 'formal address' },
];

interface Told {
  at: string;
  text: string;
}

function leaves(value: unknown, at: string): Told[] {
  if (typeof value === 'string') return [{ at, text: value }];
  return Object.entries(value as object).flatMap(([key, inner]) => leaves(inner, `${at}.${key}`));
}

const files = ['../../src/delivery/texts/', '../../src/letters/texts/'].flatMap((folder) =>
  readdirSync(new URL(folder, import.meta.url))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => {
      const name = file.replace(/\.yaml$/, '');
      return { name, told: leaves(parse(readFileSync(new URL(folder + file, import.meta.url), 'utf8')), name) };
    }),
);

const complaints = ({ at, text }: Told): string[] =>
  FORBIDDEN.filter(({ words, allowedAt }) => words.test(text) && !allowedAt?.test(at)).map(
    ({ why }) => `${at}: ${why}`,
  );

describe('the words of letters, reports and packages', () => {
  it('exist in both languages under the same keys', () => {
    const keysOf = (name: string): string[] =>
      (files.find((file) => file.name === name)?.told ?? []).map(({ at }) => at.slice(name.length)).sort();
    const families = new Set(files.map(({ name }) => name.replace(/\.\w+$/, '')));
    expect([...families].sort()).toEqual(['categories', 'letters', 'report']);
    for (const family of families) {
      expect(keysOf(`${family}.de`).length).toBeGreaterThan(10);
      expect(keysOf(`${family}.en`)).toEqual(keysOf(`${family}.de`));
    }
  });

  it('take the same values in both languages', () => {
    const valuesOf = (text: string): string[] => [...new Set(text.match(/\{\{\w+\}\}|\bit(\.\w+)+/g) ?? [])].sort();
    for (const { name, told } of files.filter((file) => file.name.endsWith('.de'))) {
      const english = files.find((file) => file.name === name.replace(/de$/, 'en'));
      for (const { at, text } of told) {
        const other = english?.told.find((one) => one.at === at.replace(name, english.name));
        expect({ at, values: valuesOf(other?.text ?? '') }).toEqual({ at, values: valuesOf(text) });
      }
    }
  });

  it('claim nothing that cannot be shown', () => {
    expect(files.flatMap(({ told }) => told.flatMap(complaints))).toEqual([]);
  });

  it('nor do whole letters', () => {
    for (const locale of LOCALES) {
      for (const kind of Object.keys(letters) as LetterKind[]) {
        const { subject, text } = render(kind, locale, letters[kind] as never);
        expect(complaints({ at: `${locale} ${kind}`, text: subject + text })).toEqual([]);
      }
    }
  });

  it.each([
    'Ihre Daten sind vollständig gelöscht.',
    'Wir haben Ihre Daten unwiderruflich gelöscht.',
    'Die Daten wurden nachweislich gelöscht.',
    'Wir speichern nichts über Sie.',
    'Ihre Daten sind anonymisiert.',
    'Ihr Datenschutzbeauftragter hat entschieden.',
    'Your data have been completely deleted.',
    'We hold no data about you.',
    'Your data have been anonymized.',
  ])('are watched: %s', (text) => {
    expect(complaints({ at: 'letters.de.letters.erasure-answer.body', text })).not.toEqual([]);
  });
});
