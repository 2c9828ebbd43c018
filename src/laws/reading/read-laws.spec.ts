import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Temporal } from 'temporal-polyfill';
import { clockOf } from '../clock.js';
import { BrokenLawFile, readLaws } from './read-laws.js';

const SOURCE = new URL('../', import.meta.url);
const FILES = [
  'eu-gdpr.yaml',
  'de.yaml',
  'us-ca.yaml',
  'us-ca-2027.yaml',
  'grounds.yaml',
  'law.schema.json',
  'grounds.schema.json',
];

describe('reading law files', () => {
  let folder: string;
  const url = (): URL => pathToFileURL(`${folder}/`);
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const lineOf = (name: string, part: string): number =>
    text(name).slice(0, text(name).indexOf(part)).split('\n').length;
  const change = (name: string, from: string, to: string): void => {
    expect(text(name)).toContain(from);
    writeFileSync(join(folder, name), text(name).replace(from, to));
  };
  const complaint = (): string => {
    try {
      readLaws(url());
    } catch (error) {
      expect(error).toBeInstanceOf(BrokenLawFile);
      return (error as Error).message;
    }
    throw new Error('The broken file was read.');
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'habeas-laws-'));
    for (const name of FILES) cpSync(new URL(name, SOURCE), join(folder, name));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('reads the copied files as they are', () => {
    expect(readLaws(url()).ids()).toEqual(['de', 'eu-gdpr', 'us-ca']);
  });

  it.each([
    ['a misspelt section', 'eu-gdpr.yaml', 'caseRetention:', 'caseRetensions:', 'caseRetensions: is not known here'],
    ['a misspelt right', 'eu-gdpr.yaml', '  portability:\n    title', '  portabilty:\n    title', 'portabilty'],
    [
      'a level that does not exist',
      'us-ca.yaml',
      'ordinary: login',
      'ordinary: passport',
      'none, contact, login, officer',
    ],
    ['a period that is none', 'us-ca.yaml', 'period: P24M', 'period: 24 months', 'caseRetention/period'],
    ['a clock that does not exist', 'eu-gdpr.yaml', 'clock: month', 'clock: fortnight', "names no clock 'fortnight'"],
    [
      'a counting that does not exist',
      'us-ca.yaml',
      'counting: business',
      'counting: lunar',
      "names no counting 'lunar'",
    ],
    [
      'a refusal named like a property of every object',
      'us-ca.yaml',
      'refusal: fraud',
      'refusal: constructor',
      "names no refusal 'constructor'",
    ],
    [
      'a figure without what to check',
      'de.yaml',
      '  check: practice of three years',
      '  # practice of three years',
      "must have required property 'check'",
    ],
    [
      'a base that does not exist',
      'de.yaml',
      'eu-gdpr@2026-01-01',
      'eu-gdpr@1999-01-01',
      'no file holds eu-gdpr@1999-01-01',
    ],
    ['a day that does not exist', 'de.yaml', "from: '2018-05-25'", "from: '2018-02-30'", "'2018-02-30' is no date"],
    [
      'a ground that erases nothing',
      'us-ca.yaml',
      'default: us-ca/1798.105',
      'default: us-ca/7024-d',
      'is no ground to erase',
    ],
    [
      'a state that does not exist',
      'us-ca.yaml',
      'state: CA, types',
      'state: ZZ, types',
      "No holiday table for state 'ZZ'",
    ],
    ['a ground of an unknown law', 'grounds.yaml', 'law: us-ca', 'law: us-co', "names no law 'us-co'"],
    [
      'a ground that keeps without a period',
      'grounds.yaml',
      'kind: erase',
      'kind: retain',
      "must have required property 'retention'",
    ],
  ])('stops on %s, with file and line', (_name, file, from, to, expected) => {
    const line = lineOf(file, from);
    change(file, from, to);
    const message = complaint();
    expect(message).toContain(expected);
    expect(message).toMatch(new RegExp(`${file.replace('.', '\\.')}:\\d+: `));
    const lines = [...message.matchAll(/\.yaml:(\d+):/g)].map((match) => Number(match[1]));
    // The complaint stands at the changed line, or at the entry that holds it.
    expect(Math.min(...lines.map((found) => Math.abs(found - line)))).toBeLessThanOrEqual(8);
  });

  it('names the very line of a wrong value', () => {
    const line = lineOf('us-ca.yaml', 'period: P24M');
    change('us-ca.yaml', 'period: P24M', 'period: soon');
    expect(complaint()).toContain(`us-ca.yaml:${line}: /caseRetention/period`);
  });

  it('contradicts a road that asks for proof at no level, and one that asks for none at a level', () => {
    change('us-ca.yaml', 'proof: false', 'proof: true');
    expect(complaint()).toContain('asks for no level, but road.proof is true');
  });

  it('stops on what is no YAML, on a key written twice and on an empty file', () => {
    writeFileSync(join(folder, 'xx.yaml'), 'law: xx\n  version: [');
    expect(complaint()).toMatch(/xx\.yaml:\d+: /);
    writeFileSync(join(folder, 'xx.yaml'), 'law: xx\nlaw: yy\n');
    expect(complaint()).toMatch(/xx\.yaml:2: .*unique/i);
    writeFileSync(join(folder, 'xx.yaml'), '');
    expect(complaint()).toMatch(/xx\.yaml:1: must be object/);
  });

  it('stops on two versions of one name, on two that begin on one day, and on laws that refine each other', () => {
    cpSync(join(folder, 'de.yaml'), join(folder, 'de-again.yaml'));
    expect(complaint()).toContain('de@2026-01-01 exists twice');
    change('de-again.yaml', "version: '2026-01-01'", "version: '2026-02-01'");
    expect(complaint()).toContain('begins on the same day');
    change('de.yaml', 'eu-gdpr@2026-01-01', 'de@2026-02-01');
    change('de-again.yaml', 'eu-gdpr@2026-01-01', 'de@2026-01-01');
    expect(complaint()).toContain('refines this one in turn');
  });

  it('takes a further law as data alone: the United Kingdom, with its own pause', () => {
    writeFileSync(join(folder, 'uk.yaml'), UNITED_KINGDOM);
    const laws = readLaws(url());
    const uk = laws.pinned('uk@2026-02-05');
    const at = (day: string): Date => new Date(`${day}T12:00:00Z`);
    const calendar = laws.calendar(uk, { country: 'GB', state: 'ENG' });
    const received = { kind: 'received', at: at('2026-03-02'), zone: 'Europe/London' } as const;
    expect(clockOf(uk, 'access', [received], calendar).due.toString()).toBe('2026-04-02');
    const paused = clockOf(
      uk,
      'access',
      [received, { kind: 'doubt_recorded', at: at('2026-03-10') }, { kind: 'doubt_settled', at: at('2026-03-17') }],
      calendar,
    );
    // Days 10 to 17 inclusive do not count.
    expect(paused.due.toString()).toBe('2026-04-10');
    expect(laws.applicable({ controllerLaw: 'de', country: 'GB' }, Temporal.PlainDate.from('2026-03-02'))).toContain(
      'de',
    );
  });
});

const UNITED_KINGDOM = `
law: uk
extends: eu-gdpr@2026-01-01
version: '2026-02-05'
valid: { from: '2026-02-05' }
title: { de: UK GDPR, en: UK GDPR }
citation: UK GDPR; DPA 2018
calendar:
  weekend: [6, 7]
  holidays: { country: GB, state: ENG, types: [public] }
  citation: Banking and Financial Dealings Act 1971
  confirmed: false
  check: the nation
clocks:
  month:
    respond: { period: P1M, counting: reg1182, citation: Art. 12A UK GDPR, confirmed: false, check: wording }
    pause: { days: inclusive, citation: Art. 12A UK GDPR, confirmed: false, check: wording }
    answerBefore: { period: 5BD, citation: house rule, confirmed: true }
    warnBefore: 10BD
`;
