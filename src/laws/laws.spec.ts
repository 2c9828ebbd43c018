import { Test } from '@nestjs/testing';
import { Temporal } from 'temporal-polyfill';
import { ASSURANCE_LEVELS, RIGHTS, type Sensitivity } from './law-data.js';
import { satisfies, UnknownRight } from './law.js';
import { LawsModule } from './laws.module.js';
import { Laws, UnknownLaw } from './laws.js';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const TODAY = day('2026-11-23');
const SENSITIVITIES: Sensitivity[] = ['ordinary', 'financial', 'special'];

describe('the laws', () => {
  let laws: Laws;

  beforeAll(async () => {
    const module = await Test.createTestingModule({ imports: [LawsModule] }).compile();
    laws = module.get(Laws);
  });

  it('are read at start', () => {
    expect(laws.ids()).toEqual(['de', 'eu-gdpr', 'us-ca']);
    expect(laws.pinned('eu-gdpr@2026-01-01').title.de).toContain('DSGVO');
    expect(laws.has('eu-gdpr')).toBe(true);
    expect(laws.has('constructor')).toBe(false);
  });

  it('are asked for by the day, and stay pinned', () => {
    expect(laws.current('us-ca', day('2026-12-31')).pin).toBe('us-ca@2026-01-01');
    expect(laws.current('us-ca', day('2027-01-01')).pin).toBe('us-ca@2027-01-01');
    expect(laws.pinned('us-ca@2026-01-01').hasRight('automated_decision')).toBe(false);
    expect(laws.pinned('us-ca@2027-01-01').rights).toEqual(expect.arrayContaining(['access', 'automated_decision']));
  });

  it('refuse what they do not know', () => {
    expect(() => laws.current('eu-gdpr', day('2018-05-24'))).toThrow(UnknownLaw);
    expect(() => laws.current('xx', TODAY)).toThrow(UnknownLaw);
    expect(() => laws.pinned('eu-gdpr@1999-01-01')).toThrow(UnknownLaw);
    expect(() => laws.ground('de/nothing')).toThrow(UnknownLaw);
    expect(() => laws.current('de', TODAY).right('limit_use')).toThrow(UnknownRight);
  });

  it('Germany refines the GDPR: its own calendar and retention, all rights of the other', () => {
    const germany = laws.current('de', TODAY);
    const gdpr = laws.current('eu-gdpr', TODAY);
    expect(germany.rights).toEqual(gdpr.rights);
    expect(germany.family).toBe('eu-gdpr');
    expect(germany.data.calendar.holidays.country).toBe('DE');
    expect(germany.right('access').refusal.citation).toContain('BDSG');
    expect(germany.right('access').clock).toEqual(gdpr.right('access').clock);
  });

  it('give each right its road', () => {
    const gdpr = laws.current('eu-gdpr', TODAY);
    expect(gdpr.right('portability').road).toMatchObject({ review: false, proof: true });
    expect(gdpr.right('access').road).toMatchObject({ review: true, plan: true, decision: 'officer' });
    expect(gdpr.right('erasure').road).toMatchObject({ objectionWindow: true, execution: 'machine' });
    expect(laws.current('us-ca', TODAY).right('do_not_sell').road).toMatchObject({
      proof: false,
      execution: 'machine',
    });
    expect(gdpr.rights).toEqual(RIGHTS.filter((right) => right !== 'do_not_sell' && right !== 'limit_use'));
  });

  it('say what a refusal must state', () => {
    const ids = laws
      .current('de', TODAY)
      .right('erasure')
      .refusal.mustState.map(({ id }) => id);
    expect(ids).toEqual(['reasons', 'authority', 'court']);
    expect(laws.current('eu-gdpr', TODAY).right('access').refusal.partialToo).toBe(true);
  });

  describe('assurance', () => {
    it('asks the login or an officer for a full copy, special categories, payment data and every erasure', () => {
      for (const id of ['eu-gdpr', 'de', 'us-ca']) {
        const law = laws.current(id, TODAY);
        for (const sensitivity of SENSITIVITIES) {
          for (const irreversible of [false, true]) {
            expect(law.assurance({ right: 'access', sensitivity, irreversible })).toBe('login');
            expect(law.assurance({ right: 'erasure', sensitivity, irreversible })).toBe('login');
          }
        }
        expect(law.assurance({ right: 'rectification', sensitivity: 'ordinary', irreversible: false })).toBe('contact');
        expect(law.assurance({ right: 'rectification', sensitivity: 'ordinary', irreversible: true })).toBe('login');
        expect(law.assurance({ right: 'rectification', sensitivity: 'financial', irreversible: false })).toBe('login');
        expect(law.assurance({ right: 'rectification', sensitivity: 'special', irreversible: false })).toBe('login');
      }
    });

    it('asks nothing for what acts on the contact given, whatever it reaches', () => {
      const asked = { sensitivity: 'special', irreversible: true } as const;
      const gdpr = laws.current('eu-gdpr', TODAY);
      const california = laws.current('us-ca', TODAY);
      expect(gdpr.assurance({ right: 'objection_direct_marketing', ...asked })).toBe('none');
      expect(gdpr.assurance({ right: 'withdraw_consent', ...asked })).toBe('none');
      expect(california.assurance({ right: 'do_not_sell', ...asked })).toBe('none');
      expect(california.assurance({ right: 'limit_use', ...asked })).toBe('none');
    });

    it('an officer’s decision satisfies every level, a code only its own', () => {
      expect(ASSURANCE_LEVELS.every((level) => satisfies('officer', level))).toBe(true);
      expect(satisfies('contact', 'login')).toBe(false);
      expect(satisfies('none', 'none')).toBe(true);
    });
  });

  describe('grounds', () => {
    it('are known by name, each with words for the person', () => {
      const names = laws.knownGrounds();
      for (const id of [
        'de/ao-147/books',
        'de/ao-147/buchungsbeleg',
        'de/ustg-14b/invoice',
        'de/ao-147/handelsbrief',
        'gdpr/17-1-a',
        'gdpr/17-1-f',
        'us-ca/1798.105',
        'gdpr/17-1-a/contract-runs',
        'gdpr/17-3-b',
        'gdpr/17-3-e/claim',
        'us-ca/1798.105-d-1',
        'gdpr/15-4/others',
        'de/bdsg-34-1-2',
        'us-ca/7024-d',
      ]) {
        expect(names).toContain(id);
      }
      for (const ground of laws.grounds.values()) {
        expect(ground.sentence.de).toMatch(/[.]$/);
        expect(ground.sentence.en).toMatch(/[.]$/);
        // Words that nobody can keep (practice 16).
        expect(ground.sentence.de).not.toMatch(/vollständig|unwiderruflich|nachweislich/);
        if (!ground.confirmed) expect(ground.check).toBeTruthy();
      }
    });

    it('to erase follow the legal basis of the purpose', () => {
      const germany = laws.current('de', TODAY);
      expect(germany.eraseGround('6(1)(a)')).toBe('gdpr/17-1-b');
      expect(germany.eraseGround('Art. 6 (1)(a)')).toBe('gdpr/17-1-b');
      expect(germany.eraseGround('6(1)(b)')).toBe('gdpr/17-1-a');
      expect(germany.eraseGround('constructor')).toBe('gdpr/17-1-a');
      expect(laws.current('us-ca', TODAY).eraseGround('6(1)(a)')).toBe('us-ca/1798.105');
    });

    it('belong to a law and to those that refine it', () => {
      const ids = (law: string): string[] =>
        laws
          .current(law, TODAY)
          .grounds('withhold')
          .map(({ id }) => id);
      expect(ids('de')).toEqual(expect.arrayContaining(['gdpr/15-4/others', 'de/bdsg-34-1-2']));
      expect(ids('eu-gdpr')).not.toContain('de/bdsg-34-1-2');
      expect(ids('us-ca').every((id) => id.startsWith('us-ca/'))).toBe(true);
    });
  });

  describe('which apply', () => {
    it.each([
      ['a German at a German company', 'de', 'DE', null, ['de']],
      ['somebody who does not say from where', 'de', null, null, ['de']],
      ['a Frenchwoman at a German company: one law of the family', 'de', 'FR', null, ['de']],
      ['a Californian at a German company', 'de', 'US', 'CA', ['de', 'us-ca']],
      ['a Texan at a German company', 'eu-gdpr', 'US', 'TX', ['eu-gdpr']],
      ['a German at a Californian company: the law closest to her', 'us-ca', 'DE', null, ['us-ca', 'de']],
      ['a Frenchwoman at a Californian company', 'us-ca', 'fr', null, ['us-ca', 'eu-gdpr']],
    ])('%s', (_who, controllerLaw, country, state, expected) => {
      expect(laws.applicable({ controllerLaw, country, state }, TODAY)).toEqual(expected);
    });

    it('leaves out a law that the controller is not under', () => {
      const who = { controllerLaw: 'de', notUnder: ['us-ca'], country: 'US', state: 'CA' };
      expect(laws.applicable(who, TODAY)).toEqual(['de']);
    });

    it('refuses a controller under a law that nobody knows', () => {
      expect(() => laws.applicable({ controllerLaw: 'atlantis' }, TODAY)).toThrow(UnknownLaw);
    });
  });
});
