import { categories, categoryMatches, highestSensitivity, knownCategory, replacedCategories } from './fideslang.js';

it('matches prefixes dot by dot', () => {
  expect(categoryMatches('user.contact.email', 'user.contact')).toBe(true);
  expect(categoryMatches('user.contact', 'user.contact')).toBe(true);
  expect(categoryMatches('user.contact.email', 'user.cont')).toBe(false);
  expect(categoryMatches('user.contact', 'user.contact.email')).toBe(false);
  expect(categoryMatches('user.contacts', 'user.contact')).toBe(false);
});

it('replaces old keys by keys that exist, and every key lies below one that exists', () => {
  for (const now of replacedCategories.values()) expect(categories).toContain(now);
  for (const old of replacedCategories.keys()) expect(categories).not.toContain(old);
  for (const category of categories) {
    const dot = category.lastIndexOf('.');
    if (dot > 0) expect(categories).toContain(category.slice(0, dot));
  }
});

it('finds the nearest known category', () => {
  expect(knownCategory('user.contact.email')).toBe('user.contact.email');
  expect(knownCategory('user.contact.email.work.home')).toBe('user.contact.email');
  expect(knownCategory('user.job_title')).toBe('user.professional_information.job_title');
  expect(knownCategory('person.name')).toBeNull();
});

it.each([
  [['user.contact.email', 'user.name'], 'ordinary'],
  [['user.contact.email', 'user.payment'], 'financial'],
  [['user.financial.bank_account', 'user.demographic.religious_belief'], 'special'],
  [['user.health_and_medical.genetic'], 'special'],
  [['user.health.something_new'], 'special'],
  [['user.criminal_history'], 'special'],
  [['user.healthy'], 'ordinary'],
  [['user.government_id.passport_number'], 'financial'],
  [[], 'ordinary'],
] as const)('%j is %s', (given, expected) => {
  expect(highestSensitivity(given)).toBe(expected);
});
